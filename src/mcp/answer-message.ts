/** A message that was let in, answered in the protocol's own words. */
import { createMcpHandler } from '@modelcontextprotocol/server'
import type { AppContext } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import type { Agent } from './agent.ts'
import { makeServer } from './make-server.ts'
import { recordAgentCalls } from './record-agent-calls.ts'

/** Nothing here changes while somebody listens, so no stream is kept open. */
export async function answerMessage(c: AppContext, agent: Agent | undefined, message: unknown): Promise<Response> {
  if (agent) await recordAgentCalls(message, agent)
  const onerror = (error: Error) => logFor(c.get('requestId'))({ event: 'mcp-refused', error: error.message })
  const { url, signal } = c.req.raw
  const headers = new Headers(c.req.raw.headers)
  if (acceptsAnything(headers.get('accept'))) headers.set('Accept', 'application/json, text/event-stream')
  const handler = createMcpHandler(() => makeServer(c, agent), { maxSubscriptions: 0, onerror })
  return handler.fetch(new Request(url, { method: 'POST', headers, signal }), { parsedBody: message })
}

/** As RFC 9110, 12.5.1 has it; the protocol's own library wants both names. */
const acceptsAnything = (accept: string | null) =>
  accept === null || accept.split(',').some((range) => /^\s*\*\/\*\s*(?:;(?!\s*q=0(?:\.0*)?\s*$)|$)/.test(range))
