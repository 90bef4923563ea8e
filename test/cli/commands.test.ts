import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addCommands } from '../../src/cli/commands.ts'
import { programFor } from '../../src/cli/program.ts'
import { atTheDesk, environmentFor, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const program = programFor(environmentFor('/'))
addCommands(program, () => async () => {})
const COMMANDS = program.commands.flatMap((command) => [command.name(), ...command.commands.map((below) => `${command.name()} ${below.name()}`)])

describe('finding one’s way', () => {
  test('the overview names every command and the exit codes', async () => {
    const { newsdesk } = await atTheDesk()
    const { code, out } = await newsdesk([])
    expect(code).toBe(0)
    for (const command of program.commands) expect(out).toContain(`  ${command.name()}`)
    expect(out).toContain('Exit codes: 0 done · 1 something was refused · 2 wrong usage · 3 no access · 4 site not reached')
    expect((await newsdesk(['--help'])).out).toBe(out)
    expect((await newsdesk(['help'])).out).toBe(out)
  })

  test.each(COMMANDS)('%s --help says how it is used, with an example', async (command) => {
    const { newsdesk, api } = await atTheDesk()
    const { code, out } = await newsdesk([...command.split(' '), '--help'])
    expect(code).toBe(0)
    expect(out).toContain(`Usage: newsdesk ${command.replace('get', 'get|pull')}`)
    if (!['letters', 'live', 'picture', 'redirects', 'style', 'subscribers', 'token'].includes(command)) expect(out).toMatch(/Examples?:\n {2}newsdesk /)
    expect(out).toContain('--json')
    expect(api.sent).toEqual([])
  })

  test('--version says which', async () => {
    const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'))
    const { newsdesk } = await atTheDesk()
    for (const option of ['--version', '-V']) expect(await newsdesk([option])).toMatchObject({ code: 0, out: `${version}\n` })
  })

  test.each([
    [['pbulish', 'a'], "Unknown command 'pbulish'. Did you mean publish?"],
    [['xylophone'], "Unknown command 'xylophone'.\nSee newsdesk --help."],
    [['publish'], "Missing required argument 'slug'.\nSee newsdesk publish --help."],
    [['put', 'a.json', '--pubish'], "Unknown option '--pubish'. Did you mean --publish?\nSee newsdesk put --help."],
    [['put', 'nowhere.json'], 'There is no file "nowhere.json".'],
    [['put', '*.txt'], '"*.txt" matches no article'],
    [['schedule', 'a', '--at', 'tomorrow'], "argument 'tomorrow' is invalid. Write a date and time with its time zone as ISO 8601"],
    [['schedule', 'a', '--at', '2026-12-01T08:00:00'], 'with its time zone'],
    [['list', '--state', 'lost'], "argument 'lost' is invalid. Allowed choices are draft, scheduled, published, withdrawn."],
    [['list', '--limit', '0'], "Option '--limit <n>' argument '0' is invalid. It takes a whole number from 1."],
    [['list', '--url', 'news.example'], '"news.example" is not the address of a site.'],
    [['token', 'create', '--name', 'Ann', '--role', 'boss'], 'reporter, editor, admin'],
    [['adopt', 'this'], "Too many arguments for 'adopt'."],
  ])('wrong usage ends with 2 and says what to write: %j', async (args, words) => {
    const { newsdesk, api } = await atTheDesk()
    const { code, err, out } = await newsdesk(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(words)
    expect(api.sent).toEqual([])
  })
})

describe('reaching the site', () => {
  test('a site that is not running ends with 4, at once', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:8787') })
    }
    const { code, err } = await desk.newsdesk(['list'])
    expect(code).toBe(4)
    expect(err).toContain('http://localhost:8787 cannot be reached (connect ECONNREFUSED 127.0.0.1:8787).')
    expect(desk.api.sent).toHaveLength(1)
  })

  test('some other site at the address is told from the API', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => new Response('<h1>Welcome</h1>')
    const { code, err } = await desk.newsdesk(['list'])
    expect(code).toBe(4)
    expect(err).toContain("is not the editors' API")
  })

  test('no token, or a wrong one, ends with 3 and says how to give one', async () => {
    const desk = await atTheDesk()
    desk.api.before = ({ headers }) => problem(401, headers.has('Authorization') ? 'This token is not known.' : 'Send your token.')
    const without = await desk.newsdesk(['list'], { env: {} })
    expect(without.code).toBe(3)
    expect(without.err).toContain('Give a token with --token or DATELINE_TOKEN')
    expect((await desk.newsdesk(['list'])).err).toBe('newsdesk: This token is not known.\n')
  })

  test('the token of development is found, and sent to a local site alone', async () => {
    const desk = await atTheDesk({ '.dev.vars': 'OTHER=1\nDESK_TOKEN="made-at-random"\n' })
    desk.api.before = () => Response.json({ items: [] })
    await desk.newsdesk(['list'], { env: {} })
    await desk.newsdesk(['list', '--url', 'https://news.example'], { env: {} })
    await desk.newsdesk(['--url', 'https://news.example', 'list', '--token', 'mine'], { env: {} })
    await desk.newsdesk(['list'], { env: { DATELINE_URL: 'https://other.example/', DATELINE_TOKEN: 'env' } })
    expect(desk.api.sent.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer made-at-random', null, 'Bearer mine', 'Bearer env'])
  })

  test('a correction whose answer got lost is asked for again under its key, and stands once', async () => {
    const desk = await atTheDesk({ 'a.json': story('a') })
    await desk.newsdesk(['put', 'a.json', '--publish'])
    const { fetch } = desk.api
    let cut = true
    const breaking: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (!cut) return response
      cut = false
      return new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }))
    }
    expect((await desk.newsdesk(['correct', 'a', 'It was Tuesday.'], { fetch: breaking })).out).toBe('/world/a  corrected, revision 2\n')
    expect(desk.api.articles.get('a')?.revisions).toHaveLength(2)
    await desk.newsdesk(['correct', 'a', 'It was Tuesday.'])
    const keys = desk.api.calls('POST', /corrections/).map(({ headers }) => headers.get('Idempotency-Key'))
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })
})

