/** Filing copy and reading it back. */

import { diffArticles } from '../../copy/diff/word-diff.ts'
import { isSlug } from '../../copy/shapes/field.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { matchesEtag } from '../../edge/entity-tag.ts'
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { copyFrom } from './copy-in.ts'
import { articleAs } from './copy-out.ts'
import { type ApiContext, bodyOf, json, press, problem, queryOf, slugOf, unknownArticle } from './door.ts'
import { fileCopy, obeyAgency } from './filing.ts'
import { expectedRevision, revisionIn } from './precondition.ts'
import { refusalProblem } from './refusal.ts'
import { DiffQuery, FilingQuery, ListingQuery, PreviewBody, ReadingQuery } from './requests.ts'

export async function fileArticle(c: ApiContext) {
  const slug = c.req.param('slug') ?? ''
  const query = queryOf(c, FilingQuery)
  if (!query.ok) return problem(c, query.problem)
  if (!isSlug(slug))
    return problem(c, {
      status: 422,
      detail: '1 problem to fix.',
      flaws: [
        {
          pointer: '/slug',
          message: 'A slug is lower-case letters and digits in words joined by single hyphens, such as "mali-phone-call", at most 160 characters.',
        },
      ],
    })
  const copy = await copyFrom(c, slug, query.value.section)
  if (!copy.ok) return problem(c, copy.problem)
  const expect = expectedRevision(c)
  if (!expect.ok) return problem(c, expect.problem)
  return copy.value.kill
    ? obeyAgency(c, copy.value, query.value, { slug })
    : fileCopy(c, copy.value, query.value, { slug, ...(expect.value !== undefined && { expect: expect.value }) })
}

export async function readArticle(c: ApiContext) {
  const slug = slugOf(c)
  const query = queryOf(c, ReadingQuery)
  if (!query.ok) return problem(c, query.problem)
  if (!slug) return unknownArticle(c)
  const found = await press(c).read(slug, query.value.revision)
  if (!found.ok) return problem(c, refusalProblem(found))
  const { body, contentType, tagSuffix } = articleAs(c.req.header('accept'), found, await siteUrl(c))
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
  const query = queryOf(c, ListingQuery)
  if (!query.ok) return problem(c, query.problem)
  const { state, section, q, cursor, limit } = query.value
  return json(c, await press(c).list({ limit, ...(state && { state }), ...(section && { section }), ...(q && { q }), ...(cursor && { cursor }) }))
}

export async function listRevisions(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const found = await press(c).revisions(slug)
  return found.ok ? json(c, { items: found.revisions }) : problem(c, refusalProblem(found))
}

/** What readers see against the newest, unless said otherwise. */
export async function diffRevisions(c: ApiContext) {
  const slug = slugOf(c)
  const query = queryOf(c, DiffQuery)
  if (!query.ok) return problem(c, query.problem)
  if (!slug) return unknownArticle(c)
  const after = await press(c).read(slug, query.value.to)
  if (!after.ok) return problem(c, refusalProblem(after))
  const from = query.value.from ?? after.entry.live ?? after.revision
  const before = await press(c).read(slug, from)
  if (!before.ok) return problem(c, refusalProblem(before))
  return json(c, { slug, from: before.revision, to: after.revision, diff: diffArticles(before.article, after.article) })
}

export async function previewArticle(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, PreviewBody, { optional: true })
  if (!body.ok) return problem(c, body.problem)
  const found = await press(c).read(slug, body.value.revision)
  if (!found.ok) return problem(c, refusalProblem(found))
  const { id, until } = await press(c).savePreview(found.article)
  return json(c, { url: `/preview/${id}`, until }, 201)
}

async function siteUrl(c: ApiContext) {
  const { value } = await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()
  return value.url
}
