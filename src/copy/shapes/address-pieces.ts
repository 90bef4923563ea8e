/** Addresses of ours, read back into what is stored: those that people paste, and those in the ledger. */
import { encodeLetters, isSlug, spellSlug } from './slug-spelling.ts'

/** The pieces of a path of ours, as they are stored; what is no text stays as it is. */
export const piecesOf = (path: string) =>
  path
    .split('/')
    .slice(1)
    .map((piece) => decodePiece(piece) ?? piece)

/** What an address ends with, or a slug itself, spelled as ours are: whatever somebody pasted. */
export function lastPieceOf(address: string): string {
  const last =
    address
      .trim()
      .replace(/[?#].*$/s, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? ''
  return decodePiece(last) ?? last
}

/** A piece of an address as it would be stored; undefined where its escapes are none of UTF-8. */
export function decodePiece(piece: string): string | undefined {
  try {
    return /[^\0-\x7f]|%/.test(piece) ? spellSlug(decodeURIComponent(piece)) : piece
  } catch {
    // It throws for what is no text; that is the answer.
    return undefined
  }
}

/** An address as people read it: those pieces decoded that are slugs, and nothing else, so that nothing in it hides or turns around. */
export const readableAddress = (address: string) =>
  address.replace(/[^/?#\s]*%[^/?#\s]*/g, (piece) => {
    const decoded = decodePiece(piece)?.replace(/\.(?:md|xml|json)$/, '') ?? ''
    return isSlug(decoded) && piece.startsWith(encodeLetters(decoded)) ? piece.replace(encodeLetters(decoded), decoded) : piece
  })
