/** Who has a story open. */
import { writingPressOf } from '../../press/writing-calls.ts'
import type { ApiContext } from './api-context.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, slugParam } from './request-inputs.ts'
import { PresenceBody } from './request-schemas.ts'
import { jsonResponse, problemResponse, unknownArticleResponse } from './responses.ts'

/** Who asks learns what became of the story, and of their own role. */
export async function sayPresent(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const body = await readJsonBody(c, PresenceBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const actor = c.get('actor')
  const seen = await writingPressOf(c.env).heartbeat(slug, body.value, actor)
  if (!seen.ok) return problemResponse(c, refusalProblem(seen))
  return jsonResponse(c, { entry: seen.entry, present: seen.present, you: { name: actor.name, role: actor.role } })
}
