/** A message that was let in, answered in the protocol's own words. */
import { createMcpHandler } from '@modelcontextprotocol/server'
import type { AppContext } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import type { Agent } from './agent.ts'
import { makeServer } from './make-server.ts'

/** Nothing here changes while somebody listens, so no stream is kept open. */
export function answerMessage(c: AppContext, agent: Agent | undefined, message: unknown): Promise<Response> {
  const onerror = (error: Error) => logFor(c.get('requestId'))({ event: 'mcp-refused', error: error.message })
  const { url, headers, signal } = c.req.raw
  const handler = createMcpHandler(() => makeServer(c, agent), { maxSubscriptions: 0, onerror })
  return handler.fetch(new Request(url, { method: 'POST', headers, signal }), { parsedBody: message })
}
