/** Last station of an upload: the press files the copy, or stops an agency's item; with `validate=only` it says what it would do. */
import type * as v from 'valibot'
import type { Article } from '../../copy/shapes/article.ts'
import type { Problem } from '../../edge/problem.ts'
import type { Conditions, Filing, Outcome, Refusal, StopOrder } from '../../press/calls.ts'
import { hasRole, roleProblem } from '../access.ts'
import { type ApiContext, press } from './api-context.ts'
import type { Copy } from './parse-copy.ts'
import { refusalProblem } from './refusal.ts'
import type { FilingQuery } from './request-schemas.ts'
import { jsonResponse, outcomeBody, outcomeResponse, problemResponse } from './responses.ts'

type Query = v.InferOutput<typeof FilingQuery>
type Order<O extends Copy['order']> = Copy & { order: O }

/** The slug that was asked for, or how a slug of ours may be varied; and what must hold there. */
export type Destination = { slug?: string; proposed?: NonNullable<Filing['proposed']>; conditions: Conditions }

export function submitCopy(c: ApiContext, copy: Copy, query: Query, destination: Destination) {
  switch (copy.order) {
    case 'file':
      return fileRevision(c, copy, query, destination)
    case 'hold':
    case 'kill':
      return stopItem(c, copy, query, destination)
  }
}

async function fileRevision(c: ApiContext, { order: _, notes, ...sent }: Order<'file'>, query: Query, { slug, proposed, conditions }: Destination) {
  const actor = c.get('actor')
  if (query.publish === 'now' && !hasRole(actor, 'editor')) return problemResponse(c, roleProblem(actor, 'editor', 'Publishing'))
  const filing: Filing = {
    ...sent,
    ...conditions,
    ...draftOf(query, sent.article.slug),
    actor,
    ...(query.note && { note: query.note }),
    ...(query.publish && { publish: query.publish }),
    ...(query.base !== undefined && { base: query.base }),
    ...(proposed && { proposed }),
  }
  if (query.validate) return dryRunResponse(c, await press(c).file({ ...filing, validateOnly: true }), query, sent.article, notes)
  const filed = await press(c).file(filing)
  return filed.ok ? outcomeResponse(c, filed, undefined, [...notes, ...movedNotes(slug, filed)]) : problemResponse(c, filingProblem(filed))
}

/** The sender's own draft that this is filed from, up to the tag that it had. */
function draftOf({ draft, draftTag }: Query, slug: string): Pick<Filing, 'draft'> {
  const [tab, sequence] = draftTag?.split('.') ?? []
  return tab ? { draft: { id: draft ?? `story:${slug}`, tab, sequence: Number(sequence) } } : {}
}

/** An item is filed where it came first, whatever address it is sent to. */
const movedNotes = (slug: string | undefined, { entry }: Extract<Outcome, { ok: true }>) =>
  slug === undefined || slug === entry.slug ? [] : [`This item was already filed as "${entry.slug}", so it was filed there again and not under "${slug}".`]

/** The item's `uri` says which articles the agency stops, whatever address it was sent to. */
async function stopItem(c: ApiContext, { notes, ...sent }: Order<'hold' | 'kill'>, query: Query, { slug, proposed }: Destination) {
  const actor = c.get('actor')
  const isHold = sent.order === 'hold'
  if (!hasRole(actor, 'editor'))
    return problemResponse(c, roleProblem(actor, 'editor', isHold ? 'Holding back an agency’s item' : 'Withdrawing an agency’s item'))
  const stopping: StopOrder = { ...sent, actor, ...(slug && { slug }), ...(proposed && { proposed }) }
  if (query.validate) return dryRunResponse(c, await press(c).stop({ ...stopping, validateOnly: true }), query, isHold ? sent.article : undefined, notes)
  return outcomeResponse(c, await press(c).stop(stopping), isHold ? undefined : 200, notes)
}

/** What the press would have done, and on request a preview of the copy as it would have filed it. */
async function dryRunResponse(c: ApiContext, outcome: Outcome, query: Query, article: Article | undefined, notes: string[]) {
  if (!outcome.ok) return problemResponse(c, filingProblem(outcome))
  const { slug, publishedAt } = outcome.entry
  const preview = article && query.preview === '1' ? await press(c).savePreview({ ...article, slug, publishedAt }, { by: c.get('actor').name }) : undefined
  return jsonResponse(c, {
    ...outcomeBody(outcome, notes),
    validated: true,
    ...(preview && { preview: { url: `/preview/${preview.id}`, until: preview.until } }),
  })
}

/** Only a precondition can have asked for an article that is not there. Under a story's former slug nothing is filed. */
function filingProblem(refusal: Refusal): Problem {
  const problem = refusalProblem(refusal)
  if (refusal.reason === 'unknown-article') return { ...problem, status: 412 }
  if (refusal.reason !== 'renamed') return problem
  const { current, message } = refusal
  return { ...problem, status: 409, detail: `${message} File this as "${current}", or choose another slug for a different article.` }
}
