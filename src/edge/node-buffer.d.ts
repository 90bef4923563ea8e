/** What the Workers runtime has of `node:buffer` (flag `nodejs_compat`), as far as we use it. */
declare module 'node:buffer' {
  export const Buffer: { from(text: string, encoding: 'utf16le'): Uint8Array }
  /** Throws where `from` isn't what it is called. */
  export function transcode(bytes: Uint8Array, from: 'utf16le', to: 'utf8'): Uint8Array<ArrayBuffer>
}
