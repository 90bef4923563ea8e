/** Reading filed copy back: articles, their revisions, what changed between two, previews. */

import { diffArticles } from '../../copy/diff/word-diff.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { matchesEtag } from '../../edge/entity-tag.ts'
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { newsroomPressOf } from '../../press/newsroom-calls.ts'
import { writingPressOf } from '../../press/writing-calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { formatArticle } from './article-formats.ts'
import { revisionIn } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, readQuery, slugParam, withoutUndefined } from './request-inputs.ts'
import { AuditQuery, CalendarQuery, DiffQuery, ListingQuery, PreviewBody, ReadingQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse, unknownArticleResponse } from './responses.ts'

export async function readArticle(c: ApiContext) {
  const slug = slugParam(c)
  const query = readQuery(c, ReadingQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  if (!slug) return unknownArticleResponse(c)
  const found = await press(c).read(slug, query.value.revision)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  const { body, contentType, tagSuffix } = formatArticle(c.req.header('accept'), found, await siteUrl(c))
  const { entry, revision } = found
  const headers: Record<string, string> = {
    ETag: `"${revision}${tagSuffix}"`,
    Vary: 'Accept',
    'Dateline-State': entry.state,
    'Dateline-Revision': String(entry.revision),
    ...(entry.live !== undefined && { 'Dateline-Live': String(entry.live) }),
    ...(entry.until !== undefined && { 'Dateline-Ready': String(entry.ready), 'Dateline-Until': entry.until }),
  }
  const noneMatch = c.req.header('if-none-match')
  if (noneMatch && (matchesEtag(noneMatch, `"${revision}${tagSuffix}"`) || revisionIn(noneMatch) === revision)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'Content-Type': contentType })
}

export async function listArticles(c: ApiContext) {
  const query = readQuery(c, ListingQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  return jsonResponse(c, await newsroomPressOf(c.env).list(withoutUndefined(query.value)))
}

/** What comes out, opens or is taken down. */
export async function readCalendar(c: ApiContext) {
  const query = readQuery(c, CalendarQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  return jsonResponse(c, await newsroomPressOf(c.env).scheduledBetween(query.value.from, query.value.to))
}

export async function listRevisions(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const found = await press(c).revisions(slug)
  return found.ok ? jsonResponse(c, { items: found.revisions }) : problemResponse(c, refusalProblem(found))
}

/** Everybody at the desk may know who did what with a story; the whole trail is the admins'. */
export async function listAuditOf(c: ApiContext) {
  const slug = slugParam(c)
  const query = readQuery(c, AuditQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  if (!slug) return unknownArticleResponse(c)
  const found = await writingPressOf(c.env).auditOf(slug, query.value.cursor, query.value.limit)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  const { ok: _, ...page } = found
  return jsonResponse(c, page)
}

/** What readers see against the newest, unless said otherwise. */
export async function diffRevisions(c: ApiContext) {
  const slug = slugParam(c)
  const query = readQuery(c, DiffQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  if (!slug) return unknownArticleResponse(c)
  const after = await press(c).read(slug, query.value.to)
  if (!after.ok) return problemResponse(c, refusalProblem(after))
  const from = query.value.from ?? after.entry.live ?? after.revision
  const before = await press(c).read(slug, from)
  if (!before.ok) return problemResponse(c, refusalProblem(before))
  return jsonResponse(c, { slug, from: before.revision, to: after.revision, diff: diffArticles(before.article, after.article) })
}

export async function previewArticle(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const body = await readJsonBody(c, PreviewBody, { optional: true })
  if (!body.ok) return problemResponse(c, body.problem)
  const found = await press(c).read(slug, body.value.revision, 'shown')
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  const options = { ...(body.value.until && { until: body.value.until }), by: c.get('actor').name }
  const { id, until } = await press(c).savePreview(found.article, options)
  return jsonResponse(c, { url: `/preview/${id}`, until }, 201)
}

async function siteUrl(c: ApiContext) {
  const { value } = await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()
  return value.url
}
