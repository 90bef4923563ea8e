/** What `/mcp` answers before a message is understood: JSON-RPC errors, and which pages of other sites may ask. */
import type { Problem } from '../edge/problem.ts'
import { EMBEDDABLE } from '../edge/security-headers.ts'
import { problemWords } from './problem-words.ts'

/** JSON-RPC 2.0 section 5.1; what has no code of its own is a server's. */
const CODES = { unreadable: -32_700, invalid: -32_600, other: -32_000 } as const

export const refuseMessage = (problem: Pick<Problem, 'detail' | 'flaws' | 'headers'> & { status: number }, kind: keyof typeof CODES = 'other'): Response =>
  new Response(JSON.stringify({ jsonrpc: '2.0', error: { code: CODES[kind], message: problemWords(problem) }, id: null }), {
    status: problem.status,
    headers: { 'Content-Type': 'application/json', ...problem.headers },
  })

const OPEN_TO_PAGES = { 'Access-Control-Allow-Origin': '*', ...EMBEDDABLE }

/**
 * A page of another site may ask what every reader may, and read the answer: no cookie counts here, and a browser is told that it must not send a
 * token from there.
 */
export const PREFLIGHT_HEADERS = {
  ...OPEN_TO_PAGES,
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Accept, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id',
  'Access-Control-Max-Age': '86400',
  Allow: 'POST, OPTIONS',
}

export function answerAtDoor(response: Response, isOpenToPages: boolean): Response {
  const answer = new Response(response.body, response)
  answer.headers.set('Cache-Control', 'no-store')
  if (isOpenToPages) for (const [name, value] of Object.entries(OPEN_TO_PAGES)) answer.headers.set(name, value)
  return answer
}
