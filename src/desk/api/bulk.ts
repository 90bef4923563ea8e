/** One order for many articles. */
import { type BulkOrder, type BulkResult, newsroomPressOf } from '../../press/newsroom-calls.ts'
import type { ApiContext } from './api-context.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody } from './request-inputs.ts'
import { BulkBody } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export async function orderInBulk(c: ApiContext) {
  const body = await readJsonBody(c, BulkBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const { slugs, revisions = {}, ...order } = body.value
  const stories = [...new Set(slugs)].map((slug) => {
    const expect = Object.hasOwn(revisions, slug) ? revisions[slug] : undefined
    return { slug, ...(expect !== undefined && { expect }) }
  })
  const results = await newsroomPressOf(c.env).bulk(order as BulkOrder, stories, c.get('actor'))
  return jsonResponse(c, { items: results.map(resultBody) })
}

function resultBody({ slug, outcome }: BulkResult) {
  if (outcome.ok) return { slug, ok: true, changed: outcome.changed, entry: outcome.entry }
  const { status, detail } = refusalProblem(outcome)
  return { slug, ok: false, status, message: detail }
}
