/** What the newsroom says of a story while it is being written, before anything of it is filed. */
import { beforeEach, expect, test } from 'vitest'
import type { NewsroomChecks } from '../../../src/desk/newsroom-checks.ts'
import { phoneCall } from '../../fakes.ts'
import { PICTURE } from '../fake-pictures.ts'
import { newsroom } from '../newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
let topicsAsked = 0
async function popularTopics() {
  topicsAsked++
  return []
}
beforeEach(async () => {
  topicsAsked = 0
  room = await newsroom()
  Object.assign(room.press, { popularTopics, readDraft: async () => ({ ok: true, draft: null, others: [] }) })
})

const BLOCKS = [{ type: 'paragraph', text: 'On <a href="/world/gone">fares</a> and <a href="/world/phone-call">ships</a>.' }]
const STORY = { section: 'world', kind: 'news', headline: 'A ferry sails', order: 'file', body: JSON.stringify(BLOCKS) }
const post = (path: string, fields: Record<string, string>) =>
  room.ask('POST', path, {
    as: 'editor',
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  })
const checked = async (path: string, fields: Record<string, string>) => (await (await post(path, fields)).json()) as NewsroomChecks

test('why it could not be filed is said while it is written, each flaw where it is', async () => {
  const bad = JSON.stringify([...BLOCKS, { type: 'picture', src: 'ftp://x', alt: 'A', width: 1, height: 1 }])
  const { flaws, paths } = await checked('/desk/new/checks', { ...STORY, lang: 'not a language', body: bad })
  expect(flaws.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/lang', '/body/1/src']))
  expect(paths['/world/gone'], 'links are looked at all the same').toBe(false)
  expect((await checked('/desk/new/checks', { ...STORY, headline: '' })).flaws).toMatchObject([{ pointer: '/headline' }])
  expect((await checked('/desk/new/checks', STORY)).flaws).toEqual([])
  expect(room.press.articles.size).toBe(0)
})

test('new links of our own are asked about in one go, two hundred at most', async () => {
  const asked: string[][] = []
  const notPublished = async (slugs: string[]) => {
    asked.push(slugs)
    return slugs
  }
  Object.assign(room.press, { notPublished })
  const links = Array.from({ length: 500 }, (_, n) => `<a href="/world/story-${n}">x</a>`).join(' ')
  const { paths } = await checked('/desk/new/checks', { ...STORY, body: JSON.stringify([{ type: 'paragraph', text: links }]) })
  expect(asked.map(({ length }) => length)).toEqual([200])
  expect(paths['/world/story-7']).toBe(false)
})

test('a picture that we may no longer show is known, and whether a change after publication is a correction is asked', async () => {
  await room.ask('PUT', '/api/articles/phone-call?publish=now', { as: 'editor', body: { ...phoneCall, body: [{ type: 'paragraph', text: '120 people.' }] } })
  const { rights, asks } = await checked('/desk/stories/phone-call/checks', {
    ...STORY,
    base: '1',
    headline: phoneCall.headline,
    'picture-src': PICTURE.src,
    'picture-alt': 'A',
    'picture-width': '1600',
    'picture-height': '1067',
    body: JSON.stringify([{ type: 'paragraph', text: '210 people.' }]),
  })
  expect(rights).toEqual({ [PICTURE.src]: { licensed: true, until: PICTURE.rights?.until } })
  expect(asks).toMatchObject([{ level: 'ask', suggests: 'correction' }])
})

test('a form that comes back asks for the known topics once', async () => {
  const refused = await post('/desk/new', { ...STORY, lang: 'not a language' })
  expect(refused.status).toBe(422)
  expect(topicsAsked).toBe(1)
})
