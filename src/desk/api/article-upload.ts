/**
 * Copy in, by an editor under a slug or by an agency under its `uri`: read → parse → precondition → file, one station after the
 * other. What a station refuses is the answer.
 */
import type { OrProblem } from '../../edge/problem.ts'
import { sha256 } from '../../edge/sha256.ts'
import type { Conditions } from '../../press/calls.ts'
import type { ApiContext } from './api-context.ts'
import { type Copy, parseCopy } from './parse-copy.ts'
import { parseItem } from './parse-ninjs.ts'
import { readConditions } from './preconditions.ts'
import { readCopy, readItem } from './read-copy.ts'
import { readQuery, slugParam } from './request-inputs.ts'
import { FilingQuery } from './request-schemas.ts'
import { problemResponse } from './responses.ts'
import { submitCopy } from './submit-copy.ts'

/** A revision of the article under this slug. */
export async function fileArticle(c: ApiContext) {
  const query = readQuery(c, FilingQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const slug = slugParam(c)
  if (!slug) return problemResponse(c, BAD_SLUG)
  const sent = await readCopy(c)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const copy = parseCopy(sent.value, { slug, section: query.value.section })
  if (!copy.ok) return problemResponse(c, copy.problem)
  const conditions = await conditionsFor(c, copy.value, sent.value.text)
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  return submitCopy(c, copy.value, query.value, { slug, conditions: conditions.value })
}

/** An agency's item: filed under its `uri`, newer versions replacing older ones. Its slug is ours, and the press varies it. */
export async function fileNinjs(c: ApiContext) {
  const query = readQuery(c, FilingQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const sent = await readItem(c)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const item = await parseItem(sent.value.text, query.value.section)
  if (!item.ok) return problemResponse(c, item.problem)
  const conditions = await conditionsFor(c, item.value, sent.value.text)
  if (!conditions.ok) return problemResponse(c, conditions.problem)
  const suffix = (await sha256(item.value.agency.uri)).slice(0, 8)
  return submitCopy(c, item.value, query.value, { proposed: { suffix }, conditions: conditions.value })
}

/** An agency's order to stop its item is obeyed whatever was expected here. */
const conditionsFor = async (c: ApiContext, { order }: Copy, text: string): Promise<OrProblem<Conditions>> =>
  order === 'file' ? readConditions(c, text) : { ok: true, value: {} }

const BAD_SLUG = {
  status: 422 as const,
  detail: '1 problem to fix.',
  flaws: [
    {
      pointer: '/slug',
      message: 'A slug can have up to 160 lower-case letters and digits, with single hyphens between words, such as "mali-phone-call".',
    },
  ],
}
