/** Topics and authors: to pick from, to rename, to merge; and what the newsroom says of its authors. */
import * as v from 'valibot'
import { Author } from '../../copy/shapes/author.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { NameKind } from '../../press/reference-calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { parseInput, readJsonBody, readQuery, slugParam } from './request-inputs.ts'
import { MergeBody, NamesQuery, NewNameBody } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** The slug is in the path; in the body it may be left out. */
const AuthorBody = v.looseObject({})

export async function listNames(c: ApiContext, kind: NameKind) {
  const query = readQuery(c, NamesQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const { q, cursor, limit } = query.value
  return jsonResponse(c, await press(c).names(kind, { ...(q && { q }), ...(cursor && { cursor }), ...(limit && { limit }) }))
}

export async function renameName(c: ApiContext, kind: NameKind) {
  const body = await readJsonBody(c, NewNameBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, kind)
  const { slug: to, name } = body.value
  const moved = await press(c).renameName(kind, slug, { ...(to && { slug: to }), ...(name && { name }) }, c.get('actor'))
  return moved.ok ? movedResponse(c, moved) : problemResponse(c, refusalProblem(moved))
}

export async function mergeName(c: ApiContext, kind: NameKind) {
  const body = await readJsonBody(c, MergeBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, kind)
  const moved = await press(c).mergeName(kind, slug, body.value.into, c.get('actor'))
  return moved.ok ? movedResponse(c, moved) : problemResponse(c, refusalProblem(moved))
}

const movedResponse = (c: ApiContext, { ok: _, ...moved }: { ok: true }) => jsonResponse(c, moved)

const unknownName = (c: ApiContext, kind: NameKind) =>
  problemResponse(c, refusalProblem({ ok: false, reason: 'unknown-name', kind, slug: c.req.param('slug') ?? '' }))

export async function readAuthor(c: ApiContext) {
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, 'author')
  const found = await press(c).readAuthor(slug)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  return jsonResponse(c, found.author, 200, found.isRecorded ? { ETag: `"${tagOf(found.author)}"` } : {})
}

export async function saveAuthor(c: ApiContext) {
  const slug = slugParam(c)
  if (slug === undefined)
    return problemResponse(c, { status: 422, detail: 'An author’s slug must be lower-case letters and digits, with single hyphens between words.', flaws: [] })
  const sent = await readJsonBody(c, AuthorBody)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const author = parseInput(Author, { slug, ...sent.value })
  if (!author.ok) return problemResponse(c, author.problem)
  if (author.value.slug !== slug)
    return problemResponse(c, {
      status: 422,
      detail: '1 problem to fix.',
      flaws: [{ pointer: '/slug', message: `The address says "${slug}". To change the slug, rename the author.` }],
    })
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const saved = await press(c).saveAuthor(author.value, c.get('actor'), expect.value)
  if (!saved.ok) return problemResponse(c, refusalProblem(saved))
  return jsonResponse(c, saved.author, saved.created ? 201 : 200, { ETag: `"${tagOf(saved.author)}"` })
}

export async function removeAuthor(c: ApiContext) {
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, 'author')
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const removed = await press(c).removeAuthor(slug, c.get('actor'), expect.value)
  return removed.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(removed))
}

export const listSections = async (c: ApiContext) => jsonResponse(c, { items: await press(c).sections() })
