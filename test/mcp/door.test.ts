/** What comes to `/mcp` that is no question of an agent's; and which tools are whose. */
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { newsroom } from '../desk/newsroom.ts'
import { testSite } from '../fakes.ts'
import { ADDRESS, agent, message, modern, post } from './agents.ts'

let room: Awaited<ReturnType<typeof newsroom>>
const send = (request: Request) => site.request(request, undefined, room.env) as Promise<Response>
const EDITOR = { Authorization: 'Bearer dl_editor' }

type Said = { error?: { code: number; message: string }; result?: { tools: { name: string }[] } }
/** Older clients get an answer as an event. */
async function said(response: Response): Promise<Said> {
  const text = await response.text()
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) as Said
}
const toolsOf = async (headers: Record<string, string>) => (await said(await send(post(message('tools/list'), headers)))).result?.tools.map(({ name }) => name)

const READERS = ['search_articles', 'read_article']
const NEWSROOMS = [
  ...READERS,
  ...['find_stories', 'read_story', 'list_waiting', 'list_sections', 'find_topics', 'check_story', 'draft_story', 'revise_story', 'propose_correction'],
  'publish_story',
]

beforeEach(async () => {
  forget()
  room = await newsroom()
})

describe('who asks', () => {
  test('without a token gets readers’ tools, with one the newsroom’s', async () => {
    expect(await toolsOf({})).toEqual(READERS)
    expect(await toolsOf(EDITOR)).toEqual(NEWSROOMS)
  })

  test('with a session’s cookie or Cloudflare Access alone is any reader: a browser sends those by itself', async () => {
    expect(await toolsOf({ Cookie: '__Host-desk=abc', Origin: 'https://news.example', 'Sec-Fetch-Site': 'same-origin' })).toEqual(READERS)
    expect(await toolsOf({ 'Cf-Access-Jwt-Assertion': 'a.b.c' })).toEqual(READERS)
  })

  test.each([
    ['an unknown token', 'Bearer dl_nobody'],
    ['a password', 'Basic ZWRpdG9yOnB3'],
  ])('with %s is told so, and isn’t taken for a reader', async (_, Authorization) => {
    const answer = await send(post(message('tools/list'), { Authorization }))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect((await said(answer)).error).toMatchObject({ code: -32_000 })
  })

  test('from a page of another site may ask what readers may, and never with a token', async () => {
    const Origin = 'https://evil.example'
    const open = await send(post(message('tools/list'), { Origin }))
    expect(open.headers.get('access-control-allow-origin')).toBe('*')
    expect((await said(open)).result?.tools).toHaveLength(READERS.length)
    const refused = await send(post(message('tools/list'), { Origin, ...EDITOR }))
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await send(new Request(ADDRESS, { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Headers': 'authorization' } }))
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).not.toMatch(/authorization|\*/i)
  })

  test('too often without a token waits a minute; a token isn’t slowed by its network', async () => {
    const env = { ...room.env, SEARCHES: { limit: async () => ({ success: false }) } }
    const answer = (await site.request(post(message('tools/list')), undefined, env)) as Response
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('60')
    expect(((await site.request(post(message('tools/list'), EDITOR), undefined, env)) as Response).status).toBe(200)
  })
})

describe('a publisher who says that agents may not use its articles', () => {
  test('gives readers’ agents none; the newsroom’s own still work', async () => {
    room.kv.put('site', { ...testSite, contentSignals: { aiInput: false } })
    forget()
    const answer = await send(post(message('tools/list')))
    expect(answer.status).toBe(403)
    expect((await said(answer)).error?.message).toContain('/robots.txt')
    expect(await toolsOf(EDITOR)).toEqual(NEWSROOMS)
  })
})

describe('what is no message', () => {
  test.each(['GET', 'DELETE', 'PUT', 'PATCH'])('%s is refused: there are no sessions and no streams', async (method) => {
    const answer = await send(new Request(ADDRESS, { method, headers: { Accept: 'text/event-stream' } }))
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
    expect((await said(answer)).error?.message).toContain('POST')
  })

  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  test.each([
    ['half a message', '{"jsonrpc":"2.0",', 400, -32_700],
    ['nothing', '', 400, -32_700],
    ['lists in lists in lists', deep, 400, -32_700],
    ['eleven messages at once', Array.from({ length: 11 }, () => message('tools/list')), 400, -32_600],
    ['a word', '"tools/list"', 400, -32_600],
  ])('%s is answered with an error of the protocol', async (_, body, status, code) => {
    const answer = await send(post(body))
    expect({ status: answer.status, code: (await said(answer)).error?.code }).toEqual({ status, code })
  })

  test.each([
    ['a reader', {}, 70_000],
    ['an agent of the newsroom', EDITOR, 2_100_000],
  ])('megabytes of %s are refused before they are parsed', async (_, headers, bytes) => {
    const body = JSON.stringify(message('tools/call', { name: 'read_article', arguments: { article: 'a'.repeat(bytes) } }))
    const answer = await send(post(body, headers as Record<string, string>))
    expect(answer.status).toBe(413)
    expect((await said(answer)).error?.message).toContain('too large')
  })

  test('what is no JSON is said once', async () => {
    const words = (await said(await send(post('{')))).error?.message ?? ''
    expect(words.match(/isn’t valid JSON/g)).toHaveLength(1)
  })

  test('what is nested too deeply is refused with the reason, and megabytes with the limit', async () => {
    const nested = await said(await send(post(deep)))
    expect(nested.error?.message).toContain('nested more than 64 levels deep')
    const large = await said(await send(post(JSON.stringify(message('tools/list', { filler: 'a'.repeat(70_000) })))))
    expect(large.error?.message).toBe('This is too large. Send at most 64 kB.')
  })

  test.each(['*/*', 'text/html, */*;q=0.8'])('a program that takes any answer (%s) gets one', async (Accept) => {
    expect((await said(await send(post(message('tools/list'), { Accept })))).result?.tools).toHaveLength(READERS.length)
  })

  test.each(['application/json', 'text/html', '*/*;q=0'])('a program that takes less than both forms (%s) is told so', async (Accept) => {
    expect((await send(post(message('tools/list'), { Accept }))).status).toBe(406)
  })

  test('another media type, or a version that nobody speaks, is refused', async () => {
    expect((await send(post(message('tools/list'), { 'Content-Type': 'text/plain' }))).status).toBe(415)
    expect((await send(post(message('tools/list'), { 'MCP-Protocol-Version': '1999-01-01' }))).status).toBe(400)
  })
})

test('whatever is sent, in whatever version, is answered: nothing breaks', async () => {
  const method = fc.constantFrom('initialize', 'tools/list', 'tools/call', 'resources/read', 'resources/templates/list', 'ping', 'server/discover', 'x')
  const name = fc.constantFrom(...NEWSROOMS, 'no_tool')
  const params = fc.oneof(fc.jsonValue(), fc.record({ name, arguments: fc.jsonValue() }), fc.record({ uri: fc.string() }))
  const sent = fc.oneof(
    fc.jsonValue(),
    fc.record({ jsonrpc: fc.constant('2.0'), id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)), method, params }),
    fc.array(fc.record({ jsonrpc: fc.constant('2.0'), id: fc.integer(), method, params }), { maxLength: 12 }),
  )
  const version = fc.constantFrom(undefined, '2026-07-28', '2025-06-18', '2025-03-26', 'x')
  await fc.assert(
    fc.asyncProperty(sent, version, fc.boolean(), async (body, version, isAgent) => {
      const answer = await send(post(JSON.stringify(body), { ...(version && { 'MCP-Protocol-Version': version }), ...(isAgent && EDITOR) }))
      await answer.text()
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 300, seed: 26 },
  )
})

describe('older ways', () => {
  test('two messages at once are answered together, as 2025-03-26 asks', async () => {
    const answer = await send(post([message('tools/list'), message('ping')], { 'MCP-Protocol-Version': '2025-03-26' }))
    expect((await answer.text()).match(/"jsonrpc"/g)).toHaveLength(2)
  })

  test('that a question is cancelled, or a client ready, is taken without an answer', async () => {
    for (const method of ['notifications/cancelled', 'notifications/initialized']) {
      const answer = await send(post({ jsonrpc: '2.0', method, params: { requestId: 1 } }))
      expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 202, text: '' })
    }
  })
})

