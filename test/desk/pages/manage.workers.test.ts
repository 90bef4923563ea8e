/** A story's other pages, as a browser without a script uses them. */
import { env, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, ROOT, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const open = async (path: string) => (await openPage(path, signedIn('editor'))).text()
const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('editor'))
const article = (slug: string, headline: string) => ({ ...phoneCall, slug, headline, updatedAt: undefined, corrections: undefined }) as never
const file = (slug: string, headline = `Story ${slug}`) => pressOf(env).file({ article: article(slug, headline), actor: ADMIN, publish: 'no', undated: true })
const entryOf = async (slug: string) => {
  const found = await pressOf(env).read(slug)
  return found.ok ? found.entry : undefined
}

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'editor@desk', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

test('An older revision is compared with the newest and restored as a new one', async () => {
  await file('restored', 'What it was')
  await file('restored', 'What it became')
  expect(await open('/desk/stories/restored/history')).toMatch(/<del>was<\/del>.*<ins>became<\/ins>/s)
  expect((await send('/desk/stories/restored/history', { revision: '1', newest: '2' })).status).toBe(303)
  expect(await entryOf('restored')).toMatchObject({ revision: 3, headline: 'What it was' })
  expect((await send('/desk/stories/restored/history', { revision: '1', newest: '2' })).status, 'somebody filed since').toBe(412)
})

test('A story is withdrawn with a reason that the trail keeps', async () => {
  await file('withdrawn')
  await pressOf(env).publish('withdrawn', ADMIN)
  await send('/desk/stories/withdrawn/manage', { order: 'withdraw', reason: 'Legal.', base: '1' })
  expect(await entryOf('withdrawn')).toMatchObject({ state: 'withdrawn' })
  expect(await open('/desk/stories/withdrawn/history')).toContain('Legal.')
})

test('A renamed story is found under its old address at the desk, too', async () => {
  await file('before')
  const renamed = await send('/desk/stories/before/manage', { order: 'rename', slug: 'after', base: '1' })
  expect(renamed.headers.get('Location')).toBe('/desk/stories/after/manage?done=rename')
  const old = await SELF.fetch(`${ROOT}/desk/stories/before/history`, { headers: { Authorization: 'Bearer dl_editor' }, redirect: 'manual' })
  expect(old.headers.get('Location')).toBe('/desk/stories/after/history')
})

test('An embargo at an hour that the clocks skip is refused in words', async () => {
  await file('embargoed')
  await pressOf(env).setSite({ ...v.parse(Site, testSite), timeZone: 'Europe/Berlin' }, ADMIN)
  const refused = await send('/desk/stories/embargoed/manage', { order: 'embargo', 'embargo-until': '2036-03-30T02:30', base: '1' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('the clocks go forward')])
})

test('A draft that nobody published is deleted; a story that was out is not', async () => {
  await file('never-out')
  expect((await send('/desk/stories/never-out/manage', { order: 'delete', base: '1' })).headers.get('Location')).toBe('/desk?done=deleted')
  expect(await entryOf('never-out')).toBeUndefined()
  expect((await send('/desk/stories/withdrawn/manage', { order: 'delete', base: '1' })).status).toBe(409)
})
