/** The words of HTML that is too long to be read with its formatting: in one pass, whatever stands in it. An empty line parts its blocks. */
import { ShallowParser } from '../../../copy/html/shallow-parser.ts'

const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'textarea', 'select'])
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'del',
  'em',
  'font',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'wbr',
])

export function wordsOfHtml(html: string): string {
  const parts: string[] = []
  let [unseen, open] = [0, 0]
  const part = (name: string) => void (name === 'br' ? parts.push('\n') : INLINE.has(name) || parts.push('\n\n'))
  const handler = {
    onopentagname(name: string) {
      open++
      if (UNSEEN.has(name)) unseen++
      part(name)
    },
    ontext: (text: string) => void (unseen === 0 && parts.push(text.replace(/\s+/g, ' '))),
    onclosetag(name: string) {
      open--
      if (UNSEEN.has(name)) unseen--
      if (name !== 'br') part(name)
    },
  }
  new ShallowParser(handler, () => open).end(html)
  return parts.join('').replace(/(?<![ \t])[ \t]*\n[ \t]*/g, '\n')
}
