/** Copy that was read, on its way to the press; and an agency's item on its way out. */
import type * as v from 'valibot'
import type { Done, Filing, Outcome } from '../../press/calls.ts'
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
  if (copy.withheld && !mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Holding an agency’s item back'))
  const idempotency = await idempotencyOf(c, copy.text)
  if (!idempotency.ok) return problem(c, idempotency.problem)
  const { article, undated, agency, embargoedUntil, notes } = copy
  const publish = copy.withheld ? 'no' : query.publish
  const filing: Filing = {
    article,
    actor,
    ...(undated && { undated }),
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
  return filed.ok && copy.withheld && isOut(filed) ? takeDown(c, filed, 'Held back by the agency.', notes) : outcome(c, filed, undefined, notes)
}

const isOut = ({ entry }: Done) => entry.state === 'published' || entry.state === 'scheduled'

async function dryRun(c: ApiContext, filing: Filing, withPreview: boolean, notes: string[]) {
  const would = await press(c).file({ ...filing, validateOnly: true })
  if (!would.ok) return problem(c, would.reason === 'unknown-article' ? { ...refusalProblem(would), status: 412 } : refusalProblem(would))
  const kept = withPreview ? await press(c).keepPreview({ ...filing.article, publishedAt: would.entry.publishedAt }) : undefined
  return json(c, { ...doneBody(would, notes), validated: true, ...(kept && { preview: { url: `/preview/${kept.id}`, until: kept.until } }) })
}

/** A killed item is filed once more, so that no older version of it can come back, and withdrawn. */
export async function takeBack(c: ApiContext, asked: string, kill: Kill, query: Query) {
  const actor = c.get('actor')
  if (!mayAct(actor, 'editor')) return problem(c, roleProblem(actor, 'editor', 'Taking an agency’s item down'))
  // Its name says what is killed, whatever address it was sent to.
  const slug = (await press(c).readByAgencyUri(kill.agency.uri))?.slug ?? asked
  const article = kill.article ?? (await held(c, slug))
  if (!article) return problem(c, { status: 404, detail: `Nothing was filed from ${kill.agency.uri}, so there is nothing to take down.` })
  const filing: Filing = { article: { ...article, slug }, actor, publish: 'no', agency: kill.agency }
  if (query.validate) return dryRun(c, filing, false, kill.notes)
  const filed = await press(c).file(filing)
  if (!filed.ok && !(filed.reason === 'older-version' && filed.held === filed.got)) return problem(c, refusalProblem(filed))
  return takeDown(c, filed, 'Withdrawn by the agency.', kill.notes, slug)
}

async function takeDown(c: ApiContext, filed: Outcome, reason: string, notes: string[], slug = '') {
  const gone = await press(c).withdraw(filed.ok ? filed.entry.slug : slug, c.get('actor'), { reason })
  return outcome(c, gone.ok ? { ...gone, created: filed.ok && filed.created } : gone, 200, notes)
}

async function held(c: ApiContext, slug: string) {
  const found = await press(c).read(slug)
  return found.ok ? found.article : undefined
}
