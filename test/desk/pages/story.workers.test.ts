/** The desk's forms before the press itself, as a browser without a script sends them. */
import { env, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { forget } from '../../../src/edition/edition.ts'
import { pressOf, ROLES, type Role } from '../../../src/press/calls.ts'
import { testSite } from '../../fakes.ts'
import { openPage, ROOT, sendForm, signedIn } from './plain-browser.ts'

const open = (path: string, as: Role = 'editor') => openPage(path, signedIn(as))
const send = (path: string, fields: Record<string, string>, { as = 'editor', headers }: { as?: Role; headers?: Record<string, string> } = {}) =>
  sendForm(path, fields, signedIn(as), headers)
const see = async (path: string) => {
  forget()
  return (await SELF.fetch(`${ROOT}${path}`)).text()
}

const STORY = { section: 'world', kind: 'news', headline: 'The ferry sails again', markdown: 'It left at **noon**.', base: '0', order: 'file' }

beforeAll(async () => {
  const admin = { name: 'test', role: 'admin' as const }
  for (const role of ROLES) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, admin)
  await pressOf(env).setSite(v.parse(Site, testSite), admin)
})

test('A story is written, filed, published and corrected by forms alone', async () => {
  const filed = await send('/desk/new', { ...STORY, order: 'publish' })
  expect([filed.status, filed.headers.get('Location')]).toEqual([303, '/desk/stories/the-ferry-sails-again/publish'])
  const first = await send('/desk/stories/the-ferry-sails-again/publish', { base: '1', when: 'now' })
  expect([first.status, first.headers.get('Location')]).toEqual([303, '/desk/stories/the-ferry-sails-again?done=published'])
  expect(await see('/world/the-ferry-sails-again')).toContain('It left at <strong>noon</strong>.')

  await send('/desk/stories/the-ferry-sails-again', { ...STORY, markdown: 'It left at **one**.', base: '1' })
  expect(await see('/world/the-ferry-sails-again'), 'filed is not published').toContain('noon')
  expect(await (await open('/desk/stories/the-ferry-sails-again/publish')).text()).toMatch(/<del>noon<\/del>.*<ins>one<\/ins>/s)
  const corrected = await send('/desk/stories/the-ferry-sails-again/publish', {
    base: '2',
    when: 'now',
    nature: 'correction',
    correction: 'It left at one, not at noon.',
  })
  expect(corrected.status).toBe(303)
  const page = await see('/world/the-ferry-sails-again')
  expect(page).toContain('It left at <strong>one</strong>.')
  expect(page).toContain('It left at one, not at noon.')
})

test('A time or a note that the order would leave out is asked about, and nothing is published', async () => {
  await send('/desk/new', { ...STORY, slug: 'an-exclusive', headline: 'An exclusive' })
  const order = { base: '1', when: 'now', at: '2099-01-01T06:00' }
  const refused = await send('/desk/stories/an-exclusive/publish', order)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('but “Now” is chosen')
  expect((await SELF.fetch(`${ROOT}/world/an-exclusive`)).status).toBe(404)
  const scheduled = await send('/desk/stories/an-exclusive/publish', { ...order, when: 'at' })
  expect(scheduled.headers.get('Location')).toBe('/desk/stories/an-exclusive?done=scheduled')
  await send('/desk/new', { ...STORY, slug: 'put-right', headline: 'Put right' })
  await send('/desk/stories/put-right/publish', { base: '1', when: 'now' })
  await send('/desk/stories/put-right', { ...STORY, headline: 'Put right', markdown: 'It left at one.', base: '1' })
  const unnoted = await send('/desk/stories/put-right/publish', { base: '2', when: 'now', nature: 'none', correction: 'It left at one, not at noon.' })
  expect(unnoted.status).toBe(422)
  expect(await unnoted.text()).toMatch(/Nothing was published.*You wrote a note.*It left at one, not at noon\./s)
  expect(await see('/world/put-right')).toContain('noon')
})

test('A refused story comes back with all that was typed', async () => {
  const refused = await send('/desk/new', { ...STORY, headline: '', standfirst: 'Nobody expected it.', topics: 'Ships\nHarbours' })
  const page = await refused.text()
  expect(refused.status).toBe(422)
  for (const typed of ['Write a headline.', 'Nobody expected it.', 'Ships\nHarbours', 'It left at **noon**.']) expect(page).toContain(typed)
})

test('Two editors in different paragraphs: both texts are filed', async () => {
  await send('/desk/new', { ...STORY, slug: 'two-paragraphs', markdown: 'One.\n\nTwo.' })
  await send('/desk/stories/two-paragraphs', { ...STORY, markdown: 'Her one.\n\nTwo.', base: '1' })
  const late = await send('/desk/stories/two-paragraphs', { ...STORY, markdown: 'One.\n\nHis two.', base: '1' })
  expect(late.headers.get('Location')).toBe('/desk/stories/two-paragraphs?done=merged')
  const now = await pressOf(env).read('two-paragraphs')
  expect(now.ok && now.article.body).toMatchObject([{ text: 'Her one.' }, { text: 'His two.' }])
})

