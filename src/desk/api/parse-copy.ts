/** Second station of an upload: the text of each form becomes an article with what is to be done with it, or a list of flaws. */

import { futureMomentFlaws } from '../../copy/future-moments.ts'
import { fromMarkdown } from '../../copy/markdown/from-markdown.ts'
import type { NinjsOrder } from '../../copy/ninjs/from-ninjs.ts'
import { isObject } from '../../copy/parse.ts'
import { type ParsedArticle, parseArticle } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { flawsProblem, parseJsonText, sizeFlaws } from './json-text.ts'
import { parseNinjs } from './parse-ninjs.ts'
import type { SentCopy } from './read-copy.ts'

/** An agency's item, or an editor's article. `undated`: it does not say when it was published; the press does. `notes` say what was left out. */
export type Copy = NinjsOrder | EditorsCopy
export type EditorsCopy = { order: 'file'; article: Article; undated?: true; notes: string[] }

/** What the address says; copy that says its own must say the same slug. */
type Defaults = { slug: string; section?: string }

export function parseCopy({ type, text }: SentCopy, { slug, section }: { slug: string; section: string | undefined }): OrProblem<Copy> {
  const defaults = { slug, ...(section && { section }) }
  switch (type) {
    case 'application/json':
      return parseJsonCopy(text, defaults)
    case 'text/markdown':
      return parseMarkdown(text, defaults)
    case 'application/ninjs+json':
      return parseNinjs(text, defaults)
  }
}

function parseJsonCopy(text: string, defaults: Defaults): OrProblem<EditorsCopy> {
  const input = parseJsonText(text)
  if (!input.ok) return input
  if (!isObject(input.value)) return acceptFor(defaults.slug, parseArticle(input.value))
  const isDated = 'publishedAt' in input.value
  return acceptFor(defaults.slug, parseArticle({ publishedAt: now(), ...defaults, ...input.value }), isDated)
}

function parseMarkdown(text: string, defaults: Defaults): OrProblem<EditorsCopy> {
  const first = fromMarkdown(text, defaults)
  const isDated = first.ok || !first.flaws.some(({ pointer }) => pointer === '/publishedAt')
  return acceptFor(defaults.slug, isDated ? first : fromMarkdown(text, { ...defaults, publishedAt: now() }), isDated)
}

/** The article of this address, without endless lists and without what has yet to happen. */
function acceptFor(slug: string, parsed: ParsedArticle, isDated = true): OrProblem<EditorsCopy> {
  if (!parsed.ok) return refuseWith(flawsProblem(parsed.flaws))
  const { value: article, notes } = parsed
  const tooLarge = sizeFlaws(article)
  if (tooLarge.length > 0) return refuseWith(flawsProblem(tooLarge))
  const ahead = futureMomentFlaws(article, Date.now())
  if (ahead.length > 0) return refuseWith(flawsProblem(ahead))
  if (article.slug !== slug)
    return refuseWith(flawsProblem([{ pointer: '/slug', message: `The slug must be "${slug}", as in the address. Change it or leave it out.` }]))
  return { ok: true, value: { order: 'file', article, ...(!isDated && { undated: true }), notes } }
}

const now = () => instantOf(Date.now())
