/** From draft to published and away again: publication, embargo, schedule, corrections, restoring. */
import * as v from 'valibot'
import type { Actor, Conditions, Deleted, Outcome, PressCalls, Refusal } from '../../press/calls.ts'
import { type ApiContext, bodyOf, type Handler, outcome, parsed, press, problem, slugOf, unknownArticle } from './door.ts'
import { expectedRevision, idempotencyOf } from './precondition.ts'
import { CorrectionBody, EmbargoBody, ErasureBody, PublicationBody, RenameBody, RestoreBody, Withdrawal } from './requests.ts'

const Nothing = v.object({})

/** Now, or `at` another moment: ahead is scheduled, behind is back-dated. */
export const publish = order(PublicationBody, (press, { slug, actor, body, conditions }) => press.publish(slug, actor, { ...given(body), ...conditions }))

/** `at` and `reason` come in the body, or in the query from clients that send no body with DELETE. */
export const withdraw = order(
  Withdrawal,
  (press, { slug, actor, query, body, conditions }) => press.withdraw(slug, actor, { ...given({ ...query, ...body }), ...conditions }),
  { query: Withdrawal },
)

export const embargo = order(EmbargoBody, (press, { slug, actor, body, conditions }) => press.embargo(slug, body.until, actor, conditions))
export const liftEmbargo = order(undefined, (press, { slug, actor, conditions }) => press.liftEmbargo(slug, actor, conditions))
export const unschedule = order(undefined, (press, { slug, actor, conditions }) => press.unschedule(slug, actor, conditions))
export const liftWithdrawal = order(undefined, (press, { slug, actor, conditions }) => press.liftWithdrawal(slug, actor, conditions))
export const correct = order(CorrectionBody, (press, { slug, actor, body, conditions }) => press.correct(slug, body.text, actor, conditions), { status: 201 })
export const restore = order(RestoreBody, (press, { slug, actor, body, conditions }) => press.restore(slug, body.revision, actor, conditions))
export const rename = order(RenameBody, (press, { slug, actor, body, conditions }) => press.rename(slug, body.slug, actor, conditions))
export const deleteArticle = order(undefined, (press, { slug, actor, conditions }) => press.deleteArticle(slug, actor, conditions))
/** A revision that is no number was never filed. */
export const eraseRevision = order(ErasureBody, (press, { slug, revision, actor, body, conditions }) =>
  press.eraseRevision(slug, revision, body.reason, actor, conditions),
)

type Asked<B, Q> = { slug: string; revision: number; actor: Actor; body: B; query: Q; conditions: Conditions }

/** An order reads what is asked, gives it to the press under the conditions in its headers, and answers what became of the article. */
function order<B extends v.GenericSchema = typeof Nothing, Q extends v.GenericSchema = typeof Nothing>(
  body: B | undefined,
  give: (press: PressCalls, asked: Asked<v.InferOutput<B>, v.InferOutput<Q>>) => Promise<Outcome | Deleted | Refusal>,
  { status = 200, query }: { status?: 200 | 201; query?: Q } = {},
): Handler {
  return async (c) => {
    const slug = slugOf(c)
    if (!slug) return unknownArticle(c)
    const sent = body ? await bodyOf(c, body, { optional: v.is(body, {}) }) : parsed(Nothing, {})
    if (!sent.ok) return problem(c, sent.problem)
    const asked = parsed(query ?? Nothing, c.req.query())
    if (!asked.ok) return problem(c, asked.problem)
    const conditions = await conditionsOf(c, sent.value)
    if (!conditions.ok) return problem(c, conditions.problem)
    // Without a schema of its own, each of them is the empty object that `Nothing` reads.
    const read = { body: sent.value as v.InferOutput<B>, query: asked.value as v.InferOutput<Q> }
    const revision = Number(c.req.param('revision'))
    const answer = await give(press(c), { slug, revision, actor: c.get('actor'), ...read, conditions: conditions.value })
    return answer.ok && !('entry' in answer) ? c.body(null, 204) : outcome(c, answer, status)
  }
}

async function conditionsOf(c: ApiContext, body: unknown) {
  const expect = expectedRevision(c)
  if (!expect.ok) return expect
  const idempotency = await idempotencyOf(c, JSON.stringify(body))
  if (!idempotency.ok) return idempotency
  return { ok: true as const, value: given({ expect: expect.value, idempotency: idempotency.value }) }
}

/** Without what was not given: an absent option is not an undefined one. */
const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
