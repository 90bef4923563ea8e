/** Inline HTML as the text that is checked, unit for unit what an editor shows. */

/** `text` has a line end for each `br`; what isn't the newsroom's prose (struck out, code, a ruby reading) is masked by as many `MASK`. */
export type InlineText = { text: string; links: LinkInText[] }
export type LinkInText = { from: number; to: number; href: string }

/** The object replacement character: part of no word. */
const MASK = '\ufffc'
const MASKED = new Set(['s', 'code', 'rt', 'rp'])
/** In an `html` block, lines end with these. */
const ENDS_LINE = new Set(['p', 'li', 'td', 'th', 'h2', 'h3', 'h4', 'blockquote', 'figcaption', 'div', 'dt', 'dd', 'pre', 'caption'])
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0', amp: '&' }

const PIECES = /<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>|&(lt|gt|quot|#39|nbsp|amp);|[^<&]+|[<&]/g

export function readInline(html: string): InlineText {
  const links: LinkInText[] = []
  let [text, masked]: [string, number] = ['', 0]
  let open: LinkInText | undefined
  for (const [piece, slash, tag, attributes = '', entity] of html.matchAll(PIECES)) {
    if (tag === undefined) {
      const shown = entity === undefined ? piece : (ENTITIES[entity] ?? '')
      text += masked > 0 ? MASK.repeat(shown.length) : shown
    } else if (tag === 'br' || (slash && ENDS_LINE.has(tag))) text += '\n'
    else if (MASKED.has(tag)) masked = Math.max(0, masked + (slash ? -1 : 1))
    else if (tag === 'a' && !slash) open = { from: text.length, to: text.length, href: readHref(attributes) }
    else if (tag === 'a' && open) {
      links.push({ ...open, to: text.length })
      open = undefined
    }
  }
  return { text, links }
}

const readHref = (attributes: string) =>
  (/ href="([^"]*)"/.exec(attributes)?.[1] ?? '').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
