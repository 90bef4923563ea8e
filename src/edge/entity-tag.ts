/** Entity tags, and who has what they name already (RFC 9110 section 13.1.2). */

/** A file with a tag of its own, unless the client has it already. */
export function unlessHeld({ headers }: Request, file: Response) {
  const etag = file.headers.get('etag')
  const isHeld = file.status === 200 && etag !== null && holdsTag(headers.get('if-none-match') ?? undefined, etag)
  return isHeld ? new Response(null, { status: 304, headers: file.headers }) : new Response(file.body, file)
}

/** `If-None-Match` holds our tag, by weak comparison (RFC 9110 section 13.1.2). Compressing proxies weaken and suffix tags. */
export function holdsTag(header: string | undefined, etag: string) {
  if (!header) return false
  if (header.trim() === '*') return true
  const ours = opaque(etag)
  return header.split(',').some((tag) => opaque(tag) === ours)
}

const opaque = (tag: string) =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:gzip|br|zstd)"$/, '"')
