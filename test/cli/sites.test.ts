/** Tokens of several sites, on one editor's machine: each is stored where nobody else reads it, and goes to its own site alone. */
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answering, atTheDesk, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const NEWS = 'https://news.example'
const STAGING = 'https://staging.example'

async function loggedIn() {
  const desk = await atTheDesk()
  desk.api.holders.set('news-token', { name: 'Ann', role: 'editor' }).set('staging-token', { name: 'Ann', role: 'admin', expiresAt: '2027-01-01T00:00:00Z' })
  const logIn = (url: string, token: string, ...more: string[]) => desk.newsdesk(['login', url, ...more], { env: {}, ...answering(token) })
  await logIn(NEWS, 'news-token', '--name', 'news')
  await logIn(STAGING, 'staging-token', '--name', 'staging')
  desk.api.sent = []
  desk.api.before = ({ path }) => (path === '/api/articles' ? Response.json({ items: [] }) : undefined)
  const urls: string[] = []
  const run = (args: string[], env: Record<string, string> = {}) =>
    desk.newsdesk(args, {
      env,
      fetch: (input, init) => {
        urls.push(new URL(String(input)).origin)
        return desk.api.fetch(input, init)
      },
    })
  const tokens = () => desk.api.sent.map(({ headers }) => headers.get('Authorization')?.replace('Bearer ', ''))
  return { ...desk, run, urls, tokens, logIn, file: join(desk.config, 'newsdesk/sites.json') }
}

test('a token typed at a hidden prompt is checked, and stored where only the editor reads it', async () => {
  const { newsdesk, api, config } = await atTheDesk()
  api.holders.set('dl_secret', { name: 'Edith Coyle', role: 'editor' })
  const terminal = answering('dl_secret')
  const login = await newsdesk(['login', NEWS], { env: {}, ...terminal })
  expect(login).toMatchObject({ code: 0, out: 'Logged in to https://news.example as Edith Coyle, editor.\n' })
  expect(terminal.asked).toEqual(['Token for https://news.example (it is not shown): '])
  expect(`${login.out}${login.err}`).not.toContain('dl_secret')
  const file = join(config, 'newsdesk/sites.json')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(join(config, 'newsdesk'))).mode & 0o777).toBe(0o700)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    default: 'news.example',
    sites: { 'news.example': { url: NEWS, token: 'dl_secret', holder: 'Edith Coyle', role: 'editor' } },
  })
})

test('a token comes on stdin where there is no terminal', async () => {
  const { newsdesk, api, config } = await atTheDesk()
  api.holders.set('dl_secret', { name: 'Ann', role: 'editor' })
  const stdin = (async function* () {
    yield 'dl_secret\n'
  })()
  expect((await newsdesk(['login', NEWS, '--json'], { env: {}, stdin })).json()).toEqual([
    { ok: true, name: 'news.example', url: NEWS, holder: 'Ann', role: 'editor', default: true },
  ])
  expect(await readFile(join(config, 'newsdesk/sites.json'), 'utf8')).toContain('dl_secret')
})

test('a token that the site does not know is not stored', async () => {
  const { newsdesk, config } = await atTheDesk()
  expect(await newsdesk(['login', NEWS], { env: {}, ...answering('wrong') })).toMatchObject({ code: 3, err: 'newsdesk: This token is not known.\n' })
  await expect(stat(join(config, 'newsdesk'))).rejects.toThrow('ENOENT')
})

test('a site that does not know the question is told from one that answers', async () => {
  const desk = await atTheDesk()
  desk.api.before = () => problem(404, 'There is no such call.')
  const { code, err } = await desk.newsdesk(['login', NEWS], { env: {}, ...answering('t') })
  expect(code).toBe(1)
  expect(err).toContain('does not say whose token this is (There is no such call.). Nothing was stored.')
})

test.each([
  [['login'], 'Name the site: newsdesk login https://news.example'],
  [['login', 'http://news.example'], 'is not https'],
  [['login', 'news.example'], 'is not the address of a site'],
  [['login', NEWS], 'A token is one word.'],
  [['logout'], 'Name the site; newsdesk sites lists them.'],
  [['list', '--site', 'news'], 'You are not logged in to a site called "news". Log in with newsdesk login.'],
  [['list', '--site', 'news', '--url', NEWS], 'Use --url or --site'],
])('wrong usage stores nothing: %j', async (args, words) => {
  const { newsdesk, api } = await atTheDesk()
  const { code, err } = await newsdesk(args, { env: {} })
  expect(code).toBe(2)
  expect(err).toContain(words)
  expect(api.sent).toEqual([])
})

