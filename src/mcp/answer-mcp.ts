/**
 * `/mcp`, the Model Context Protocol over Streamable HTTP: each request is answered by itself, without a session, in the protocol of 2026-07-28 and in
 * those before it. Without a token it is readers' tools; with one, the newsroom's.
 */
import { accessProblem, identifyByTokenAlone } from '../desk/access.ts'
import { parseJsonText } from '../desk/api/json-text.ts'
import { isAway, RETRY_SECONDS } from '../desk/away.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import { networkOf } from '../edge/network.ts'
import { isFromThisSite } from '../edge/origin.ts'
import { type OrProblem, refuseWith } from '../edge/problem.ts'
import { isOverLimit } from '../edge/rate-limit.ts'
import { readText } from '../edge/request-body.ts'
import { type Agent, agentOf } from './agent.ts'
import { answerAtDoor, PREFLIGHT_HEADERS, refuseMessage } from './door-answers.ts'

/** A story and what is around it; a question. */
const MAX_BYTES = { agent: 2_000_000, reader: 64_000 } as const
/** Messages that came as a list, as clients of 2025-03-26 may send them. */
const MAX_BATCH = 10

export async function answerMcp(c: AppContext): Promise<Response> {
  const { method } = c.req.raw
  const hasToken = c.req.header('authorization') !== undefined
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS })
  if (method !== 'POST')
    return answerAtDoor(
      refuseMessage({ status: 405, detail: 'This address only accepts POST: there are no sessions.', headers: { Allow: 'POST, OPTIONS' } }),
      true,
    )
  return answerAtDoor(await answerPost(c, hasToken).catch((error: Error) => refuseFailure(c, error)), !hasToken)
}

/** What failed before a tool was asked; what fails in one, the tool tells. */
function refuseFailure(c: AppContext, error: Error): Response {
  const requestId = c.get('requestId')
  const away = isAway(error)
  logFor(requestId)({ event: away ? 'press-away' : 'bug', path: '/mcp', error: error.stack ?? String(error) })
  return away
    ? refuseMessage({
        status: 503,
        detail: 'A part of the site isn’t responding. Try again in a few seconds.',
        headers: { 'Retry-After': String(RETRY_SECONDS) },
      })
    : refuseMessage({ status: 500, detail: `Something went wrong on our side. The site’s operator can find the error in the log as ${requestId}.` })
}

async function answerPost(c: AppContext, hasToken: boolean): Promise<Response> {
  const caller = await (hasToken ? identifyAgent(c) : letReaderIn(c))
  if (!caller.ok) return refuseMessage(caller.problem)
  const agent = caller.value
  const text = await readText(c.req.raw, agent ? MAX_BYTES.agent : MAX_BYTES.reader)
  if (!text.ok) return refuseMessage(text.problem)
  const message = parseJsonText(text.value)
  if (!message.ok) return refuseMessage({ ...message.problem, status: 400 }, 'unreadable')
  if (Array.isArray(message.value) && message.value.length > MAX_BATCH)
    return refuseMessage({ status: 400, detail: `Send at most ${MAX_BATCH} messages at once.` }, 'invalid')
  // The protocol weighs as much as half of what readers' pages need: who is refused doesn't load it.
  const { answerMessage } = await import('./answer-message.ts')
  return answerMessage(c, agent, message.value)
}

async function identifyAgent(c: AppContext): Promise<OrProblem<Agent>> {
  if (!isFromThisSite(c.req.raw))
    return refuseWith({ status: 403, detail: 'A page of another site can’t use a token here. Send the request from a program, or without the token.' })
  const access = await identifyByTokenAlone(c.req.raw, c.env)
  return access.ok ? { ok: true, value: await agentOf(c, access) } : refuseWith(accessProblem(access))
}

/** As many requests as a network has searches, counted apart from those; and none where the publisher has said that agents may not use its articles. */
async function letReaderIn(c: AppContext): Promise<OrProblem<undefined>> {
  const network = networkOf(c.req.header('cf-connecting-ip'))
  if (await isOverLimit((c.env as Partial<Env>).SEARCHES, `mcp ${network}`))
    return refuseWith({ status: 429, detail: 'Too many requests came from your network. Wait a minute and try again.', headers: { 'Retry-After': '60' } })
  const { value: site } = await editionOf(c).site()
  if (site.contentSignals?.aiInput === false) return refuseWith({ status: 403, detail: 'The publisher doesn’t offer its articles to agents: see /robots.txt.' })
  return { ok: true, value: undefined }
}
