/** From draft to published and away again: publication, embargo, corrections, restoring. */
import { type ApiContext, bodyOf, outcome, parsed, press, problem, slugOf, unknownArticle } from './door.ts'
import { expectedRevision } from './precondition.ts'
import { refusalProblem } from './refusal.ts'
import { CorrectionBody, EmbargoBody, PublicationBody, RestoreBody, Withdrawal } from './requests.ts'

/** Now, or `at` another moment: ahead is scheduled, behind is back-dated. */
export async function publish(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, PublicationBody, { optional: true })
  if (!body.ok) return problem(c, body.problem)
  const expect = await expectedOf(c, slug)
  if (!expect.ok) return problem(c, expect.problem)
  return change(c, await press(c).publish(slug, c.get('actor'), given({ at: body.value.at, expect: expect.value })))
}

/** `at` and `reason` come in the body, or in the query from clients that send no body with DELETE. */
export async function withdraw(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, Withdrawal, { optional: true })
  if (!body.ok) return problem(c, body.problem)
  const query = parsed(Withdrawal, c.req.query())
  if (!query.ok) return problem(c, query.problem)
  const expect = await expectedOf(c, slug)
  if (!expect.ok) return problem(c, expect.problem)
  const { at = query.value.at, reason = query.value.reason } = body.value
  return change(c, await press(c).withdraw(slug, c.get('actor'), given({ at, reason, expect: expect.value })))
}

export async function embargo(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, EmbargoBody)
  return body.ok ? outcome(c, await press(c).embargo(slug, body.value.until, c.get('actor')), 200) : problem(c, body.problem)
}

export async function liftEmbargo(c: ApiContext) {
  const slug = slugOf(c)
  return slug ? outcome(c, await press(c).liftEmbargo(slug, c.get('actor')), 200) : unknownArticle(c)
}

export async function correct(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, CorrectionBody)
  return body.ok ? outcome(c, await press(c).correct(slug, body.value.text, c.get('actor')), 201) : problem(c, body.problem)
}

export async function restore(c: ApiContext) {
  const slug = slugOf(c)
  if (!slug) return unknownArticle(c)
  const body = await bodyOf(c, RestoreBody)
  return body.ok ? outcome(c, await press(c).restore(slug, body.value.revision, c.get('actor')), 200) : problem(c, body.problem)
}

const change = (c: ApiContext, result: Parameters<typeof outcome>[1]) => outcome(c, result, 200)

/** Here the article must exist, so "none" could never hold. */
async function expectedOf(c: ApiContext, slug: string) {
  const expect = await expectedRevision(c, slug)
  if (!expect.ok || expect.value !== 'none') return expect as { ok: true; value: number | undefined } | Extract<typeof expect, { ok: false }>
  return { ok: false as const, problem: { ...refusalProblem({ ok: false, reason: 'unknown-article', slug }), status: 412 as const } }
}

/** Without what was not given: an absent option is not an undefined one. */
const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
