import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

const ledger = (count: number, change: (at: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, at) => `${JSON.stringify(story(`s${at + 1}`, change(at + 1)))}\n`).join('')

test('a long file goes up in several requests, and refused lines are named by their number in the file', async () => {
  const bad = (at: number) => (at === 7 || at === 450 ? { headline: '' } : {})
  const desk = await atTheDesk({ 'all.jsonl': `\n${ledger(500, bad)}` })
  const { code, err } = await desk.newsdesk(['import', 'all.jsonl'])
  expect(code).toBe(1)
  expect(err).toContain('all.jsonl:8: ')
  expect(err).toContain('all.jsonl:451: ')
  expect(err).toContain('498 lines filed, 2 refused.')
  expect(desk.api.articles.size).toBe(498)
  expect(desk.api.calls('POST', /import/).length).toBeGreaterThan(1)
})

test('a line in another encoding is refused by its number, and no name goes up with letters replaced', async () => {
  const [first = '', second = ''] = ledger(2, (at) => (at === 2 ? { headline: 'Café Élan' } : {})).split('\n')
  const desk = await atTheDesk({ 'all.jsonl': Buffer.concat([Buffer.from(`${first}\n`), Buffer.from(`${second}\n`, 'latin1'), Buffer.from(first)]) })
  const { code, err } = await desk.newsdesk(['import', 'all.jsonl'])
  expect(code).toBe(1)
  expect(err).toContain('all.jsonl:2: This text isn’t in UTF-8')
  expect(err).toContain('2 lines filed, 1 refused.')
  expect([...desk.api.articles.keys()]).toEqual(['s1'])
})

test('an interrupted import says where to go on, and going on there brings in the rest', async () => {
  const desk = await atTheDesk({ 'all.jsonl': ledger(500) })
  let requests = 0
  desk.api.before = () => {
    if (++requests >= 2) throw new TypeError('fetch failed')
    return undefined
  }
  const first = await desk.newsdesk(['import', 'all.jsonl'])
  expect(first.code).toBe(4)
  const line = Number(/Continue with: newsdesk import all\.jsonl --from-line (\d+)/.exec(first.err)?.[1])
  expect(line).toBe(desk.api.articles.size + 1)
  desk.api.before = () => undefined
  expect((await desk.newsdesk(['import', 'all.jsonl', '--from-line', String(line)])).code).toBe(0)
  expect(desk.api.articles.size).toBe(500)
})

test('Ctrl-C stops between two requests and says where', async () => {
  const desk = await atTheDesk({ 'all.jsonl': ledger(500) })
  const stop = new AbortController()
  let requests = 0
  desk.api.before = () => {
    if (++requests === 2) {
      stop.abort()
      throw new DOMException('aborted', 'AbortError')
    }
    return undefined
  }
  const { code, err } = await desk.newsdesk(['import', 'all.jsonl'], { signal: stop.signal })
  expect(code).toBe(1)
  expect(err).toContain('Stopped. 200 lines are in. Continue with: newsdesk import all.jsonl --from-line 201')
})

test('when the site falls silent in the middle of its answer, the import goes on from there', async () => {
  const desk = await atTheDesk({ 'all.jsonl': ledger(3) })
  desk.api.before = () => new Response('{"line":1,"ok":true,"slug":"s1"}\n')
  const { code, err } = await desk.newsdesk(['import', 'all.jsonl'])
  expect(code).toBe(4)
  expect(err).toContain('The site stopped answering at line 2. 1 line is in. Continue with: newsdesk import all.jsonl --from-line 2')
})

test('lines come from stdin as they arrive, cut anywhere, without the whole being held', async () => {
  const desk = await atTheDesk()
  const bytes = Buffer.from(ledger(900, () => ({ headline: 'Málì – 马里' })))
  let [given, ahead] = [0, 0]
  desk.api.before = () => {
    ahead = Math.max(ahead, given - desk.api.calls('POST', /import/).reduce((sum, { bytes }) => sum + bytes.length, 0))
    return undefined
  }
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 997) {
      given = Math.min(bytes.length, at + 997)
      yield bytes.subarray(at, given)
    }
  }
  const { code, err } = await desk.newsdesk(['import', '-'], { stdin: pieces() })
  expect({ code, err }).toEqual({ code: 0, err: '900 lines filed, 0 refused.\n' })
  expect(desk.api.articles.get('s900')?.revisions[0]?.headline).toBe('Málì – 马里')
  expect(ahead).toBeLessThan(5000)
})
