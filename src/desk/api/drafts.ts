/** Autosave for whoever writes with a program of their own, and for the desk's pages: drafts, which are not filed. */

import * as v from 'valibot'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { type Draft, writingPressOf } from '../../press/writing-calls.ts'
import { erasedBaseText } from '../erased-base.ts'
import type { ApiContext } from './api-context.ts'
import { flawsProblem } from './json-text.ts'
import { readExpectedTag } from './preconditions.ts'
import { MAX_ARTICLE_BYTES } from './read-copy.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { DraftBody, DraftId, DraftQuery, DraftsQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** What is sent around the copy. */
const ENVELOPE_BYTES = 2000

export async function saveDraft(c: ApiContext) {
  const id = idParam(c)
  if (!id) return problemResponse(c, BAD_ID)
  const body = await readJsonBody(c, DraftBody, { maxBytes: MAX_ARTICLE_BYTES + ENVELOPE_BYTES })
  if (!body.ok) return problemResponse(c, body.problem)
  const { tab, sequence, base, article } = body.value
  const text = textOf(article)
  if (!text.ok) return problemResponse(c, text.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const { headline, section } = article
  const draft = { tab, sequence, ...(base !== undefined && { base }), ...wordsOf({ headline, section }), text: text.value }
  const saved = await writingPressOf(c.env).saveDraft(id, draft, c.get('actor'), expect.value)
  if (!saved.ok)
    return problemResponse(c, saved.reason === 'erased-revision' ? { ...refusalProblem(saved), detail: erasedBaseText(saved) } : refusalProblem(saved))
  return jsonResponse(c, { ...saved.draft, saved: saved.saved, ...(saved.entry && { entry: saved.entry }) }, 200, etagOf(saved.draft))
}

export async function readDraft(c: ApiContext) {
  const id = idParam(c)
  if (!id) return problemResponse(c, BAD_ID)
  const query = readQuery(c, DraftQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const found = await writingPressOf(c.env).readDraft(id, query.value.by ?? c.get('actor').name)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  const { draft, others, entry } = found
  if (!draft && others.length === 0 && !entry) return problemResponse(c, { status: 404, detail: 'There’s no draft with this id.' })
  const { text, ...fields } = draft ?? {}
  const copy = text === undefined ? null : { ...fields, article: JSON.parse(text) as unknown }
  return jsonResponse(c, { id, draft: copy, others, ...(entry && { entry }) }, 200, draft ? etagOf(draft) : {})
}

export async function listDrafts(c: ApiContext) {
  const query = readQuery(c, DraftsQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const items = await writingPressOf(c.env).listDrafts(query.value.of === 'never-filed' ? 'never-filed' : { by: c.get('actor').name })
  return jsonResponse(c, { items })
}

export async function deleteDraft(c: ApiContext) {
  const id = idParam(c)
  if (!id) return problemResponse(c, BAD_ID)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const deleted = await writingPressOf(c.env).deleteDraft(id, c.get('actor'), expect.value)
  return deleted.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(deleted))
}

function idParam(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  return v.is(DraftId, id) ? id : undefined
}

const etagOf = ({ tab, sequence }: Pick<Draft, 'tab' | 'sequence'>) => ({ ETag: `"${tab}.${sequence}"` })

/** Written again, numbers may take more room than they were sent in. */
function textOf(article: object): OrProblem<string> {
  const text = JSON.stringify(article)
  return new TextEncoder().encode(text).byteLength <= MAX_ARTICLE_BYTES
    ? { ok: true, value: text }
    : refuseWith({ status: 413, detail: `This is too large. An article can have at most ${(MAX_ARTICLE_BYTES / 1_000_000).toLocaleString('en')} MB.` })
}

const MAX_SHOWN = 400

/** What a list shows of it, where it is text. */
const wordsOf = (fields: Record<'headline' | 'section', unknown>): { headline?: string; section?: string } =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, MAX_SHOWN)]] : [])))

const BAD_ID = flawsProblem([
  { pointer: '/id', message: 'A draft’s id must be "story:" and the article’s slug; or, for a story that was never filed, a random id such as a UUID.' },
])
