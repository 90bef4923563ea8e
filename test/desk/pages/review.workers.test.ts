/** Review with others, as browsers without a script use it. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { writingPressOf } from '../../../src/press/writing-calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { follow, openPage, sendForm, signedIn } from './plain-browser.ts'

const REVIEW = '/desk/stories/phone-call/review'
const ADMIN = { name: 'test', role: 'admin' as const }
const DESK = signedIn('reporter')
const open = (path: string, headers: Record<string, string> = DESK) => openPage(path, headers)
const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = DESK) => sendForm(path, fields, headers)
const linkIn = async (answer: Response, pattern: RegExp) => pattern.exec(await (await follow(answer, DESK)).text())?.[0] ?? ''

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'Rex', role: 'reporter', hash: await sha256('dl_reporter') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  await pressOf(env).file({ article: { ...phoneCall, updatedAt: undefined, corrections: undefined } as never, actor: ADMIN, publish: 'no' })
})

test('Somebody without an account approves by a link, once, and the desk sees who', async () => {
  const link = await linkIn(await send(REVIEW, { order: 'approval' }), /\/desk\/approve\/[\w-]{40,}/)
  expect(await (await open(link, {})).text()).toContain(phoneCall.headline)
  expect((await send(link, { verdict: 'approved', name: '' }, {})).status).toBe(422)
  expect((await send(link, { verdict: 'sent-back', name: 'Lena' }, {})).status, 'without a reason').toBe(422)
  const answered = await send(link, { verdict: 'sent-back', name: 'Lena', reason: 'The day is wrong.' }, {})
  expect(answered.status).toBe(303)
  for (let times = 0; times < 2; times++) expect(await (await follow(answered, {})).text()).toContain('You’ve sent the story back.')
  expect((await send(link, { verdict: 'approved', name: 'Lena' }, {})).status, 'twice').toBe(410)
  expect(await (await open(REVIEW)).text()).toMatch(/Sent back.*Lena.*The day is wrong\./s)
})

test('The page that shows a link once can be loaded again: no second link is made, and the first is no longer shown', async () => {
  const made = await send(REVIEW, { order: 'approval' })
  expect([made.status, made.headers.get('Location')]).toEqual([303, `${REVIEW}?done=link`])
  const shown = await follow(made, DESK)
  expect(shown.headers.get('Set-Cookie')).toContain('__Host-desk-once=; Path=/; Max-Age=0')
  expect(await shown.text()).toMatch(/\/desk\/approve\/[\w-]{40,}/)
  expect(await (await open(`${REVIEW}?done=link`)).text()).not.toMatch(/\/desk\/approve\/[\w-]{40,}/)
  const found = await writingPressOf(env).listApprovals('phone-call')
  expect(found.ok && found.approvals).toHaveLength(2)
})

test('A made-up approval link shows nothing of any story', async () => {
  const answer = await open('/desk/approve/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {})
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain(phoneCall.headline)
})

test('A preview link works for whoever has it, until it is ended', async () => {
  const link = await linkIn(await send(REVIEW, { order: 'preview', lifetime: 'week' }), /\/preview\/[\w-]{20,}/)
  expect((await open(link, {})).status).toBe(200)
  await send(REVIEW, { order: 'end-preview', id: link.split('/')[2] ?? '' })
  expect((await open(link, {})).status).toBe(410)
})

test('A note stays with its block, is resolved, and is never published', async () => {
  await send(REVIEW, { order: 'add-note', text: 'Who says so?', block: '1' })
  const page = await (await open(REVIEW)).text()
  expect(page).toContain('Who says so?')
  const id = /name="id" value="(\d+)"/.exec(page)?.[1] ?? ''
  await send(REVIEW, { order: 'resolve-note', id })
  expect(await (await open(REVIEW)).text()).toContain('resolved by Rex')
  await pressOf(env).publish('phone-call', ADMIN)
  expect(await (await open('/world/phone-call', {})).text()).not.toContain('Who says so?')
})

test('Add note pressed twice makes one note', async () => {
  const request = /name="request" value="([^"]+)"/.exec(await (await open(REVIEW)).text())?.[1] ?? ''
  const add = (text: string) => send(REVIEW, { order: 'add-note', text, block: '1', request })
  await Promise.all([add('Which harbour?'), add('Which harbour?')])
  await add('Which boat?')
  const found = await writingPressOf(env).listNotes('phone-call')
  expect(found.ok && found.notes.slice(-2).map(({ text }) => text)).toEqual(['Which harbour?', 'Which boat?'])
  expect(found.ok && found.notes.filter(({ text }) => text === 'Which harbour?')).toHaveLength(1)
})

test('The story is shown to readers in and out of the E.U. in a frame that only the desk may show', async () => {
  const shown = await open(`${REVIEW}/page?reader=eu&theme=dark`)
  expect(shown.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
  const page = await shown.text()
  expect(page).toContain('data-theme="dark"')
  expect(page).not.toMatch(/<script/)
  expect(page).not.toContain('name="email"')
  expect((await open(`${REVIEW}/page`, {})).status, 'without signing in').not.toBe(200)
})
