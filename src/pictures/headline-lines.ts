/** How a headline is broken into lines: at the largest size at which it fits, into lines of even length, without hyphens. */

type WidthOf = (text: string) => number
type Room = {
  /** Pixels that a line may be wide, and all lines together high. */
  width: number
  height: number
  /** From one baseline to the next, in ems. */
  leading: number
  /** Ems in pixels, largest first. */
  sizes: readonly number[]
  /** Of text at an em of one pixel. */
  widthOf: WidthOf
}

/**
 * What a line is filled with: words with the space after them, and parts of words up to a hyphen, dash or stroke. A word of
 * one letter goes with the next: Polish and Czech never leave it at a line's end.
 */
const PIECES = /(?!$)(?:\p{L} )*[^ ]*?(?:[^\s\d][-‐–—/](?=[^\s\d])| +|$)/gu

export function layOutHeadline(headline: string, { width, height, leading, sizes, widthOf }: Room): { size: number; lines: string[] } {
  const pieces = headline.match(PIECES) ?? []
  let size = 0
  let lines: string[] = []
  let most = 0
  for (size of sizes) {
    most = Math.floor(height / size / leading)
    lines = fillLines(pieces, width / size, widthOf)
    if (lines.length <= most && lines.every((line) => widthOf(line) <= width / size)) return { size, lines: balanceLines(pieces, lines, widthOf) }
  }
  if (lines.length > most) lines.splice(most - 1, lines.length, lines.slice(most - 1).join(' '))
  return { size, lines: lines.map((line) => shorten(line, width / size, widthOf)) }
}

/** What fits of a line: whole words, and an ellipsis in place of the rest. */
export function shorten(text: string, room: number, widthOf: WidthOf): string {
  if (widthOf(text) <= room) return text
  let shortText = text
  while (shortText && widthOf(`${shortText}…`) > room) shortText = shortText.replace(/ [^ ]*$|.$/u, '').replace(/[\s,;:.–—-]+$/, '')
  return `${shortText}…`
}

function fillLines(pieces: readonly string[], room: number, widthOf: WidthOf): string[] {
  const lines = ['']
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece
    if (longer === piece || widthOf(longer.trimEnd()) <= room) lines.splice(-1, 1, longer)
    else lines.push(piece)
  }
  return lines.map((line) => line.trimEnd())
}

/** Into the narrowest column that takes no line more, as `text-wrap: balance` does. */
function balanceLines(pieces: readonly string[], lines: string[], widthOf: WidthOf): string[] {
  const widest = Math.max(...lines.map(widthOf))
  const narrower = fillLines(pieces, widest * 0.999, widthOf)
  return narrower.length > lines.length || narrower.some((line) => widthOf(line) >= widest) ? lines : balanceLines(pieces, narrower, widthOf)
}
