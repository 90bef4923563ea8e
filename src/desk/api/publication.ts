/** From draft to published and away again: publication, embargo, schedule, corrections, restoring. */
import * as v from 'valibot'
import type { Actor, Conditions, Deleted, Outcome, PressCalls, Refusal } from '../../press/calls.ts'
import { type LiveCalls, livePressOf } from '../../press/live-calls.ts'
import { type Handler, press } from './api-context.ts'
import { readConditions } from './preconditions.ts'
import { parseInput, readJsonBody, slugParam, withoutUndefined } from './request-inputs.ts'
import { CorrectionBody, EmbargoBody, EndBody, ErasureBody, PublicationBody, RenameBody, RestoreBody, WithdrawalBody } from './request-schemas.ts'
import { outcomeResponse, problemResponse, unknownArticleResponse } from './responses.ts'

const NoInput = v.object({})

/** Now, or `at` another moment: ahead is scheduled, behind is back-dated. */
export const publish = orderHandler(PublicationBody, (press, { slug, actor, body, conditions }) =>
  press.publish(slug, actor, { ...withoutUndefined(body), ...conditions }),
)

export const undoPublication = orderHandler(undefined, (press, { slug, actor, conditions }) => press.undoPublication(slug, actor, conditions))

/** `at` and `reason` come in the body, or in the query from clients that send no body with DELETE. */
export const withdraw = orderHandler(
  WithdrawalBody,
  (press, { slug, actor, query, body, conditions }) => press.withdraw(slug, actor, { ...withoutUndefined({ ...query, ...body }), ...conditions }),
  { query: WithdrawalBody },
)

export const embargo = orderHandler(EmbargoBody, (press, { slug, actor, body, conditions }) => press.embargo(slug, body.until, actor, conditions))
export const liftEmbargo = orderHandler(undefined, (press, { slug, actor, conditions }) => press.liftEmbargo(slug, actor, conditions))
export const unschedule = orderHandler(undefined, (press, { slug, actor, conditions }) => press.unschedule(slug, actor, conditions))
export const liftWithdrawal = orderHandler(undefined, (press, { slug, actor, conditions }) => press.liftWithdrawal(slug, actor, conditions))
export const correct = orderHandler(CorrectionBody, (press, { slug, actor, body, conditions }) => press.correct(slug, body.text, actor, conditions), {
  status: 201,
})
export const restore = orderHandler(RestoreBody, (press, { slug, actor, body, conditions }) => press.restore(slug, body.revision, actor, conditions))
export const rename = orderHandler(RenameBody, (press, { slug, actor, body, conditions }) => press.rename(slug, body.slug, actor, conditions))
export const deleteArticle = orderHandler(undefined, (press, { slug, actor, conditions }) => press.deleteArticle(slug, actor, conditions))
export const eraseRevision = orderHandler(ErasureBody, (press, { slug, revision, actor, body, conditions }) =>
  press.eraseRevision(slug, revision, body.reason, actor, conditions),
)

/** Of a live article: the event is over, or goes on. */
export const endEvent = orderHandler(EndBody, (_press, { slug, actor, body, conditions, live }) =>
  live.endEvent(slug, actor, { ...withoutUndefined(body), ...conditions }),
)
export const resumeEvent = orderHandler(undefined, (_press, { slug, actor, conditions, live }) => live.resumeEvent(slug, actor, conditions))

type OrderRequest<B, Q> = { slug: string; revision: number; actor: Actor; body: B; query: Q; conditions: Conditions; live: LiveCalls }

/** An order reads what is asked, gives it to the press under the conditions in its headers, and answers what became of the article. */
function orderHandler<B extends v.GenericSchema = typeof NoInput, Q extends v.GenericSchema = typeof NoInput>(
  body: B | undefined,
  order: (press: PressCalls, asked: OrderRequest<v.InferOutput<B>, v.InferOutput<Q>>) => Promise<Outcome | Deleted | Refusal>,
  { status = 200, query }: { status?: 200 | 201; query?: Q } = {},
): Handler {
  return async (c) => {
    const slug = slugParam(c)
    if (!slug) return unknownArticleResponse(c)
    const sent = body ? await readJsonBody(c, body, { optional: v.is(body, {}) }) : parseInput(NoInput, {})
    if (!sent.ok) return problemResponse(c, sent.problem)
    const parsedQuery = parseInput(query ?? NoInput, c.req.query())
    if (!parsedQuery.ok) return problemResponse(c, parsedQuery.problem)
    const conditions = await readConditions(c, JSON.stringify(sent.value))
    if (!conditions.ok) return problemResponse(c, conditions.problem)
    // Without a schema of its own, each of them is the empty object that `NoInput` reads.
    const read = { body: sent.value as v.InferOutput<B>, query: parsedQuery.value as v.InferOutput<Q> }
    // Where the address has none, or what is no number, there is no such revision.
    const revision = Number(/^[1-9]\d{0,8}$/.exec(c.req.param('revision') ?? '') ?? 0)
    const answer = await order(press(c), { slug, revision, actor: c.get('actor'), ...read, conditions: conditions.value, live: livePressOf(c.env) })
    return answer.ok && !('entry' in answer) ? c.body(null, 204) : outcomeResponse(c, answer, status)
  }
}
