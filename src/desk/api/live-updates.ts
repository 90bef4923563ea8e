/** Telling an event live: one call for each update, so that two reporters never collide. */
import type * as v from 'valibot'
import { matchesEtag } from '../../edge/entity-tag.ts'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { livePressOf, type NewUpdate, type UpdateConditions, type UpdateOutcome } from '../../press/live-calls.ts'
import { hasRelativeLink, parseUpdateText, type SentText } from '../parse-update.ts'
import type { ApiContext } from './api-context.ts'
import { flawsProblem } from './json-text.ts'
import { readTagConditions } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, readQuery, slugParam } from './request-inputs.ts'
import { RefusalBody, UpdateBody, UpdateChangeBody } from './request-schemas.ts'
import { jsonResponse, outcomeBody, problemResponse, unknownArticleResponse } from './responses.ts'

/** What was told, and what waits in the tray. Asked every few seconds: unchanged, it is a 304. */
export async function listUpdates(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const desk = await livePressOf(c.env).liveDesk(slug)
  if (!desk.ok) return problemResponse(c, refusalProblem(desk))
  const { entry, isLive, ended, updates, waiting } = desk
  const { revision, state, live, url } = entry
  const body = { slug, revision, state, ...(live !== undefined && { live }), url, isLive, ...(ended && { ended }), items: updates, waiting }
  const etag = `"${tagOf(body)}"`
  if (matchesEtag(c.req.header('if-none-match') ?? '', etag)) return c.body(null, 304, { ETag: etag })
  return jsonResponse(c, body, 200, { ETag: etag })
}

export async function addUpdate(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const sent = await readJsonBody(c, UpdateBody)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const update = newUpdateFrom(sent.value, await pageOf(c, slug, sent.value))
  if (!update.ok) return problemResponse(c, update.problem)
  const conditions = await readTagConditions(c, JSON.stringify(sent.value))
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  const { notes, ...told } = update.value
  return updateResponse(c, slug, await livePressOf(c.env).addUpdate(slug, told, c.get('actor'), conditions.value), { created: 201, notes })
}

const pageOf = async (c: ApiContext, slug: string, sent: SentText) => (hasRelativeLink(sent) ? (await livePressOf(c.env).entriesOf([slug]))[0]?.url : undefined)

type SentUpdate = v.InferOutput<typeof UpdateBody>

function newUpdateFrom({ id, at, pinned, key, ...text }: SentUpdate, page: string | undefined): OrProblem<NewUpdate & { id?: string; notes: string[] }> {
  const parsed = parseUpdateText(text, page)
  if (!parsed.ok) return refuseWith(flawsProblem(parsed.flaws))
  const { headline, body = [] } = parsed.value
  if (!headline && body.length === 0) return refuseWith(flawsProblem([{ pointer: '/body', message: 'An update needs a headline or some text.' }]))
  return {
    ok: true,
    value: { ...(id && { id }), ...(at && { at }), ...(headline && { headline }), body, ...(pinned && { pinned }), ...(key && { key }), notes: parsed.notes },
  }
}

export async function changeUpdate(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const sent = await readJsonBody(c, UpdateChangeBody)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const { headline, body, markdown, ...fields } = sent.value
  const parsed = parseUpdateText({ headline, body, markdown }, await pageOf(c, slug, { body, markdown }))
  if (!parsed.ok) return problemResponse(c, flawsProblem(parsed.flaws))
  const conditions = await readTagConditions(c, JSON.stringify(sent.value))
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  const change = { ...fields, ...parsed.value }
  return updateResponse(c, slug, await livePressOf(c.env).changeUpdate(slug, idParam(c), change, c.get('actor'), conditions.value), { notes: parsed.notes })
}

/** Takes back what was told, and refuses what waits. `reason` comes in the body, or in the query. */
export async function removeUpdate(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const query = readQuery(c, RefusalBody)
  if (!query.ok) return problemResponse(c, query.problem)
  const sent = await readJsonBody(c, RefusalBody, { optional: true })
  if (!sent.ok) return problemResponse(c, sent.problem)
  const conditions = await readTagConditions(c, JSON.stringify(sent.value))
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  const reason = sent.value.reason ?? query.value.reason
  const options: UpdateConditions & { reason?: string } = { ...conditions.value, ...(reason && { reason }) }
  return updateResponse(c, slug, await livePressOf(c.env).removeUpdate(slug, idParam(c), c.get('actor'), options))
}

export async function approveUpdate(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const conditions = await readTagConditions(c, '')
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  return updateResponse(c, slug, await livePressOf(c.env).approveUpdate(slug, idParam(c), c.get('actor'), conditions.value))
}

/** What cannot be an id is no update's. */
const idParam = (c: ApiContext) => c.req.param('id') ?? ''

/** 202 says that it waits for an editor. */
function updateResponse(c: ApiContext, slug: string, outcome: UpdateOutcome, { created = 200, notes = [] }: { created?: 200 | 201; notes?: string[] } = {}) {
  if (!outcome.ok) return problemResponse(c, refusalProblem(outcome))
  if ('waiting' in outcome) {
    const { id, tag } = outcome.waiting
    return jsonResponse(c, { slug, waiting: true, update: { id, etag: `"${tag}"` }, ...(notes.length > 0 && { notes }) }, created === 201 ? 202 : 200, {
      ETag: `"${tag}"`,
    })
  }
  const { id, tag } = outcome.update
  return jsonResponse(c, { ...outcomeBody(outcome, notes), update: { id, etag: `"${tag}"` } }, created, { ETag: `"${tag}"` })
}
