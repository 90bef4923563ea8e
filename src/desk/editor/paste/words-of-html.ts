/** The words of HTML that is too long to be read with its formatting: in one pass, whatever stands in it. An empty line parts its blocks. */
import { Parser } from 'htmlparser2'

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
  let unseen = 0
  const part = (name: string) => void (name === 'br' ? parts.push('\n') : INLINE.has(name) || parts.push('\n\n'))
  const parser = new Parser({
    onopentagname(name) {
      if (UNSEEN.has(name)) unseen++
      part(name)
    },
    ontext: (text) => void (unseen === 0 && parts.push(text.replace(/\s+/g, ' '))),
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen--
      if (name !== 'br') part(name)
    },
  })
  parser.end(html)
  return parts.join('').replace(/[ \t]*\n[ \t]*/g, '\n')
}
