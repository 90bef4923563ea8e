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

const inAnHour = () => `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`

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

test('A refused order comes back with all that was typed beside it', async () => {
  await file('refused')
  await pressOf(env).publish('refused', ADMIN)
  const fields = { 'withdraw-at': '2020-01-01T08:00', reason: 'The agency asked for it.', 'embargo-until': '2099-01-01T08:00', slug: 'Not A Slug', base: '1' }
  for (const order of ['withdraw-later', 'rename']) {
    const refused = await send('/desk/stories/refused/manage', { ...fields, order })
    const page = await refused.text()
    expect(refused.status).toBe(422)
    for (const typed of ['2020-01-01T08:00', 'The agency asked for it.', '2099-01-01T08:00', 'Not A Slug']) expect(page).toContain(`value="${typed}"`)
  }
})

test('Of a story that readers never had it isn’t said that they are told of its withdrawal', async () => {
  await file('never-seen')
  await pressOf(env).publish('never-seen', ADMIN, { at: inAnHour() })
  const withdrawn = await send('/desk/stories/never-seen/manage', { order: 'withdraw', base: String((await entryOf('never-seen'))?.revision) })
  expect(await open(withdrawn.headers.get('Location') ?? '')).toContain('Withdrawn. It won’t come out.')
})

test('An order from a page that is out of date is refused in words of the desk, not with calls of the API', async () => {
  await file('out-of-date')
  await pressOf(env).publish('out-of-date', ADMIN)
  await pressOf(env).withdraw('out-of-date', ADMIN, { at: inAnHour() })
  const base = String((await entryOf('out-of-date'))?.revision)
  for (const order of ['delete', 'unschedule']) {
    const refused = await send('/desk/stories/out-of-date/manage', { order, base })
    expect(refused.status).toBe(409)
    expect(await refused.text()).not.toMatch(/\/api\/|newsdesk/)
  }
})
