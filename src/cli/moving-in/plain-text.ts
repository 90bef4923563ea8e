/** HTML in a field of plain text: titles and excerpts of WordPress. Control characters are no text. */
import { parseHtml } from '../../copy/html/hast.ts'
import { textContentOf } from '../../copy/html/tree.ts'

export const plainText = (html: string) =>
  parseHtml(html.replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, ' $&'))
    .children.filter(({ type }) => type !== 'doctype')
    .map(textContentOf)
    .join('')
    .replace(/[^\P{Cc}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
