/** What readers read most, and what editors leave out of those lists. */
import { mostReadPressOf } from '../../press/most-read-calls.ts'
import type { ApiContext } from './api-context.ts'
import { slugParam } from './request-inputs.ts'
import { jsonResponse, unknownArticleResponse } from './responses.ts'

export async function readMostRead(c: ApiContext) {
  return jsonResponse(c, await mostReadPressOf(c.env).mostRead())
}

export const leaveOutOfMostRead = (c: ApiContext) => setLeftOut(c, true)
export const putBackIntoMostRead = (c: ApiContext) => setLeftOut(c, false)

async function setLeftOut(c: ApiContext, isLeftOut: boolean) {
  const slug = slugParam(c)
  const isKnown = slug !== undefined && (await mostReadPressOf(c.env).leaveOutOfMostRead(slug, isLeftOut, c.get('actor')))
  return isKnown ? c.body(null, 204) : unknownArticleResponse(c)
}
