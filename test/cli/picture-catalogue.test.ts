import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const ID = '0123456789abcdef0123456789abcdef'
const KNOWN = {
  id: ID,
  src: `/pictures/${ID}`,
  width: 1600,
  height: 1067,
  type: 'image/jpeg',
  uploadedAt: '2026-11-25T08:00:00Z',
  alt: 'A ferry',
  people: ['Ada Obi'],
  digitalSource: 'digitalCapture',
  rights: { licence: 'Agency contract', until: '2027-03-31T21:59:59Z' },
}
const USES = { articles: [{ slug: 'ferry', state: 'published', url: '/world/ferry', headline: 'A ferry' }], campaigns: ['autumn'], isComplete: true }

test('pictures are listed with the end of their rights', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => Response.json({ items: [KNOWN, { ...KNOWN, takenOff: '2026-11-25T08:00:00Z' }] })
  const { out } = await newsdesk(['pictures', 'list', '--state', 'ending'])
  expect(api.sent).toMatchObject([{ path: '/api/pictures', query: { state: 'ending' } }])
  expect(out).toContain(`/pictures/${ID}  1600×1067  until 2027-03-31  A ferry`)
  expect(out).toContain('rights have ended')
})

test('what is known of a picture is shown with where it is used', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => Response.json({ ...KNOWN, uses: USES })
  const { out, err } = await newsdesk(['picture', 'show', ID])
  expect(out).toContain('A ferry')
  for (const words of ['people: Ada Obi', 'made: digitalCapture', 'until: 2027-03-31T21:59:59Z', 'in /world/ferry', 'in campaign autumn'])
    expect(err).toContain(words)
})

test('only what is named changes, under the tag it was read with, and an empty text takes away', async () => {
  const { newsdesk, api } = await atTheDesk()
  api.before = () => Response.json(KNOWN, { headers: { ETag: '"t1"' } })
  expect(
    (await newsdesk(['picture', 'set', ID, '--alt', '', '--until', '2027-12-31T00:00:00Z', '--people', 'Ada Obi; Ben Wu', '--focus', '0.5,0.3'])).code,
  ).toBe(0)
  expect(api.sent[1]).toMatchObject({ method: 'PUT', path: `/api/pictures/${ID}` })
  expect(JSON.parse(String(api.sent[1]?.body))).toEqual({
    people: ['Ada Obi', 'Ben Wu'],
    digitalSource: 'digitalCapture',
    focus: { x: 0.5, y: 0.3 },
    rights: { licence: 'Agency contract', until: '2027-12-31T00:00:00Z' },
  })
  expect((await newsdesk(['picture', 'set', ID])).code).toBe(2)
})

test('of several files every one is uploaded, and a refusal is told with its file', async () => {
  const { newsdesk, api, write } = await atTheDesk()
  for (const name of ['ferry.heic', 'cut.jpg']) await write(name, name)
  api.before = ({ body }) => (String(body).includes('cut') ? problem(422, 'This file is incomplete.') : Response.json(KNOWN, { status: 201 }))
  const { code, out, err } = await newsdesk(['picture', 'upload', 'ferry.heic', 'cut.jpg'])
  expect(code).toBe(1)
  expect(out).toContain(`/pictures/${ID}  1600 × 1067`)
  expect(err).toContain('cut.jpg: This file is incomplete.')
})
