import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const ID = '0123456789abcdef0123456789abcdef'
const DONE = {
  id: ID,
  withdrawn: '2026-11-25T08:00:00Z',
  changed: true,
  articles: [
    { slug: 'phone-call', state: 'published', url: '/world/phone-call', headline: 'Two leaders speak' },
    { slug: 'half-done', state: 'draft', url: '/world/half-done', headline: 'Half done' },
  ],
  campaigns: ['autumn'],
}

test.each([ID, `/pictures/${ID}`, `https://news.example/pictures/${ID}/640.webp`])(
  'a picture is taken down by %s, and what still shows it is named',
  async (name) => {
    const { newsdesk, api } = await atTheDesk()
    api.before = () => Response.json(DONE)
    const { code, out, err } = await newsdesk(['picture', 'withdraw', name, '--reason', 'Shows a minor'])
    expect(code).toBe(0)
    expect(api.sent).toMatchObject([{ method: 'DELETE', path: `/api/pictures/${ID}`, query: { reason: 'Shows a minor' } }])
    expect(out).toContain(`/pictures/${ID}  taken down`)
    for (const still of ['still in /world/phone-call', 'still in half-done (draft)', 'still in campaign autumn']) expect(err).toContain(still)
  },
)

test('a picture that was taken down may be allowed again', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => new Response(null, { status: 204 })
  expect((await newsdesk(['picture', 'allow', ID])).code).toBe(0)
  expect(api.sent).toMatchObject([{ method: 'DELETE', path: `/api/pictures/${ID}/withdrawal` }])
})

test('of several pictures every one is tried, and a refusal is told', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = ({ path }) =>
    path.endsWith(ID) ? problem(404, 'This picture doesn’t exist. Check its id.') : Response.json({ ...DONE, articles: [], campaigns: [] })
  const { code, err } = await newsdesk(['picture', 'withdraw', ID, 'f'.repeat(32)])
  expect(code).toBe(1)
  expect(api.sent).toHaveLength(2)
  expect(err).toContain('This picture doesn’t exist. Check its id.')
})

test.each([
  [['picture'], 'Usage: newsdesk picture'],
  [['picture', 'withdraw'], "Missing required argument 'picture'."],
  [['picture', 'burn', ID], "Unknown command 'burn'."],
  [['picture', 'withdraw', 'phone.jpg'], "'phone.jpg' is invalid for argument 'picture'. It names no picture of the site."],
])('wrong usage touches nothing: %j', async (args, words) => {
  const { newsdesk, api } = await atTheDesk()
  const { code, err } = await newsdesk(args)
  expect(code).toBe(2)
  expect(err).toContain(words)
  expect(api.sent).toEqual([])
})
