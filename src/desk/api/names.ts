/** Topics and authors: to pick from, to rename, to merge; and what the newsroom says of its authors. */
import * as v from 'valibot'
import { Author } from '../../copy/shapes/author.ts'
import { TopicRecord } from '../../copy/shapes/topic.ts'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { ExpectedTag } from '../../press/calls.ts'
import type { NameKind } from '../../press/reference-calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { parseInput, readJsonBody, readQuery, slugParam } from './request-inputs.ts'
import { MergeBody, NamesQuery, NewNameBody, RenameBody } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** The slug is in the path; in the body it may be left out. */
const RecordBody = v.looseObject({})

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
  const sent = await readRecord(c, 'author', Author)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const saved = await press(c).saveAuthor(sent.value.record, c.get('actor'), sent.value.expect)
  if (!saved.ok) return problemResponse(c, refusalProblem(saved))
  return jsonResponse(c, saved.author, saved.created ? 201 : 200, { ETag: `"${tagOf(saved.author)}"` })
}

type RecordSchema = typeof Author | typeof TopicRecord
type Sent<S extends RecordSchema> = { record: v.InferOutput<S>; expect: ExpectedTag | undefined }

/** What was sent of a topic or an author, under the slug in the path. */
async function readRecord<S extends RecordSchema>(c: ApiContext, kind: NameKind, schema: S): Promise<OrProblem<Sent<S>>> {
  const slug = slugParam(c)
  if (slug === undefined)
    return refuseWith({
      status: 422,
      detail: `${kind === 'author' ? 'An author’s' : 'A topic’s'} slug must be lower-case letters and digits, with single hyphens between words.`,
      flaws: [],
    })
  const sent = await readJsonBody(c, RecordBody)
  if (!sent.ok) return sent
  const record = parseInput(schema, { slug, ...sent.value })
  if (!record.ok) return record
  if (record.value.slug !== slug) {
    const message = `The address says "${slug}". To change the slug, rename the ${kind}.`
    return refuseWith({ status: 422, detail: '1 problem to fix.', flaws: [{ pointer: '/slug', message }] })
  }
  const expect = readExpectedTag(c)
  return expect.ok ? { ok: true, value: { record: record.value, expect: expect.value } } : expect
}

export async function removeAuthor(c: ApiContext) {
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, 'author')
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const removed = await press(c).removeAuthor(slug, c.get('actor'), expect.value)
  return removed.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(removed))
}

export async function readTopic(c: ApiContext) {
  const slug = slugParam(c)
  if (slug === undefined) return unknownName(c, 'topic')
  const found = await press(c).readTopic(slug)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  return jsonResponse(c, found.topic, 200, found.isRecorded ? { ETag: `"${tagOf(found.topic)}"` } : {})
}

export async function saveTopic(c: ApiContext) {
  const sent = await readRecord(c, 'topic', TopicRecord)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const saved = await press(c).saveTopic(sent.value.record, c.get('actor'), sent.value.expect)
  if (!saved.ok) return problemResponse(c, refusalProblem(saved))
  return jsonResponse(c, saved.topic, saved.created ? 201 : 200, { ETag: `"${tagOf(saved.topic)}"` })
}

export async function renameSection(c: ApiContext) {
  const body = await readJsonBody(c, RenameBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const slug = slugParam(c)
  if (slug === undefined) return problemResponse(c, refusalProblem({ ok: false, reason: 'unknown-name', kind: 'section', slug: c.req.param('slug') ?? '' }))
  const renamed = await press(c).renameSection(slug, body.value.slug, c.get('actor'))
  return renamed.ok ? movedResponse(c, renamed) : problemResponse(c, refusalProblem(renamed))
}

export const listSections = async (c: ApiContext) => jsonResponse(c, { items: await press(c).sections() })
