/** What a careful editor would notice before publishing, for `newsdesk put --dry-run`. Advice, never a refusal. */
import type { Flaw } from '../parse.ts'
import type { Article } from '../shapes/article.ts'
import { checkPictureTexts } from './pictures.ts'
import { checkPunctuation } from './punctuation.ts'
import { checkSources } from './structure.ts'
import { checkSummaryParts } from './summary-parts.ts'
import { textsOf } from './texts.ts'

/** Search results cut titles near 70 characters; Google's article guidelines name 110 as the limit of `headline`. */
const HEADLINE_SHOWN = 70
const HEADLINE_LIMIT = 110

export function lint(article: Article): Flaw[] {
  const findings = [...checkSummaryParts(article), ...checkPictureTexts(article), ...checkPunctuation(textsOf(article)), ...checkSources(article)]
  return [...lintHeadline(article), ...findings.map(({ where, message }) => ({ pointer: where, message }))]
}

function lintHeadline({ headline, seo }: Article): Flaw[] {
  const title = seo?.title ?? headline
  const pointer = seo?.title ? '/seo/title' : '/headline'
  if (title.length > HEADLINE_LIMIT)
    return [{ pointer, message: `${title.length} characters: search engines take at most ${HEADLINE_LIMIT}. Shorten it, or give a short "seo.title".` }]
  return title.length > HEADLINE_SHOWN ? [{ pointer, message: `${title.length} characters: search results cut titles near ${HEADLINE_SHOWN}.` }] : []
}
