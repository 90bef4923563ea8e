/** The command as an editor starts it: a process of its own, a real connection. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'
import { FakeApi } from './fake-api.ts'

// Each line of an editor is a process of its own, and a machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 })

const api = new FakeApi()
const server = createServer(async (request, response) => {
  const body = await new Response(request as unknown as ReadableStream).arrayBuffer()
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
  const answer = await api.fetch(`http://site${request.url}`, { method: request.method ?? 'GET', headers, ...(body.byteLength > 0 && { body }) })
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => server.close())

const ENTRY = join(import.meta.dirname, '../../src/cli/newsdesk.ts')

function start(args: string[], cwd: string, env: Record<string, string> = { DATELINE_TOKEN: 't' }) {
  return spawn(process.execPath, [ENTRY, ...args], {
    cwd,
    env: { PATH: process.env.PATH, DATELINE_URL: url, NEWSDESK_STATE: join(cwd, '.state'), XDG_CONFIG_HOME: join(cwd, '.config'), ...env },
  })
}

function newsdesk(args: string[], cwd: string, stdin = '', env?: Record<string, string>) {
  return new Promise<{ code: number | null; out: string; err: string }>((ended) => {
    const child = start(args, cwd, env)
    let [out, err] = ['', '']
    child.stdout.on('data', (piece) => (out += piece))
    child.stderr.on('data', (piece) => (err += piece))
    child.on('close', (code) => ended({ code, out, err }))
    child.stdin.end(stdin)
  })
}

test('an editor files a folder with its pictures', async () => {
  const desk = await atTheDesk({
    'p/phone.jpg': 'bytes',
    'w/a.json': story('a', { picture: { src: '../p/phone.jpg', alt: 'A telephone' } }),
    'w/b.json': story('b'),
  })
  const put = await newsdesk(['put', 'w', '--publish'], desk.cwd)
  expect(put).toMatchObject({ code: 0, err: '2 filed.\n' })
  expect(put.out.split('\n').sort()).toEqual(['', 'w/a.json  /world/a  revision 1, published', 'w/b.json  /world/b  revision 1, published'])
  expect(api.articles.get('a')?.revisions[0]?.picture).toMatchObject({ src: '/pictures/pic5', width: 1200 })
})

test('an editor imports from a pipe', async () => {
  const desk = await atTheDesk()
  const piped = await newsdesk(['import', '-'], desk.cwd, `${JSON.stringify(story('c'))}\n${JSON.stringify(story('d', { headline: '' }))}\n`)
  expect(piped.code).toBe(1)
  expect(piped.err).toContain('-:2: ')
  expect(api.articles.has('c')).toBe(true)
})

test.each(['stdout', 'stderr'] as const)('where nobody reads %s to its end, every article is filed all the same', async (output) => {
  const slugs = ['u', 'v', 'w', 'x'].map((slug) => `${slug}-${output}`)
  const desk = await atTheDesk(Object.fromEntries(slugs.map((slug) => [`${slug}.json`, story(slug, slug.startsWith('u') ? { headline: '' } : {})])))
  const put = start(['put', '.', '--parallel', '1'], desk.cwd)
  put[output].destroy()
  expect(await once(put, 'exit')).toEqual([1, null])
  expect(slugs.map((slug) => api.articles.has(slug))).toEqual([false, true, true, true])
  expect(await readFile(join(desk.cwd, '.state', `${encodeURIComponent(url)}.json`), 'utf8')).toContain(`x-${output}.json`)
})

test.skipIf(process.platform !== 'linux')('results that a full disk does not take are no success', async () => {
  const desk = await atTheDesk()
  const full = await open('/dev/full', 'w')
  const hash = spawn(process.execPath, [ENTRY, 'token', 'hash'], { cwd: desk.cwd, stdio: ['ignore', full.fd, 'pipe'] })
  let said = ''
  hash.stderr?.on('data', (piece) => (said += piece))
  expect(await once(hash, 'close')).toEqual([1, null])
  expect(said).toContain('newsdesk: the results cannot be written (ENOSPC')
  await full.close()
})

test('a port where nothing listens ends with 4', async () => {
  const desk = await atTheDesk()
  const { code, err } = await newsdesk(['list', '--url', 'http://127.0.0.1:9'], desk.cwd)
  expect(code).toBe(4)
  expect(err).toContain('http://127.0.0.1:9 cannot be reached')
})

test('an editor’s program with options of its own is started as a shell would', async () => {
  const desk = await atTheDesk({ 'e.json': story('e'), 'my editor.sh': '#!/bin/sh\nsed -i.bak "s/^headline: .*/headline: $1/" "$2"\n' })
  await newsdesk(['put', 'e.json'], desk.cwd)
  const program = `sh "${join(desk.cwd, 'my editor.sh')}" 'Written $HOME in an editor'`
  const edited = await newsdesk(['edit', 'e', '--yes'], desk.cwd, '', { DATELINE_TOKEN: 't', VISUAL: program })
  expect(edited).toMatchObject({ code: 0, err: '' })
  expect(edited.out).toContain('/world/e  revision 2, draft\n')
  expect(api.articles.get('e')?.revisions.at(-1)?.headline).toBe('Written $HOME in an editor')
  const failing = await newsdesk(['edit', 'e', '--yes'], desk.cwd, '', { DATELINE_TOKEN: 't', EDITOR: 'exit 7;' })
  expect(failing).toMatchObject({ code: 1, err: 'Your editor, exit 7;, ended with 7: nothing was filed.\n' })
})

test('Ctrl-C, pressed in an editor where it is a key like others, leaves the editor and what is written alone', async () => {
  // As at a terminal: every process from the editor up to newsdesk hears of it.
  const pressed = 'p=$PPID; while ps -o args= -p $p | grep -q newsdesk; do kill -INT $p; p=$(ps -o ppid= -p $p | tr -d " "); done; sleep 0.2'
  const desk = await atTheDesk({
    'e.json': story('interrupted'),
    'modal.sh': `#!/bin/sh\ntrap : INT\n${pressed}\n${pressed}\nsed -i 's/^headline: .*/headline: Written to the end/' "$1"\n`,
  })
  await newsdesk(['put', 'e.json'], desk.cwd)
  const edited = await newsdesk(['edit', 'interrupted', '--yes'], desk.cwd, '', { DATELINE_TOKEN: 't', EDITOR: `sh "${join(desk.cwd, 'modal.sh')}"` })
  expect(edited).toMatchObject({ code: 0, err: '' })
  expect(api.articles.get('interrupted')?.revisions.at(-1)?.headline).toBe('Written to the end')
})

test('a token comes through a pipe into a file of mode 600, whatever the umask, and is used from there', async () => {
  const desk = await atTheDesk()
  api.holders.set('dl_piped', { name: 'Ann', role: 'editor' })
  expect((await newsdesk(['login', url, '--name', 'here'], desk.cwd, 'dl_piped\n', {})).code).toBe(0)
  expect((await stat(join(desk.cwd, '.config/newsdesk/sites.json'))).mode & 0o777).toBe(0o600)
  expect(await newsdesk(['whoami'], desk.cwd, '', {})).toMatchObject({ code: 0, out: `Ann, editor, at ${url}\n` })
})

test('where there is no terminal, nothing waits for an answer', async () => {
  const desk = await atTheDesk()
  const unanswerable = [['delete', 'a'], ['erase', 'a', '1', '--reason', 'R'], ['edit', 'a'], ['login']]
  const ended = await Promise.all(unanswerable.map((args) => newsdesk(args, desk.cwd)))
  expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2])
})
