import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem, type Sent } from './fake-api.ts'

const BYTES = new TextEncoder().encode('a lighthouse')
const PICTURE = createHash('sha256').update(BYTES).digest('hex').slice(0, 32)
const GONE = 'd'.repeat(32)
const rowsOf = (table: string, count: number) => Array.from({ length: count }, (_, id) => JSON.stringify({ table, row: { id } }))

/** What a site has, in pages of two lines; and what one is given. */
class Site {
  parts: Record<string, string[]> = {
    keys: rowsOf('secrets', 1),
    'mailing-list': rowsOf('readers', 5),
    readership: [],
    pictures: [
      JSON.stringify({ id: PICTURE, bytes: BYTES.length, type: 'image/png', metadata: { width: '9' } }),
      JSON.stringify({ id: GONE, bytes: 0, metadata: { withdrawn: '2026-11-01T00:00:00Z' } }),
    ],
    ledger: rowsOf('articles', 7),
  }
  begun = 0
  /** The next answer to a page of the ledger's end. */
  moved = 0
  /** Dies at the nth request. */
  diesAt = Infinity
  requests = 0
  given: Record<string, Set<string>> = {}
  ended: string[] = []

  answer = (sent: Sent): Response | undefined => {
    if (++this.requests >= this.diesAt) throw new Error('killed')
    const { method, path, query } = sent
    if (path === '/api/backup') return Response.json({ mark: `${++this.begun}.1` }, { status: 201 })
    if (path.startsWith('/api/backup/')) return this.page(path.slice('/api/backup/'.length), Number(query.cursor ?? 0))
    if (path === `/api/pictures/${PICTURE}/original`) return new Response(BYTES)
    if (path === '/api/restore')
      return Response.json({ done: Object.fromEntries(['ledger', 'mailing-list', 'readership'].map((part) => [part, this.ended.includes(part)])) })
    const part = path.slice('/api/restore/'.length)
    if (part.endsWith('/end')) {
      this.ended.push(part.slice(0, -4))
      return new Response(null, { status: 204 })
    }
    const given = this.given[part] ?? new Set()
    this.given[part] = given
    if (method === 'PUT') given.add(`${query.metadata} ${sent.bytes.length}`)
    else for (const line of sent.body.trim().split('\n')) given.add(line)
    return Response.json({ rows: given.size })
  }

  private page(part: string, from: number) {
    const lines = this.parts[part] ?? []
    const isLast = from + 2 >= lines.length
    if (isLast && part === 'ledger' && this.moved-- > 0) return problem(409, 'It moved.')
    return new Response(
      lines
        .slice(from, from + 2)
        .map((line) => `${line}\n`)
        .join(''),
      isLast ? {} : { headers: { 'Dateline-Next-Cursor': String(from + 2) } },
    )
  }
}

async function backedUp(site = new Site()) {
  const desk = await atTheDesk()
  desk.api.before = site.answer
  return { site, desk, run: (...args: string[]) => desk.newsdesk(args, { now: () => 0 }), folder: join(desk.cwd, 'b') }
}

