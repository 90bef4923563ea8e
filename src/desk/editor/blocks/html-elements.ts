/** Canonical HTML as elements, built one by one: nothing is parsed by the page, and nothing but what copy may hold comes about. */
import { isSafeHref } from '../../../copy/text/inline.ts'
import { tokensOf } from './html-tokens.ts'

const TAGS = new Set(
  `a strong em b i u s sub sup code br abbr cite q time mark small ruby rt rp
  p div h2 h3 h4 ul ol li dl dt dd blockquote pre hr table caption thead tbody tfoot tr th td figure figcaption details summary`.split(/\s+/),
)
const VOID = new Set(['br', 'hr'])
const ATTRIBUTES = new Set(['href', 'title', 'datetime', 'lang', 'dir', 'colspan', 'rowspan', 'start', 'reversed', 'value'])

export function elementsFrom(html: string): Node[] {
  const root = document.createElement('div')
  const open: HTMLElement[] = [root]
  const holder = () => open.at(-1) ?? root
  for (const token of tokensOf(html)) {
    if (token.kind === 'text') holder().append(token.text)
    else if (!TAGS.has(token.tag)) continue
    else if (token.kind === 'close') closeElement(open, token.tag)
    else {
      const element = elementOf(token.tag, token.attributes)
      holder().append(element)
      if (!VOID.has(token.tag)) open.push(element)
    }
  }
  return [...root.childNodes]
}

function elementOf(tag: string, attributes: Record<string, string>) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name) && (name !== 'href' || isSafeHref(value))) element.setAttribute(name, value)
  return element
}

function closeElement(open: HTMLElement[], tag: string) {
  const at = open.findLastIndex(({ tagName }, index) => index > 0 && tagName.toLowerCase() === tag)
  if (at > 0) open.length = at
}