describe('a tool', () => {
  const fetch = (request: Request) => send(request)

  test('refuses what it doesn’t take, and says what it does', async () => {
    const { call } = await agent({ fetch, token: 'dl_editor' })
    expect(await call('read_story', { slug: 'No Slug' })).toMatchObject({ isError: true, text: expect.stringContaining('lower-case letters') })
    expect(await call('read_story', { slug: 'one', state: 'published' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('state: No such field. This tool takes slug, revision.'),
    })
    expect((await call('read_article', { slug: 'one' })).text).toContain('article: This field is needed.')
    expect((await call('list_sections', { all: true })).text).toContain('all: No such field. This tool takes none.')
    expect(await call('draft_story', { slug: 'one', markdown: 'No headline.' })).toMatchObject({ isError: true, text: expect.stringContaining('/headline') })
    expect(room.press.articles.size).toBe(0)
  })

  test('tells people’s programs which of them change something', async () => {
    const { client } = await agent({ fetch, token: 'dl_editor' })
    const { tools } = await client.listTools()
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name)).toEqual(NEWSROOMS.slice(-4))
    expect(tools.filter(({ annotations }) => annotations?.destructiveHint).map(({ name }) => name)).toEqual(['publish_story'])
    for (const { inputSchema } of tools) expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
  })

  test('whose ledger is away says so in words, and nothing of what broke', async () => {
    const { call } = await agent({ fetch, token: 'dl_editor' })
    room.press.read = async () => {
      throw new Error('SQLITE_BUSY at /secret/path')
    }
    const answer = await call('read_story', { slug: 'one' })
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('isn’t responding') })
    expect(answer.text).not.toContain('SQLITE')
  })

  test('while the press is away, the door says so in the protocol’s words', async () => {
    room.press.tokenHolder = async () => {
      throw Object.assign(new Error('The object was reset.'), { retryable: true })
    }
    const answer = await send(post(message('tools/list'), EDITOR))
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect((await said(answer)).error).toMatchObject({ code: -32_000 })
  })

  test('that its client no longer waits for holds nothing open', async () => {
    const gaveUp = new AbortController()
    room.press.read = () => {
      queueMicrotask(() => gaveUp.abort())
      return new Promise(() => {})
    }
    const question = modern('tools/call', { name: 'read_story', arguments: { slug: 'one' } }, { ...EDITOR, 'Mcp-Name': 'read_story' })
    const answer = await send(new Request(question, { signal: gaveUp.signal }))
    expect(answer.status).toBe(499)
  })

  test('opens no stream that stays: nobody is told of changes', async () => {
    const answer = await send(modern('subscriptions/listen', { notifications: { toolsListChanged: true } }))
    expect((await said(answer)).error?.message).toContain('limit')
  })
})