describe('newsdesk backup', () => {
  test('saves every line and picture, and names them in a manifest that nobody else can read', async () => {
    const { run, folder } = await backedUp()
    const { code, out } = await run('backup', 'b')
    expect(code).toBe(0)
    expect(out).toContain('7 articles')
    expect((await readdir(folder)).toSorted()).toEqual(
      ['keys.jsonl', 'ledger.jsonl', 'made.json', 'mailing-list.jsonl', 'manifest.json', 'pictures', 'pictures.jsonl', 'readership.jsonl'].toSorted(),
    )
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    const ledger = await readFile(join(folder, 'ledger.jsonl'))
    expect(manifest.files['ledger.jsonl']).toEqual({ bytes: ledger.length, lines: 7, sha256: createHash('sha256').update(ledger).digest('hex') })
    expect(manifest).toMatchObject({ tables: { articles: 7, readers: 5, secrets: 1 }, pictures: { files: 1, bytes: BYTES.length } })
    expect((await stat(join(folder, 'mailing-list.jsonl'))).mode & 0o077).toBe(0)
  })

  test.each(Array.from({ length: 10 }, (_, n) => n + 1))('that is killed at request %s is no backup, and goes on to the same one', async (nth) => {
    const whole = await backedUp()
    await whole.run('backup', 'b')
    const { site, run, folder } = await backedUp()
    site.diesAt = nth
    expect((await run('backup', 'b')).code).not.toBe(0)
    expect(await readdir(folder).catch(() => [])).not.toContain('manifest.json')
    const refused = await run('restore', 'b', '--into-empty')
    expect(refused.code).toBe(2)
    // A page that was cut off by the kill counts for nothing.
    await writeFile(join(folder, 'ledger.jsonl'), '{"table":"ar', { flag: 'a' })
    site.diesAt = Infinity
    expect((await run('backup', 'b')).code).toBe(0)
    expect(site.begun).toBe(1)
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe(await readFile(join(whole.folder, 'manifest.json'), 'utf8'))
  })

  test('begins again where a story moved, and gives up after three times', async () => {
    const { site, run, folder } = await backedUp()
    site.moved = 1
    expect((await run('backup', 'b')).code).toBe(0)
    expect(site.begun).toBe(2)
    await rm(folder, { recursive: true })
    site.moved = 3
    expect((await run('backup', 'b')).err).toContain('when it is quieter')
  })

  test('has no picture that was fetched before it began again and is withdrawn since', async () => {
    const { run, folder, desk } = await backedUp()
    for (const id of ['0'.repeat(32), GONE, 'f'.repeat(32)]) await desk.write(`b/pictures/${id.slice(0, 2)}/${id}`, 'a lighthouse')
    expect((await run('backup', 'b')).code).toBe(0)
    const left = (await readdir(join(folder, 'pictures'), { recursive: true, withFileTypes: true })).filter((it) => it.isFile())
    expect(left.map(({ name }) => name)).toEqual([PICTURE])
  })

  test('takes no folder with a whole backup, of another site, or with other files', async () => {
    const { run, desk } = await backedUp()
    await run('backup', 'b')
    expect((await run('backup', 'b')).err).toContain('a whole backup already')
    await desk.write('other/notes.txt', 'mine')
    expect((await run('backup', 'other')).err).toContain('other files')
    await desk.write('half/progress.json', { url: 'https://elsewhere.example', mark: '1.1', part: 'keys', bytes: 0 })
    expect((await run('backup', 'half')).err).toContain('elsewhere.example')
  })
})

describe('newsdesk restore --into-empty', () => {
  test('sends everything, the ledger last, and a second time changes nothing', async () => {
    const { site, run } = await backedUp()
    await run('backup', 'b')
    expect((await run('restore', 'b', '--into-empty')).code).toBe(0)
    expect(site.ended).toEqual(['mailing-list', 'readership', 'ledger'])
    expect([...(site.given.ledger ?? [])]).toEqual(site.parts.ledger)
    expect([...(site.given[`pictures/${PICTURE}`] ?? [])]).toEqual([`{"width":"9"} ${BYTES.length}`])
    expect([...(site.given[`pictures/${GONE}`] ?? [])]).toEqual(['{"withdrawn":"2026-11-01T00:00:00Z"} 0'])
    const before = site.requests
    expect((await run('restore', 'b', '--into-empty')).out).toContain('Nothing was changed')
    expect(site.requests).toBe(before + 1)
  })

  test.each(['ledger.jsonl', join('pictures', PICTURE.slice(0, 2), PICTURE)])('sends nothing of a backup whose %s is damaged', async (name) => {
    const { site, run, folder } = await backedUp()
    await run('backup', 'b')
    await writeFile(join(folder, name), 'x', { flag: 'a' })
    const before = site.requests
    expect(await run('restore', 'b', '--into-empty')).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was sent') })
    expect(site.requests).toBe(before)
  })

  test('goes on without keys that are stored elsewhere, and says what that costs', async () => {
    const { site, run, folder } = await backedUp()
    await run('backup', 'b')
    await rm(join(folder, 'keys.jsonl'))
    expect(await run('restore', 'b', '--into-empty')).toMatchObject({ code: 0, err: expect.stringContaining('Links in letters') })
    expect(site.given.keys).toBeUndefined()
  })

  test('isn’t meant by somebody who forgot a revision', async () => {
    const { run } = await backedUp()
    expect((await run('restore', 'b')).code).toBe(2)
    expect((await run('restore', 'b', '3', '--into-empty')).code).toBe(2)
  })
})
