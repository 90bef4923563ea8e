/** Headlines, standfirsts and texts of old systems, as an article can have them. */
import { blocksFromHtml } from '../../copy/html/from-html.ts'
import type { BlockInput } from '../../copy/shapes/block.ts'
import { Notes } from '../../copy/text/omissions.ts'
import type { NoteLoss } from './old-item.ts'
import { embedPastedPosts } from './pasted-embeds.ts'
import { plainText } from './plain-text.ts'

/** Characters of a headline (contract). */
const MAX_HEADLINE = 200
const MAX_STANDFIRST = 4000

/** `words` and `name` are what there is to say where it has no title: its first words, or what the old system calls it. All may be HTML. */
export function headlineFrom(title: string, words: string, name: string, note: NoteLoss): string {
  const headline = plainText(title)
  if (headline.length > MAX_HEADLINE) {
    note(`Its title was cut to ${MAX_HEADLINE} characters: “${headline}”`)
    return `${headline
      .slice(0, MAX_HEADLINE - 1)
      .toWellFormed()
      .trimEnd()}…`
  }
  if (headline) return headline
  const first = plainText(words.slice(0, 4000)).slice(0, 80).toWellFormed() || name
  note('It had no title: it’s called by its first words.')
  return first.length === 80 ? `${first.replace(/\s+\S*$/, '').replace(/[.,;:…–—\s-]+$/u, '')}…` : first
}

export function standfirstFrom(html: string, note: NoteLoss): string | undefined {
  const whole = plainText(html)
  if (whole.length > MAX_STANDFIRST) note('Its excerpt was cut to 4,000 characters.')
  return whole.slice(0, MAX_STANDFIRST).toWellFormed() || undefined
}

/** Bytes that are no letters in the file's encoding are read as U+FFFD; JSON may have it written so, too. */
export function noteLostLetters(text: string, note: NoteLoss) {
  if (text.includes('\ufffd')) note('Some of its characters can’t be read: each is “\ufffd” now. Export it again as UTF-8.')
}

/** In HTML it is a comment that ends with the next tag (HTML, 13.2.5.42), and takes no more of a text along. */
const CDATA = /<!\[CDATA\[[^>]*>?/g

export function blocksOf(html: string, note: NoteLoss): BlockInput[] {
  const lost = new Notes()
  const blocks = blocksFromHtml(embedPastedPosts(html.replace(CDATA, '')), lost.reporterAt(''))
  for (const sentence of lost.list()) note(sentence)
  return blocks
}
