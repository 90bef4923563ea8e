/** An event told from the command line, and the banner above every page. */
import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const ANSWER = { slug: 'cup-final', revision: 3, state: 'published', url: '/sport/cup-final', changed: true, stale: [], update: { id: 'abc', etag: '"x"' } }

async function desk(answer: (method: string, path: string) => unknown = () => ANSWER, status = 200) {
  const at = await atTheDesk()
  at.api.before = ({ method, path }) => Response.json(answer(method, path), { status })
  return at
}
const lastSent = (at: Awaited<ReturnType<typeof desk>>) => {
  const { method, path, body, headers } = at.api.sent.at(-1) as (typeof at.api.sent)[number]
  return { call: `${method} ${path}`, body: body && JSON.parse(body), key: headers.get('Idempotency-Key') }
}

test.each([
  [
    ['add', 'cup-final', '--headline', 'One nil', '--key', 'Rovers', 'score.'],
    'POST /api/articles/cup-final/updates',
    { headline: 'One nil', markdown: 'Rovers score.', key: true },
    'abc  published\n',
  ],
  [
    ['add', 'cup-final', '--id', 'goal-1', '--at', '2026-11-26T12:00:00Z', '--pin', 'Rovers score.'],
    'POST /api/articles/cup-final/updates',
    { id: 'goal-1', at: '2026-11-26T12:00:00Z', markdown: 'Rovers score.', pinned: true },
    'abc  published\n',
  ],
  [
    ['edit', 'cup-final', 'abc', '--no-pin', '--key', '--headline', '', 'Rovers', 'score twice.'],
    'PATCH /api/articles/cup-final/updates/abc',
    { headline: null, markdown: 'Rovers score twice.', pinned: false, key: true },
    'abc  changed\n',
  ],
  [['remove', 'cup-final', 'abc'], 'DELETE /api/articles/cup-final/updates/abc', '', 'abc  taken back\n'],
  [['resume', 'cup-final'], 'DELETE /api/articles/cup-final/end', '', '/sport/cup-final  goes on\n'],
  [['approve', 'cup-final', 'abc'], 'POST /api/articles/cup-final/updates/abc/approval', '', 'abc  published\n'],
  [
    ['correct', 'cup-final', 'abc', 'It was two nil.', '--text', 'Two nil.'],
    'PATCH /api/articles/cup-final/updates/abc',
    { correction: 'It was two nil.', markdown: 'Two nil.' },
    'abc  corrected\n',
  ],
  [['take-back', 'cup-final', 'abc', '--reason', 'Wrong match'], 'DELETE /api/articles/cup-final/updates/abc', { reason: 'Wrong match' }, 'abc  taken back\n'],
  [['end', 'cup-final'], 'PUT /api/articles/cup-final/end', '', '/sport/cup-final  ended\n'],
  [['end', 'cup-final', '--undo'], 'DELETE /api/articles/cup-final/end', '', '/sport/cup-final  goes on\n'],
])('newsdesk live %j', async (args, call, body, out) => {
  const at = await desk()
  expect(await at.newsdesk(['live', ...args])).toMatchObject({ code: 0, out })
  expect(lastSent(at)).toMatchObject({ call, body, key: expect.stringMatching(/^[\w-]{36}$/) })
})

test('an edit says what it changes', async () => {
  const at = await desk()
  expect(await at.newsdesk(['live', 'edit', 'cup-final', 'abc'])).toMatchObject({ code: 2, err: expect.stringContaining('Say what to change') })
  expect(at.api.sent).toEqual([])
})

test('a reporter is told that their update waits', async () => {
  const at = await desk(() => ({ slug: 'cup-final', waiting: true, update: { id: 'abc', etag: '"x"' } }), 202)
  expect(await at.newsdesk(['live', 'add', 'cup-final', 'One nil'])).toMatchObject({ code: 0, out: 'abc  waits for an editor\n' })
})

test('the list has what waits first, and says what stands out', async () => {
  const at = await desk(() => ({
    items: [
      { id: 'b', at: '2026-11-26T12:01:00Z', headline: 'Over', key: true },
      { id: 'a', at: '2026-11-26T12:00:00Z', takenBack: '2026-11-26T12:02:00Z' },
    ],
    waiting: [{ id: 'w', sentAt: '2026-11-26T12:03:00Z', headline: 'A rumour', by: 'Rex' }],
    ended: '2026-11-26T12:05:00Z',
  }))
  const { out, err } = await at.newsdesk(['live', 'list', 'cup-final'])
  expect(out.split('\n')).toEqual([
    'w  2026-11-26 12:03  A rumour  waits, from Rex',
    'b  2026-11-26 12:01  Over  key moment',
    'a  2026-11-26 12:00  (no headline)  taken back',
    '',
  ])
  expect(err).toContain('The event ended at 2026-11-26T12:05:00Z.')
})

test('what is refused is said in the words of the site', async () => {
  const at = await atTheDesk()
  at.api.before = () => problem(409, 'This event ended. To add more, reopen it first.')
  expect(await at.newsdesk(['live', 'add', 'cup-final', 'x'])).toMatchObject({ code: 1, err: expect.stringContaining('This event ended') })
})

test('the banner is set, shown and ended', async () => {
  const banner = { text: 'The bridge is closed', url: '/world/bridge', until: '2026-11-26T18:00:00Z' }
  const at = await desk(() => banner)
  const words = ['banner', 'The', 'bridge', 'is', 'closed', '--link', '/world/bridge', '--until', '2026-11-26T18:00:00Z']
  expect(await at.newsdesk(words)).toMatchObject({ code: 0, out: 'The bridge is closed  /world/bridge  until 2026-11-26T18:00:00Z\n' })
  expect(lastSent(at)).toMatchObject({ call: 'PUT /api/breaking', body: banner })
  expect(await at.newsdesk(['banner'])).toMatchObject({ code: 0, out: expect.stringContaining('The bridge is closed') })
  at.api.before = () => new Response(null, { status: 204 })
  expect(await at.newsdesk(['banner', '--end'])).toMatchObject({ code: 0, out: 'The banner has ended.\n' })
  expect(lastSent(at)).toMatchObject({ call: 'DELETE /api/breaking' })
})
