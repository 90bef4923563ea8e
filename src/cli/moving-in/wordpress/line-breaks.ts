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
  const inner = text.slice(start, end).replace(/[ \t]*\n\s*/g, (gap) => (gap.split('\n').length > 2 ? '\n\n' : '<br>'))
  return text.slice(0, start) + inner + text.slice(end)
}

/** Tags, texts between them, and what is raw as a whole. */
function piecesOf(html: string): string[] {
  const pieces: string[] = []
  const lower = html.toLowerCase()
  const unclosed = new Set<string>()
  for (let at = 0; at < html.length; ) {
    const end = endOfPiece(html, at, lower, unclosed)
    pieces.push(html.slice(at, end))
    at = end
  }
  return pieces
}

/** `unclosed`: what has no end from here on, and is not looked for again. */
function endOfPiece(html: string, at: number, lower: string, unclosed: Set<string>) {
  if (html[at] !== '<') return indexOr(html, '<', at)
  if (html.startsWith('<!--', at) && !unclosed.has('-->')) {
    const end = html.indexOf('-->', at)
    if (end !== -1) return end + 3
    unclosed.add('-->')
  }
  if (!/[a-z/!]/i.test(html[at + 1] ?? '')) return indexOr(html, '<', at + 1)
  const tag = RAW.exec(html.slice(at, at + 60))?.[1]?.toLowerCase()
  if (!tag || unclosed.has(tag)) return endOfTag(html, at)
  const close = lower.indexOf(`</${tag}`, at)
  if (close === -1) unclosed.add(tag)
  return endOfTag(html, close === -1 ? at : close)
}

function endOfTag(html: string, at: number) {
  const end = html.indexOf('>', at)
  return end === -1 ? html.length : end + 1
}

function indexOr(html: string, what: string, from: number) {
  const found = html.indexOf(what, from)
  return found === -1 ? html.length : found
}
