/** The live desk’s forms, where the event or an update is not what its page showed any more. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { livePressOf } from '../../../src/press/live-calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const REPORTER = { name: 'reporter@desk', role: 'reporter' as const }
const EVENT = '/desk/live/ferry'

beforeAll(async () => {
  for (const role of ['editor', 'reporter'] as const) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  const article = { ...phoneCall, slug: 'ferry', kind: 'live', updates: [] } as never
  await pressOf(env).file({ article, actor: ADMIN, publish: 'now', undated: true })
})

const theDesk = async () => {
  const desk = await livePressOf(env).liveDesk('ferry')
  if (!desk.ok) throw new Error('The event is gone.')
  return desk
}

/** Sent by the reporter; its id and tag. */
async function waitingUpdate() {
  const sent = await livePressOf(env).addUpdate('ferry', { headline: 'The ferry has left', body: [] }, REPORTER, {})
  if (!sent.ok || !('waiting' in sent)) throw new Error('It isn’t waiting.')
  return sent.waiting
}

test('only an order to end the event ends it', async () => {
  for (const fields of [{}, { do: 'pause' }]) {
    expect((await sendForm(`${EVENT}/end`, fields, signedIn('editor'))).status).toBe(422)
    expect((await theDesk()).ended).toBeUndefined()
  }
  expect((await sendForm(`${EVENT}/end`, { do: 'end' }, signedIn('editor'))).status).toBe(303)
  expect((await theDesk()).ended).toBeDefined()
  expect((await sendForm(`${EVENT}/end`, { do: 'resume' }, signedIn('editor'))).status).toBe(303)
})

test('what a reporter typed into an update that an editor approved meanwhile comes back with the refusal', async () => {
  const { id, tag } = await waitingUpdate()
  await livePressOf(env).approveUpdate('ferry', id, ADMIN, {})
  const answer = await sendForm(
    `${EVENT}/updates/${id}`,
    { do: 'change', tag, headline: 'Late', markdown: 'Ten minutes late, says the pilot.' },
    signedIn('reporter'),
  )
  expect(answer.status).toBe(403)
  const page = await answer.text()
  expect(page).toContain('Only an editor can change an update that was published.')
  expect(page).toMatch(/readonly[^>]*>\s*Late\n\nTen minutes late, says the pilot\./)
})

test('a refusal names moments in the newsroom’s zone, and the list of stories says of an event that it ended', async () => {
  const listed = async () => (await (await openPage('/desk', signedIn('editor'))).text()).replace(/<[^>]+>/g, '')
  expect(await listed()).toMatch(/Live(?!, ended)/)
  await livePressOf(env).endEvent('ferry', ADMIN)
  expect(await listed()).toContain('Live, ended')
  const late = await (await sendForm(EVENT, { markdown: 'Ten minutes late.' }, signedIn('editor'))).text()
  expect(late).toContain('This event ended. To add more, reopen it first.')
  await livePressOf(env).resumeEvent('ferry', ADMIN)
  await pressOf(env).file({ article: { ...phoneCall, slug: 'tide', publishedAt: '2099-01-02T03:04:00Z' } as never, actor: ADMIN, publish: 'now' })
  const scheduled = await sendForm('/desk/stories/tide/manage', { order: 'delete', base: '1' }, signedIn('editor'))
  const text = (await scheduled.text()).replace(/ /g, ' ')
  expect(text).toContain('scheduled for 2 Jan 2099, 11:04 SGT')
  expect(text.replace(/datetime="[^"]*"/g, '')).not.toMatch(/scheduled for 2099-/)
})

test('what an editor typed into an update that a colleague took back meanwhile comes back with the refusal', async () => {
  const { id } = await waitingUpdate()
  await livePressOf(env).approveUpdate('ferry', id, ADMIN, {})
  await livePressOf(env).removeUpdate('ferry', id, ADMIN, {})
  const answer = await sendForm(`${EVENT}/updates/${id}`, { do: 'change', markdown: 'It has come back.' }, signedIn('editor'))
  expect(answer.status).toBe(409)
  expect(await answer.text()).toMatch(/readonly[^>]*>\s*It has come back\./)
})

test('what was typed for an event that ended or was deleted meanwhile comes back with the refusal', async () => {
  await livePressOf(env).endEvent('ferry', ADMIN)
  const late = await sendForm(EVENT, { headline: 'Late', markdown: 'Ten minutes late.' }, signedIn('editor'))
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(/readonly[^>]*>\s*Late\n\nTen minutes late\./)
  await livePressOf(env).resumeEvent('ferry', ADMIN)
  const lost = await sendForm('/desk/live/deleted-since', { markdown: 'Ten minutes late.' }, signedIn('editor'))
  expect(lost.status).toBe(404)
  expect(await lost.text()).toMatch(/readonly[^>]*>\s*Ten minutes late\./)
})

test('an update sent once more by going back, from a form with a new key, is told once', async () => {
  const fields = { headline: 'They are in', markdown: 'All **eight** of them.' }
  const count = async () => (await theDesk()).updates.length
  const before = await count()
  expect((await sendForm(EVENT, { ...fields, request: 'the-first-form' }, signedIn('editor'))).headers.get('Location')).toBe(`${EVENT}?done=told`)
  expect((await sendForm(EVENT, { ...fields, request: 'another-form' }, signedIn('editor'))).headers.get('Location')).toBe(`${EVENT}?done=already`)
  expect(await count()).toBe(before + 1)
  await sendForm(EVENT, { ...fields, markdown: 'All of them.', request: 'a-third-form' }, signedIn('editor'))
  expect(await count()).toBe(before + 2)
})

test('an update that somebody else changed comes back in its own form, and not a second time', async () => {
  const { id, tag } = await waitingUpdate()
  await livePressOf(env).changeUpdate('ferry', id, { headline: 'The ferry is late' }, REPORTER, {})
  const answer = await sendForm(`${EVENT}/updates/${id}`, { do: 'change', tag, markdown: 'It has left.' }, signedIn('editor'))
  expect(answer.status).toBe(412)
  expect((await answer.text()).match(/It has left\./g)).toHaveLength(1)
})
