/** What would be said of copy before it is published. Nothing is saved. */
import { checkArticle } from '../../copy/checks/check-article.ts'
import { block, type Finding } from '../../copy/checks/finding.ts'
import { readerChanges } from '../../copy/checks/reader-changes.ts'
import type { Flaw } from '../../copy/parse.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { checkingPressOf, gatherCheckContext, liveArticle } from '../check-context.ts'
import type { ApiContext } from './api-context.ts'
import { parseCopy } from './parse-copy.ts'
import { readCopy } from './read-copy.ts'
import { readQuery, slugParam } from './request-inputs.ts'
import { ChecksQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse, unknownArticleResponse } from './responses.ts'

/** Copy with flaws is answered, not refused: each flaw is a finding, and there is nothing else to be said of it yet. */
export async function checkCopyBeforePublishing(c: ApiContext) {
  const query = readQuery(c, ChecksQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const sent = await readCopy(c)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const copy = parseCopy(sent.value, { slug, section: query.value.section })
  if (!copy.ok) return copy.problem.status === 422 ? jsonResponse(c, { findings: flawsFound(copy.problem.flaws ?? []) }) : problemResponse(c, copy.problem)
  return copy.value.article ? checked(c, copy.value.article) : jsonResponse(c, { findings: [] })
}

async function checked(c: ApiContext, article: Article) {
  const now = Date.now()
  const { value: site } = await openEdition({ env: c.env, now, origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()
  const press = checkingPressOf(c.env)
  const [context, live] = await Promise.all([gatherCheckContext(press, { article, site, now }), liveArticle(press, article.slug)])
  return jsonResponse(c, { findings: checkArticle(article, live ? { ...context, live } : context), ...(live && { changes: readerChanges(live, article) }) })
}

const flawsFound = (flaws: readonly Flaw[]): Finding[] => flaws.map(({ pointer, message }) => block('flaw', pointer, message))
