/** An export that is killed (SIGKILL), and run again. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

const PICTURES = [1, 2, 3].map((n) => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(5000).fill(n)]))
const IDS = PICTURES.map((bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 32))

const LEDGER = IDS.flatMap((id, at) => {
  const article = story(`s${at}`, { picture: { src: `/pictures/${id}`, alt: 'A ferry', width: 120, height: 80 } })
  return [
    { type: 'revision', slug: article.slug, revision: 1, at: '2026-11-10T16:05:00Z', by: 'E', article },
    { type: 'article', slug: article.slug, state: 'published', revision: 1, live: 1, came_out: 1, path: `/world/${article.slug}`, releases: [] },
  ]
})

/** The second picture comes to its middle and no further, until `isWhole`. */
async function site() {
  const asked: string[] = []
  const stuck = Promise.withResolvers<void>()
  let isWhole = false
  const send = (response: ServerResponse, url: string) => {
    asked.push(url)
    if (url === '/api/export') return response.end(LEDGER.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const at = IDS.findIndex((id) => url.includes(id))
    if (at === -1) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 5004 })
    if (at !== 1 || isWhole) return response.end(PICTURES[at])
    response.write(PICTURES[at]?.subarray(0, 2500))
    return stuck.resolve()
  }
  const server = createServer((request, response) => send(response, request.url ?? ''))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const finish = () => {
    isWhole = true
  }
  return { asked, stuck, finish, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function filesIn(folder: string) {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const files = await Promise.all(
    names.map(async ({ parentPath, name }) => [join(parentPath, name).slice(folder.length), await readFile(join(parentPath, name))]),
  )
  return Object.fromEntries(files.sort())
}

test('an export that was killed is whole when it is run again, as one that never was', async () => {
  const { url, stuck, asked, finish } = await site()
  const { cwd } = await atTheDesk()
  const run = (folder: string) =>
    spawn(process.execPath, [resolve('src/cli/newsdesk.ts'), 'export', folder, '--as', 'markdown', '--url', url], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, DATELINE_TOKEN: 'test-token' },
      stdio: 'ignore',
    })
  const first = run('site')
  await stuck.promise
  first.kill('SIGKILL')
  await once(first, 'exit')
  const killed = Object.keys(await filesIn(join(cwd, 'site')))
  expect(killed).toEqual(expect.arrayContaining(['/EXPORT-NOT-FINISHED.txt', `/pictures/${IDS[0]}.jpg`]))
  expect(killed.filter((name) => name.includes(IDS[1] ?? ''))).toEqual([])
  // A kill may come while a picture is written, too.
  await writeFile(join(cwd, `site/pictures/${IDS[1]}.jpg.8d0c1a.part`), 'half')
  finish()
  const [code] = await once(run('site'), 'exit')
  const [other] = await once(run('other'), 'exit')
  expect([code, other]).toEqual([0, 0])
  expect(await filesIn(join(cwd, 'site'))).toEqual(await filesIn(join(cwd, 'other')))
  // By the killed one, then by the other's folder.
  expect(asked.filter((path) => path.includes(IDS[0] ?? ''))).toHaveLength(2)
})
