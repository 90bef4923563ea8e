/** Agents for tests: the protocol's own client from npm, of any age, before a site that is a function. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

export const ADDRESS = 'https://news.example/mcp'

type Ask = { fetch: (request: Request) => Promise<Response>; token?: string; protocol?: string }

/** Without `protocol` it speaks the newest that both know. */
export async function agent({ fetch, token, protocol }: Ask) {
  const options =
    protocol && protocol < '2026'
      ? { versionNegotiation: { mode: 'legacy' as const }, supportedProtocolVersions: [protocol] }
      : { versionNegotiation: { mode: 'auto' as const } }
  const client = new Client({ name: 'test', version: '1' }, options)
  await client.connect(
    new StreamableHTTPClientTransport(new URL(ADDRESS), {
      fetch: (url, init) => fetch(new Request(url, init)),
      ...(token && { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
    }),
  )
  const call = async (name: string, input: Record<string, unknown> = {}) => {
    const { content, isError = false } = (await client.callTool({ name, arguments: input })) as { content: { text: string }[]; isError?: boolean }
    return { isError, texts: content.map(({ text }) => text), text: content.map(({ text }) => text).join('\n') }
  }
  /** What the last of its texts says as JSON. */
  const ask = async <T>(name: string, input: Record<string, unknown> = {}): Promise<T> => {
    const answer = await call(name, input)
    if (answer.isError) throw new Error(answer.text)
    return JSON.parse(answer.texts.at(-1) ?? 'null') as T
  }
  return { client, call, ask, tools: async () => (await client.listTools()).tools.map(({ name }) => name) }
}

let id = 0
/** One message as any program could send it: the protocol as it was before 2026-07-28. */
export const message = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: ++id, method, params })

export const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const NEWEST = '2026-07-28'

/** One message of the stateless protocol, which says of itself in what version it is. */
export const modern = (method: string, params: object = {}, headers: Record<string, string> = {}) =>
  post(
    message(method, {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': NEWEST,
        'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    }),
    { 'MCP-Protocol-Version': NEWEST, 'Mcp-Method': method, ...headers },
  )
