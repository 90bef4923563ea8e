/** What a form sends that its page would not: texts too long for copy, and characters that no reader sees. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { livePressOf } from '../../../src/press/live-calls.ts'
import { writingPressOf } from '../../../src/press/writing-calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const STORY = { ...phoneCall, updatedAt: undefined, corrections: undefined }
const LONG = 'x'.repeat(4001)
const OVERRIDE = '\u202e'

const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('editor'))

const articleOf = async (slug: string) => {
  const found = await pressOf(env).read(slug)
  if (!found.ok) throw new Error(found.reason)
  return found.article
}

const file = (slug: string, more = {}, publish: 'now' | 'no' = 'now') =>
  pressOf(env).file({ article: { ...STORY, slug, ...more } as never, actor: ADMIN, publish })

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'Ede', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

test('A correction that is longer than copy may be takes no story from readers', async () => {
  await file('corrected')
  await file('corrected', { headline: 'Another headline' }, 'no')
  const fields = { base: '2', nature: 'correction', correction: LONG }
  const refused = await send('/desk/stories/corrected/publish', fields)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('up to 4,000 characters')
  expect((await articleOf('corrected')).corrections ?? []).toEqual([])
})

test('No correction of a live update is longer than copy may be, or turns letters around', async () => {
  await file('event', { kind: 'live', updates: [] })
  const told = await livePressOf(env).addUpdate('event', { headline: 'One nil', body: [] }, ADMIN, {})
  if (!told.ok || 'waiting' in told) throw new Error('was not told')
  const path = `/desk/live/event/updates/${told.update.id}`
  expect((await send(path, { do: 'change', markdown: 'Two nil.', correction: LONG })).status).toBe(422)
  expect((await send(path, { do: 'change', markdown: 'Two nil.', correction: `It was${OVERRIDE} two.` })).status).toBe(303)
  expect((await articleOf('event')).updates?.[0]?.corrections?.[0]?.text).toBe('It was two.')
})

test('A topic added to many stories is text that readers can see', async () => {
  await file('topical')
  expect((await send('/desk', { story: 'topical 1', order: 'add-topic', topic: '\u0000' })).status).toBe(422)
  expect((await send('/desk', { story: 'topical 1', order: 'add-topic', topic: 'x'.repeat(401) })).status).toBe(422)
  await send('/desk', { story: 'topical 1', order: 'add-topic', topic: `Tides${OVERRIDE}` })
  expect((await articleOf('topical')).topics?.at(-1)).toEqual({ name: 'Tides', slug: 'tides' })
})

test('A topic is not renamed to what no story may have', async () => {
  await file('named', { topics: [{ slug: 'ferries', name: 'Ferries' }] })
  expect((await send('/desk/topics/ferries', { order: 'rename', slug: 'ferries', name: 'x'.repeat(401) })).status).toBe(422)
  expect((await articleOf('named')).topics).toEqual([{ slug: 'ferries', name: 'Ferries' }])
})

test('A note on a block has the length that a note can have', async () => {
  await file('noted')
  expect((await send('/desk/stories/noted/review', { order: 'add-note', text: 'x'.repeat(2001) })).status).toBe(422)
  const found = await writingPressOf(env).listNotes('noted')
  expect(found.ok && found.notes).toEqual([])
})

test('Choices that no page offers are no bugs', async () => {
  await file('chosen', { kind: 'live', updates: [] })
  expect((await send('/desk/stories/chosen/review', { order: 'preview', lifetime: '__proto__' })).status).toBe(303)
  expect((await send('/desk/live/chosen/updates/x', { do: '__proto__' })).status).toBe(422)
  expect((await send('/desk/front/banner', { 'banner-text': 'Storm', hours: '1e308', do: 'set' })).status).toBeLessThan(500)
})