describe('reading back', () => {
  test('list follows the cursor to its limit', async () => {
    const desk = await atTheDesk()
    desk.api.before = ({ query }) => {
      const from = Number(query.cursor ?? 0)
      const items = Array.from({ length: Number(query.limit) }, (_, at) => ({
        slug: `s${from + at}`,
        revision: 1,
        state: 'draft',
        url: '/x',
        headline: 'H',
        at: '2026-11-10T00:00:00Z',
        by: 'Ann',
      }))
      return Response.json({ items, nextCursor: String(from + items.length) })
    }
    const { lines, json } = await desk.newsdesk(['list', '--state', 'draft', '--limit', '150', '--json'])
    expect(lines).toHaveLength(150)
    expect(json().at(-1)).toMatchObject({ slug: 's149' })
    expect(desk.api.sent.map(({ query }) => query)).toEqual([
      { state: 'draft', limit: '100' },
      { state: 'draft', cursor: '100', limit: '50' },
    ])
  })

  test('a diff shows words with marks, and with colours on a terminal', async () => {
    const desk = await atTheDesk()
    const diff = [
      { field: 'headline', runs: [{ text: 'Two leaders ' }, { text: 'speak', op: 'removed' }, { text: 'spoke', op: 'added' }, { text: ' by phone' }] },
    ]
    desk.api.before = () => Response.json({ slug: 'a', from: 1, to: 2, diff })
    expect((await desk.newsdesk(['diff', 'a', '--from', '1'])).out).toBe('a: revision 1 → 2\nheadline: Two leaders {-speak-}{+spoke+} by phone\n')
    let out = ''
    await desk.newsdesk(['diff', 'a'], { stdout: { isTTY: true, write: (text) => (out += text) } })
    expect(out).toContain('\x1b[32mspoke\x1b[0m')
    expect(out).not.toContain('{+')
  })

  test('where readers see the newest revision, the diff is to the one before', async () => {
    const desk = await atTheDesk()
    desk.api.before = ({ query }) => Response.json({ from: Number(query.from ?? 3), to: 3, diff: [] })
    expect((await desk.newsdesk(['diff', 'a'])).out).toBe('a: revision 2 → 3, no words changed\n')
    expect((await desk.newsdesk(['diff', 'a', '--from', '3'])).out).toBe('a: revision 3 → 3, no words changed\n')
  })

  test('the first token of a new site is made here, without a site', async () => {
    const desk = await atTheDesk()
    const [made] = (await desk.newsdesk(['token', 'hash', '--json'])).json()
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(made.token))
    expect(made.sha256).toBe(Buffer.from(digest).toString('hex'))
    expect(made.token).toMatch(/^dl_[\w-]{43}$/)
    expect(desk.api.sent).toEqual([])
  })

  test('a made token stands alone on stdout, so that a script can keep it', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => Response.json({ id: 't1', name: 'Ann', role: 'editor', token: 'dl_secret' }, { status: 201 })
    const { out } = await desk.newsdesk(['token', 'create', '--name', 'Ann', '--role', 'editor', '--expires', '2027-01-01T00:00:00Z'])
    expect(out).toBe('dl_secret\n')
    expect(JSON.parse(desk.api.sent[0]?.body ?? '')).toEqual({ name: 'Ann', role: 'editor', expiresAt: '2027-01-01T00:00:00Z' })
  })
})

describe('backing up', () => {
  test('an export takes its name when it is whole', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => new Response('{"a":1}\n{"b":2}\n')
    const { code, err } = await desk.newsdesk(['export', 'backup.jsonl'])
    expect({ code, err }).toEqual({ code: 0, err: '2 lines exported to backup.jsonl.\n' })
    expect(await readFile(join(desk.cwd, 'backup.jsonl'), 'utf8')).toBe('{"a":1}\n{"b":2}\n')
    expect((await desk.newsdesk(['export'])).out).toBe('{"a":1}\n{"b":2}\n')
  })

  test('an export that breaks off leaves the last good one alone', async () => {
    const desk = await atTheDesk({ 'backup.jsonl': 'the last good one' })
    desk.api.before = () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('{"a":1}\n')), pull: (c) => c.error(new Error('reset')) }))
    const { code, err } = await desk.newsdesk(['export', 'backup.jsonl'])
    expect(code).toBe(4)
    expect(err).toContain('The export broke off')
    expect(await readdir(desk.cwd)).toEqual(['backup.jsonl'])
    expect(await readFile(join(desk.cwd, 'backup.jsonl'), 'utf8')).toBe('the last good one')
  })
})
