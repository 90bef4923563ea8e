/** Line ends of WordPress's classic texts: one is a line break, two part paragraphs (`wpautop`). Reading HTML parts at blank lines already. */

const RAW = /^<(pre|script|style|textarea|svg)\b/i
const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|body|br|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|menu|nav|noscript|object|ol|option|p|param|section|select|source|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b/i

export function withLineBreaks(html: string): string {
  const pieces = piecesOf(html.replace(/\r\n?/g, '\n'))
  return pieces
    .map((piece, at) => (piece.startsWith('<') || !piece.includes('\n') ? piece : breakText(piece, isEdge(pieces[at - 1]), isEdge(pieces[at + 1]))))
    .join('')
}

/** Beside these a line end is only how the source is laid out. */
const isEdge = (piece: string | undefined) => piece === undefined || BLOCK.test(piece) || RAW.test(piece)

function breakText(text: string, isAfterBlock: boolean, isBeforeBlock: boolean) {
  const start = isAfterBlock ? (/^\s*/.exec(text)?.[0].length ?? 0) : 0
  const end = isBeforeBlock ? text.trimEnd().length : text.length
  if (end <= start) return text
  const inner = text.slice(start, end).replace(/[ \t]*\n\s*/g, (gap) => (gap.split('\n').length > 2 ? '\n\n' : '<br>\n'))
  return text.slice(0, start) + inner + text.slice(end)
}

/** Tags, texts between them, and what is raw as a whole. */
function piecesOf(html: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < html.length; ) {
    const end = endOfPiece(html, at)
    pieces.push(html.slice(at, end))
    at = end
  }
  return pieces
}

function endOfPiece(html: string, at: number) {
  if (html[at] !== '<') return indexOr(html, '<', at)
  if (html.startsWith('<!--', at)) return indexOr(html, '-->', at, 3)
  if (!/[a-z/!]/i.test(html[at + 1] ?? '')) return indexOr(html, '<', at + 1)
  const tag = RAW.exec(html.slice(at, at + 60))?.[1]?.toLowerCase()
  if (!tag) return indexOr(html, '>', at, 1)
  const close = html.toLowerCase().indexOf(`</${tag}`, at)
  return close === -1 ? indexOr(html, '>', at, 1) : indexOr(html, '>', close, 1)
}

function indexOr(html: string, what: string, from: number, length = 0) {
  const found = html.indexOf(what, from)
  return found === -1 ? html.length : found + length
}
