/**
 * Compressed here are the few texts that nobody behind us compresses: Cloudflare does so by a list of types
 * (developers.cloudflare.com/speed/optimization/content/compression) in which Markdown and JSON Feed are missing.
 */
const TYPES = /^(?:text\/markdown|application\/feed\+json)\b/

/** Less fits into one network packet anyway. */
const MIN_BYTES = 1400

export const isGzippedHere = (contentType: string) => TYPES.test(contentType)
export const isWorthGzipping = (bytes: number) => bytes >= MIN_BYTES

/** Whether the client takes gzip. The edge writes a header of its own and keeps the client's in `cf`. */
export function acceptsGzip({ cf, headers }: Request) {
  const { clientAcceptEncoding } = (cf ?? {}) as Partial<IncomingRequestCfProperties>
  return /(?:^|[\s,])(?:x-)?(?:gzip|\*)\s*(?:$|,|;\s*q=(?:1|0\.0*[1-9]))/i.test(clientAcceptEncoding ?? headers.get('accept-encoding') ?? '')
}

export const gzipBytes = (bytes: Uint8Array<ArrayBuffer>) => (new Response(bytes).body as ReadableStream).pipeThrough(new CompressionStream('gzip')) // A response made of bytes has a body.
