/** Copy that was read, on its way to the press; and an agency's orders about its items. */
import type * as v from 'valibot'
import type { Article } from '../../copy/shapes/article.ts'
import type { Problem } from '../../edge/problem.ts'
import type { Filing, Outcome, Refusal, StopOrder } from '../../press/calls.ts'
import { mayAct, roleProblem } from '../access.ts'
import type { Copy, Kill } from './copy-in.ts'
import { type ApiContext, doneBody, json, outcome, press, problem } from './door.ts'
import { idempotencyOf } from './precondition.ts'
import { refusalProblem } from './refusal.ts'
import type { FilingQuery } from './requests.ts'

type Query = v.InferOutput<typeof FilingQuery>
/** The slug that was asked for, and what is expected there; or how a slug of ours may be varied. */
type Place = { slug?: string; expect?: NonNullable<Filing['expect']>; proposed?: NonNullable<Filing['proposed']> }

export async function fileCopy(c: ApiContext, copy: Copy, query: Query, { slug, expect, proposed }: Place) {
  const actor = c.get('actor')
  if (query.publish === 'now' && !mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Publishing'))
  if (copy.withheld && copy.agency) return holdBack(c, { ...copy, agency: copy.agency }, query, { ...(slug && { slug }), ...(proposed && { proposed }) })
  const idempotency = await idempotencyOf(c, copy.text)
  if (!idempotency.ok) return problem(c, idempotency.problem)
  const { article, undated, agency, embargoedUntil, notes } = copy
  const filing: Filing = {
    article,
    actor,
    ...(undated && { undated }),
    ...(expect !== undefined && { expect }),
    ...(query.publish && { publish: query.publish }),
    ...(idempotency.value && { idempotency: idempotency.value }),
    ...(agency && { agency }),
    ...(proposed && { proposed }),
    ...(embargoedUntil && { embargoedUntil }),
  }
  if (query.validate) return dryRun(c, article, query, await press(c).file({ ...filing, validateOnly: true }), notes)
  const filed = await press(c).file(filing)
  return filed.ok ? outcome(c, filed, undefined, [...notes, ...movedNote(slug, filed)]) : problem(c, filingProblem(filed))
}

/** An item is filed where it came first, whatever address it is sent to. */
const movedNote = (slug: string | undefined, { entry }: Extract<Outcome, { ok: true }>) =>
  slug === undefined || slug === entry.slug ? [] : [`This item was filed as "${entry.slug}" before, so it went there and not to "${slug}".`]

/** Only a precondition can have asked for an article that is not there. Under a story's former slug nothing is filed. */
function filingProblem(refusal: Refusal): Problem {
  const problem = refusalProblem(refusal)
  if (refusal.reason === 'unknown-article') return { ...problem, status: 412 }
  if (refusal.reason !== 'renamed') return problem
  const { slug, current, message } = refusal
  return { ...problem, status: 409, detail: `${message} File this under "${current}"; if it is another story, give it another slug than "${slug}".` }
}

async function dryRun(c: ApiContext, article: Article | undefined, query: Query, would: Outcome, notes: string[]) {
  if (!would.ok) return problem(c, filingProblem(would))
  const kept =
    article && query.preview === '1' ? await press(c).savePreview({ ...article, slug: would.entry.slug, publishedAt: would.entry.publishedAt }) : undefined
  return json(c, { ...doneBody(would, notes), validated: true, ...(kept && { preview: { url: `/preview/${kept.id}`, until: kept.until } }) })
}

async function holdBack(c: ApiContext, { article, agency, embargoedUntil, notes }: Copy & Pick<Kill, 'agency'>, query: Query, place: Place) {
  const actor = c.get('actor')
  if (!mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Holding an agency’s item back'))
  const stopping: StopOrder = { actor, agency, order: 'hold', article, ...place, ...(embargoedUntil && { embargoedUntil }) }
  if (query.validate) return dryRun(c, article, query, await press(c).stop({ ...stopping, validateOnly: true }), notes)
  return outcome(c, await press(c).stop(stopping), undefined, notes)
}

/** A kill, or a hold without copy: its `uri` says what is stopped, whatever address it was sent to. */
export async function obeyAgency(c: ApiContext, { agency, article, hold, notes }: Kill, query: Query, place: Place) {
  const actor = c.get('actor')
  if (!mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', hold ? 'Holding an agency’s item back' : 'Taking an agency’s item down'))
  const stopping: StopOrder = { actor, agency, order: hold ? 'hold' : 'kill', ...(article && { article }), ...place }
  if (query.validate) return dryRun(c, undefined, query, await press(c).stop({ ...stopping, validateOnly: true }), notes)
  return outcome(c, await press(c).stop(stopping), 200, notes)
}