test('Two editors in one paragraph: both texts are shown, and publishing waits until one is chosen', async () => {
  await send('/desk/new', { ...STORY, slug: 'two-editors' })
  await send('/desk/stories/two-editors', { ...STORY, markdown: 'Hers.', base: '1' })
  const his = { ...STORY, markdown: 'His.', base: '1', order: 'publish' }
  const late = await send('/desk/stories/two-editors', his)
  const page = await late.text()
  expect(late.status).toBe(409)
  expect(page).toMatch(/His\..*Hers\./s)
  const now = await pressOf(env).read('two-editors')
  expect(now.ok && now.article.body).toMatchObject([{ text: 'Hers.' }])

  const settled = await send('/desk/stories/two-editors', { ...his, theirs: '2', conflicts: '1', 'choice-0': 'both' })
  expect(settled.headers.get('Location')).toBe('/desk/stories/two-editors/publish?done=merged')
  const after = await pressOf(env).read('two-editors')
  expect(after.ok && after.article.body).toMatchObject([{ text: 'His.' }, { text: 'Hers.' }])
})

test('A choice made against a revision that is no longer the newest is asked again', async () => {
  await send('/desk/new', { ...STORY, slug: 'overtaken' })
  await send('/desk/stories/overtaken', { ...STORY, markdown: 'Hers.', base: '1' })
  await send('/desk/stories/overtaken', { ...STORY, markdown: 'Hers, better.', base: '2' })
  const late = await send('/desk/stories/overtaken', { ...STORY, markdown: 'His.', base: '1', theirs: '2', conflicts: '1', 'choice-0': 'mine' })
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Hers, better.')
})

test('A correction is not published for what is to come out later, nor the text without it', async () => {
  await send('/desk/new', { ...STORY, slug: 'later' })
  await send('/desk/stories/later/publish', { base: '1', when: 'now' })
  await send('/desk/stories/later', { ...STORY, markdown: 'It left at **one**.', base: '1' })
  const fields = { base: '2', when: 'at', at: '2036-01-01T10:00', nature: 'correction', correction: 'At one.' }
  const refused = await send('/desk/stories/later/publish', fields)
  expect(refused.status).toBe(412)
  const page = await see('/world/later')
  expect(page).toContain('noon')
  expect(page).not.toContain('At one.')
})

test('A story renamed while somebody writes: what they send is filed, saved or published under its new name', async () => {
  await send('/desk/new', { ...STORY, slug: 'named-in-haste' })
  await pressOf(env).rename('named-in-haste', 'named-well', { name: 'editor@desk', role: 'editor' })
  const sent = await send('/desk/stories/named-in-haste', { ...STORY, markdown: 'Written meanwhile.', base: '1' })
  expect([sent.status, sent.headers.get('Location')]).toEqual([307, '/desk/stories/named-well?formerly=named-in-haste'])
  await send(sent.headers.get('Location') ?? '', { ...STORY, markdown: 'Written meanwhile.', base: '1' })
  const now = await pressOf(env).read('named-well')
  expect(now.ok && now.article.body).toMatchObject([{ text: 'Written meanwhile.' }])
  const published = await send('/desk/stories/named-in-haste/publish', { base: '2', when: 'now' })
  expect([published.status, published.headers.get('Location')]).toEqual([307, '/desk/stories/named-well/publish'])
})

test('An event renamed while it is told: the update goes to its new name, and so do the parts of the page that is open', async () => {
  await send('/desk/new', { ...STORY, kind: 'live', slug: 'flood-in-the-valley' })
  await pressOf(env).rename('flood-in-the-valley', 'flood-live', { name: 'editor@desk', role: 'editor' })
  const told = await send('/desk/live/flood-in-the-valley', { markdown: 'The river rises.', request: 'a-request-of-its-own' })
  expect([told.status, told.headers.get('Location')]).toEqual([307, '/desk/live/flood-live'])
  const part = await open('/desk/live/flood-in-the-valley/told')
  expect([part.status, part.headers.get('Location')]).toEqual([303, '/desk/live/flood-live/told'])
})

test('A story deleted while somebody writes: their text comes back, to be filed as a new one', async () => {
  await send('/desk/new', { ...STORY, slug: 'soon-deleted' })
  await pressOf(env).deleteArticle('soon-deleted', { name: 'editor@desk', role: 'editor' })
  const sent = await send('/desk/stories/soon-deleted', { ...STORY, markdown: 'An hour of work.', base: '1' })
  const page = await sent.text()
  expect(sent.status).toBe(412)
  for (const said of ['it was deleted while you had it open', 'An hour of work.', 'action="/desk/new"']) expect(page).toContain(said)
})

test('An editor made a reporter meanwhile presses Publish: it is filed, and that is said', async () => {
  await send('/desk/new', { ...STORY, slug: 'role-taken-away' })
  const sent = await send('/desk/stories/role-taken-away', { ...STORY, markdown: 'Changed.', base: '1', order: 'publish' }, { as: 'reporter' })
  expect(sent.headers.get('Location')).toBe('/desk/stories/role-taken-away?done=filed')
})

test('A reporter files, and is told that publishing needs an editor', async () => {
  expect((await send('/desk/new', { ...STORY, slug: 'by-a-reporter' }, { as: 'reporter' })).status).toBe(303)
  expect((await send('/desk/stories/by-a-reporter/publish', { base: '1', when: 'now' }, { as: 'reporter' })).status).toBe(403)
  expect((await open('/desk/settings', 'reporter')).status).toBe(403)
})

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a sister domain', { 'Sec-Fetch-Site': 'same-site' }],
  ['nowhere', {}],
])('A form from %s files nothing', async (_from, headers) => {
  expect((await send('/desk/new', { ...STORY, slug: 'forged' }, { headers })).status).toBe(403)
  expect((await pressOf(env).read('forged')).ok).toBe(false)
})
