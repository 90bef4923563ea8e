/** The command as an editor starts it: a process of its own, a real connection. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'
import { FakeApi } from './fake-api.ts'

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

function newsdesk(args: string[], cwd: string, stdin = '') {
  return new Promise<{ code: number | null; out: string; err: string }>((ended) => {
    const child = spawn(process.execPath, [ENTRY, ...args], {
      cwd,
      env: { PATH: process.env.PATH, DATELINE_URL: url, DATELINE_TOKEN: 't', NEWSDESK_STATE: join(cwd, '.state') },
    })
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

test('a port where nothing listens ends with 4', async () => {
  const desk = await atTheDesk()
  const { code, err } = await newsdesk(['list', '--url', 'http://127.0.0.1:9'], desk.cwd)
  expect(code).toBe(4)
  expect(err).toContain('http://127.0.0.1:9 cannot be reached')
})