test('a token goes to the site it was stored for and to no other', async () => {
  const desk = await loggedIn()
  await desk.run(['list'])
  await desk.run(['list', '--site', 'staging'])
  await desk.run(['list', '--url', `${STAGING}/desk`])
  await desk.run(['list', '--url', 'https://other.example'])
  await desk.run(['list', '--url', 'https://news.example.evil.example'])
  await desk.run(['list'], { DATELINE_URL: 'http://news.example' })
  expect(desk.urls).toEqual([NEWS, STAGING, STAGING, 'https://other.example', 'https://news.example.evil.example', 'http://news.example'])
  expect(desk.tokens()).toEqual(['news-token', 'staging-token', 'staging-token', undefined, undefined, undefined])
})

test('of two tokens for one site the default’s is used', async () => {
  const desk = await loggedIn()
  desk.api.holders.set('chief', { name: 'Ida', role: 'admin' })
  await desk.logIn(NEWS, 'chief', '--name', 'chief', '--default')
  await desk.run(['list'])
  await desk.run(['list', '--url', NEWS])
  await desk.run(['list', '--site', 'news'])
  expect(desk.tokens().slice(-3)).toEqual(['chief', 'chief', 'news-token'])
})

test('an option counts before the environment, and that before the default site', async () => {
  const desk = await loggedIn()
  await desk.run(['list', '--token', 'mine'], { DATELINE_TOKEN: 'env' })
  await desk.run(['list'], { DATELINE_TOKEN: 'env' })
  await desk.run(['list'], { DATELINE_URL: 'https://third.example', DATELINE_TOKEN: 'env' })
  await desk.run(['list', '--site', 'staging'], { DATELINE_URL: 'https://third.example', DATELINE_TOKEN: 'env' })
  await desk.run(['list'], { DESK_TOKEN: 'of development' })
  expect(desk.urls).toEqual([NEWS, NEWS, 'https://third.example', STAGING, NEWS])
  expect(desk.tokens()).toEqual(['mine', 'env', 'env', 'staging-token', 'news-token'])
})

test('sites lists them without their tokens, and another becomes the default', async () => {
  const desk = await loggedIn()
  const { out } = await desk.run(['sites'])
  expect(out).toBe('news  https://news.example  Ann  editor  default\nstaging  https://staging.example  Ann  admin\n')
  expect((await desk.run(['sites', '--json'])).out).not.toContain('token')
  expect((await desk.run(['sites', '--default', 'staging'])).out).toBe('https://staging.example is the default site now.\n')
  await desk.run(['list'])
  expect(desk.tokens()).toEqual(['staging-token'])
  expect((await desk.run(['sites', '--default', 'nowhere'])).code).toBe(2)
})

test('logout forgets a token', async () => {
  const desk = await loggedIn()
  expect(await desk.run(['logout'])).toMatchObject({ code: 0, out: 'Logged out of https://news.example.\n' })
  expect(await readFile(desk.file, 'utf8')).not.toContain('news-token')
  await desk.run(['list'])
  expect(desk.urls).toEqual([STAGING])
  await desk.run(['logout', 'staging'])
  expect((await desk.run(['sites'])).err).toBe('You are not logged in to any site. Log in with newsdesk login.\n')
})

test('one name is one site', async () => {
  const desk = await loggedIn()
  desk.api.holders.set('other', { name: 'Ann', role: 'editor' })
  const { code, err } = await desk.logIn('https://other.example', 'other', '--name', 'news')
  expect(code).toBe(2)
  expect(err).toContain('"news" is https://news.example already.')
})

test('a file that others can read is warned of', async () => {
  const desk = await loggedIn()
  await chmod(desk.file, 0o644)
  const { code, err } = await desk.run(['list'])
  expect({ code, err }).toEqual({ code: 0, err: `newsdesk: others on this machine can read your tokens. Run: chmod 600 ${desk.file}\n` })
  // The next login puts it right.
  await desk.logIn(NEWS, 'news-token', '--name', 'news')
  expect((await stat(desk.file)).mode & 0o777).toBe(0o600)
})

test('a damaged file is said, and nothing is sent', async () => {
  const desk = await atTheDesk()
  await mkdir(join(desk.config, 'newsdesk'))
  await writeFile(join(desk.config, 'newsdesk/sites.json'), '{"sites": {', { mode: 0o600 })
  const { code, err } = await desk.newsdesk(['list'], { env: {} })
  expect(code).toBe(1)
  expect(err).toContain('sites.json is damaged. Delete it, and log in again with newsdesk login.')
  expect(desk.api.sent).toEqual([])
})

