/**
 * Packed here are the few texts that nobody behind us packs: Cloudflare compresses by a list of types
 * (developers.cloudflare.com/speed/optimization/content/compression) in which Markdown and JSON Feed are missing.
 */
const TYPES = /^(?:text\/markdown|application\/feed\+json)\b/

/** A packet holds it anyway. */
const MIN_BYTES = 1400

export const isPackedHere = (contentType: string) => TYPES.test(contentType)
export const isWorthPacking = (bytes: number) => bytes >= MIN_BYTES

/** Whether the client takes gzip. The edge writes a header of its own and keeps the client's in `cf`. */
export function takesGzip({ cf, headers }: Request) {
  const { clientAcceptEncoding } = (cf ?? {}) as Partial<IncomingRequestCfProperties>
  return /(?:^|[\s,])(?:x-)?(?:gzip|\*)\s*(?:$|,|;\s*q=(?:1|0\.0*[1-9]))/i.test(clientAcceptEncoding ?? headers.get('accept-encoding') ?? '')
}

export const packed = (bytes: Uint8Array<ArrayBuffer>) => (new Response(bytes).body as ReadableStream).pipeThrough(new CompressionStream('gzip')) // A response made of bytes has a body.
