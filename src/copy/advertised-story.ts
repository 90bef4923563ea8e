/** Where an advertisement leads, as far as it leads to this site. */
import { decodePiece } from './shapes/address-pieces.ts'

/** Its path here; undefined where it leads elsewhere. `origin` is the publication's; it may be empty. */
export function pathHere(href: string, origin: string): string | undefined {
  const here = origin || 'https://here.example'
  const url = URL.parse(href, here)
  return url && url.origin === URL.parse(here)?.origin ? url.pathname : undefined
}

/** The slug of the story of ours at this path; undefined where no story can be. */
export function storySlugIn(path: string | undefined) {
  const piece = path === undefined ? undefined : /^\/[^/]+\/([^/]+)\/?$/.exec(path)?.[1]
  return piece && decodePiece(piece.toLowerCase())
}
