/** Notes of the newsroom beside an article. */
import { writingPressOf } from '../../press/writing-calls.ts'
import type { ApiContext } from './api-context.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, slugParam, withoutUndefined } from './request-inputs.ts'
import { NoteBody, NoteChangeBody } from './request-schemas.ts'
import { jsonResponse, problemResponse, unknownArticleResponse } from './responses.ts'

export async function listNotes(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const found = await writingPressOf(c.env).listNotes(slug)
  return found.ok ? jsonResponse(c, { revision: found.revision, items: found.notes }) : problemResponse(c, refusalProblem(found))
}

export async function addNote(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const body = await readJsonBody(c, NoteBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const { text, ...place } = body.value
  const added = await writingPressOf(c.env).addNote(slug, { text, ...withoutUndefined(place) }, c.get('actor'))
  return added.ok ? jsonResponse(c, { id: added.id }, 201) : problemResponse(c, refusalProblem(added))
}

export async function changeNote(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const body = await readJsonBody(c, NoteChangeBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const changed = await writingPressOf(c.env).changeNote(slug, noteParam(c), withoutUndefined(body.value), c.get('actor'))
  return changed.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(changed))
}

export async function deleteNote(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const deleted = await writingPressOf(c.env).deleteNote(slug, noteParam(c), c.get('actor'))
  return deleted.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(deleted))
}

/** What is no number is the number of no note. */
const noteParam = (c: ApiContext) => Number(/^[1-9]\d{0,14}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
