/** Entity tags, and whether a client already has what they name (RFC 9110 section 13.1.2). */

/** 304 where the client has this very file already, else the file. */
export function notModifiedOr({ headers }: Request, file: Response) {
  const etag = file.headers.get('etag')
  const isKnown = file.status === 200 && etag !== null && matchesEtag(headers.get('if-none-match') ?? undefined, etag)
  return isKnown ? new Response(null, { status: 304, headers: file.headers }) : new Response(file.body, file)
}

/** `If-None-Match` holds our tag, by weak comparison (RFC 9110 section 13.1.2). Compressing proxies weaken and suffix tags. */
export function matchesEtag(header: string | undefined, etag: string) {
  if (!header) return false
  if (header.trim() === '*') return true
  const ours = opaqueTag(etag)
  return header.split(',').some((tag) => opaqueTag(tag) === ours)
}

const opaqueTag = (tag: string) =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:gzip|br|zstd)"$/, '"')