test('whoami says whose token is used, and where', async () => {
  const desk = await loggedIn()
  expect((await desk.run(['whoami'])).out).toBe('Ann, editor, at https://news.example\n')
  expect((await desk.run(['whoami', '--site', 'staging'])).out).toBe('Ann, admin, until 2027-01-01T00:00:00Z, at https://staging.example\n')
  expect((await desk.run(['whoami', '--json'])).json()).toEqual([{ name: 'Ann', role: 'editor', url: NEWS }])
})

test('a name that is none says which there are', async () => {
  const desk = await loggedIn()
  expect((await desk.run(['list', '--site', 'nwes'])).err).toBe(
    'newsdesk: You are not logged in to a site called "nwes". You are logged in to: news, staging.\n',
  )
})

test('a site that redirects elsewhere takes neither token nor unpublished article along, and nothing counts as filed', async () => {
  const seen: string[] = []
  const listening = async (answer: (path: string) => { status: number; location?: string }) => {
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      const { status, location } = answer(request.url ?? '')
      response.writeHead(status, location ? { location } : { 'Content-Type': 'application/json' }).end(location ? '' : '{"items":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
  }
  const other = await listening(() => ({ status: 200 }))
  const first = await listening((path) => ({
    status: 307,
    location: path.startsWith('/api/audit') ? '/api/moved' : path === '/api/moved' ? '/api/moved' : `${other.url}${path}`,
  }))
  const desk = await atTheDesk({ 'a.json': story('a') })
  const run = (...args: string[]) => desk.newsdesk([...args, '--url', first.url, '--token', 'secret'], { fetch, env: {} })
  expect(await run('list')).toMatchObject({ code: 4, err: expect.stringContaining(`redirects to ${other.url}. Nothing was sent there.`) })
  expect(await run('put', 'a.json', '--publish')).toMatchObject({ code: 4, out: '' })
  expect(seen.map((request) => request.split(' ')[0])).toEqual(['GET', 'PUT'])
  expect(await run('audit')).toMatchObject({ code: 4, err: expect.stringContaining('redirects too often') })
  for (const { server } of [first, other]) server.close()
})

test('an answer without end does not take all of the editor’s memory', async () => {
  const desk = await atTheDesk()
  let sent = 0
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (controller) => (sent++ < 200 ? controller.enqueue(new Uint8Array(1024 * 1024)) : controller.close()) })
  for (const status of [200, 500]) {
    sent = 0
    desk.api.before = () => new Response(endless(), { status })
    expect(await desk.newsdesk(['list'])).toMatchObject({ code: 4, err: expect.stringContaining('longer than any answer') })
    expect(sent).toBeLessThan(100)
  }
})

test('a token with what no token has is not printed', async () => {
  const desk = await atTheDesk()
  for (const token of ['sec\nret', 'secret\u2026', 'sec ret'])
    expect(await desk.newsdesk(['list'], { env: { DATELINE_TOKEN: token } })).toMatchObject({ code: 2, out: '', err: expect.not.stringContaining('sec') })
})

test.each(['null', '[]', '{}', '"words"'])('some other service that answers %s is not mistaken for the site', async (body) => {
  const desk = await atTheDesk()
  desk.api.before = () => new Response(body)
  expect(await desk.newsdesk(['list'])).toMatchObject({ code: 4, err: expect.stringContaining('is not the editors') })
})

test('a command to copy after a refusal goes to the site that refused, and never replaces the article of the default one', async () => {
  const desk = await loggedIn()
  desk.api.before = () => undefined
  await desk.write('a.json', story('a'))
  await desk.run(['put', 'a.json', '--site', 'staging'])
  desk.api.articles.get('a')?.revisions.push(story('a', { headline: 'A colleague’s' }) as never)
  desk.api.articles.get('a')?.by.push('Bo')
  await desk.write('a.json', story('a', { headline: 'Mine' }))
  const put = await desk.run(['put', 'a.json', '--site', 'staging'])
  expect(put.err).toContain('newsdesk put a.json --replace --site staging\n')
  expect(put.err).toContain('newsdesk diff a --from 1 --site staging\n')
  expect((await desk.run(['put', 'a.json', '--url', STAGING], { DATELINE_TOKEN: 't' })).err).toContain(`--replace --url ${STAGING}\n`)
})
