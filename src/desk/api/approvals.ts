/** Links for people without an account: previews that were made, and approval. */
import { instantOf } from '../../copy/text/instant.ts'
import { sha256 } from '../../edge/sha256.ts'
import { writingPressOf } from '../../press/writing-calls.ts'
import { randomSecret } from '../random-secret.ts'
import type { ApiContext } from './api-context.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, slugParam } from './request-inputs.ts'
import { ApprovalBody } from './request-schemas.ts'
import { jsonResponse, problemResponse, unknownArticleResponse } from './responses.ts'

const WEEK_MS = 7 * 86_400_000

export async function createApproval(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const body = await readJsonBody(c, ApprovalBody, { optional: true })
  if (!body.ok) return problemResponse(c, body.problem)
  const { revision, until = instantOf(Date.now() + WEEK_MS) } = body.value
  const token = randomSecret()
  const asked = { hash: await sha256(token), until, ...(revision !== undefined && { revision }) }
  const created = await writingPressOf(c.env).createApproval(slug, asked, c.get('actor'))
  return created.ok ? jsonResponse(c, { ...created.approval, url: `/desk/approve/${token}` }, 201) : problemResponse(c, refusalProblem(created))
}

export async function listApprovals(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const found = await writingPressOf(c.env).listApprovals(slug)
  return found.ok ? jsonResponse(c, { items: found.approvals }) : problemResponse(c, refusalProblem(found))
}

export async function endApproval(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const ended = await writingPressOf(c.env).endApproval(slug, c.req.param('id') ?? '', c.get('actor'))
  return ended.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(ended))
}

export async function listPreviews(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const found = await writingPressOf(c.env).listPreviews(slug)
  if (!found.ok) return problemResponse(c, refusalProblem(found))
  return jsonResponse(c, { items: found.previews.map((preview) => ({ ...preview, url: `/preview/${preview.id}` })) })
}

export async function endPreview(c: ApiContext) {
  const slug = slugParam(c)
  if (!slug) return unknownArticleResponse(c)
  const ended = await writingPressOf(c.env).endPreview(slug, c.req.param('id') ?? '', c.get('actor'))
  return ended.ok ? c.body(null, 204) : problemResponse(c, refusalProblem(ended))
}
