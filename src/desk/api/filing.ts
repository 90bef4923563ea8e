/** Copy that was read, on its way to the press; and an agency's item on its way out. */
import type * as v from 'valibot'
import type { Done, Filing } from '../../press/calls.ts'
import { mayAct, roleProblem } from '../access.ts'
import type { Copy, Kill } from './copy-in.ts'
import { type ApiContext, doneBody, json, outcome, press, problem } from './door.ts'
import { idempotencyOf } from './precondition.ts'
import { refusalProblem } from './refusal.ts'
import type { FilingQuery } from './requests.ts'

type Query = v.InferOutput<typeof FilingQuery>

export async function fileCopy(c: ApiContext, copy: Copy, query: Query, expect?: Filing['expect']) {
  const actor = c.get('actor')
  if (query.publish === 'now' && !mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Publishing'))
  const idempotency = await idempotencyOf(c, copy.text)
  if (!idempotency.ok) return problem(c, idempotency.problem)
  const { article, agency, embargoedUntil, notes } = copy
  const publish = copy.withheld ? 'no' : query.publish
  const filing: Filing = {
    article,
    actor,
    ...(expect !== undefined && { expect }),
    ...(publish && { publish }),
    ...(idempotency.value && { idempotency: idempotency.value }),
    ...(agency && { agency }),
    ...(embargoedUntil && { embargoedUntil }),
  }
  if (query.validate) return dryRun(c, filing, query.preview === '1', notes)
  const filed = await press(c).file(filing)
  // Only a precondition can have asked for an article that is not there.
  if (!filed.ok && filed.reason === 'unknown-article') return problem(c, { ...refusalProblem(filed), status: 412 })
  return outcome(c, filed, undefined, notes)
}

async function dryRun(c: ApiContext, filing: Filing, withPreview: boolean, notes: string[]) {
  const would = await press(c).file({ ...filing, validateOnly: true })
  if (!would.ok) return problem(c, would.reason === 'unknown-article' ? { ...refusalProblem(would), status: 412 } : refusalProblem(would))
  const kept = withPreview ? await press(c).keepPreview(filing.article) : undefined
  return json(c, { ...doneBody(would, notes), validated: true, ...(kept && { preview: { url: `/preview/${kept.id}`, until: kept.until } }) })
}

/** A killed item is filed once more, so that no older version of it can come back, and withdrawn. */
export async function takeBack(c: ApiContext, slug: string, kill: Kill, query: Query) {
  const actor = c.get('actor')
  if (!mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Taking an agency’s item down'))
  const article = kill.article ?? (await held(c, slug))
  if (!article) return problem(c, { status: 404, detail: `Nothing was filed from ${kill.agency.uri}, so there is nothing to take down.` })
  const filing: Filing = { article: { ...article, slug }, actor, publish: 'no', agency: kill.agency }
  if (query.validate) return dryRun(c, filing, false, kill.notes)
  const filed = await press(c).file(filing)
  if (!filed.ok && !(filed.reason === 'older-version' && filed.held === filed.got)) return problem(c, refusalProblem(filed))
  const gone = await press(c).withdraw(filed.ok ? filed.entry.slug : slug, actor, { reason: 'Withdrawn by the agency.' })
  return outcome(c, gone.ok ? withCreated(gone, filed.ok && filed.created) : gone, 200, kill.notes)
}

async function held(c: ApiContext, slug: string) {
  const found = await press(c).read(slug)
  return found.ok ? found.article : undefined
}

const withCreated = (done: Done, created: boolean): Done => ({ ...done, created })
