/** Unfiled work and what is looked at before publishing, as a browser without a script has them. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { newsroomPressOf } from '../../../src/press/newsroom-calls.ts'
import { testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const open = (path: string, as = 'editor') => openPage(path, signedIn(as))
const send = (path: string, fields: Record<string, string>, as = 'editor') => sendForm(path, fields, signedIn(as))

/** Every field of the story's form, as a browser would send it again. */
function fieldsOf(page: string): Record<string, string> {
  const form = page.slice(page.indexOf('class="story-form"'))
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  const areas = [...form.matchAll(/<textarea id="[^"]*" name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name, value]) => [name, value])
  return Object.fromEntries([...inputs, ...areas])
}

const STORY = { section: 'world', kind: 'news', headline: 'The ferry sails again', markdown: 'It left at **noon**.', base: '0', order: 'file' }
const filed = async (slug: string, more: Record<string, string> = {}) => void (await send('/desk/new', { ...STORY, slug, ...more }))

beforeAll(async () => {
  const admin = { name: 'test', role: 'admin' as const }
  for (const role of ['reporter', 'editor'] as const) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, admin)
  await pressOf(env).setSite(v.parse(Site, testSite), admin)
})

test('a new story is saved as a draft, found at its address, and filed from there', async () => {
  const page = await (await open('/desk/new')).text()
  const saved = await send('/desk/new', { ...fieldsOf(page), headline: 'Half a story', markdown: 'Only half.', section: 'world', order: 'draft' })
  expect(saved.status).toBe(303)
  const address = saved.headers.get('Location') ?? ''
  expect(address).toMatch(/^\/desk\/drafts\/[0-9a-f-]{36}\?done=draft$/)
  const draft = await (await open(address)).text()
  for (const part of ['Half a story', 'Only half.', 'Saved as a draft']) expect(draft).toContain(part)
  expect((await pressOf(env).read('half-a-story')).ok).toBe(false)
  expect((await open(address, 'reporter')).status).toBe(404)

  const done = await send('/desk/new', { ...fieldsOf(draft), section: 'world', kind: 'news', order: 'file' })
  expect(done.headers.get('Location')).toBe('/desk/stories/half-a-story?done=filed')
  const back = await open(address)
  expect([back.status, back.headers.get('Location')], 'as by going back in the browser').toEqual([303, '/desk/stories/half-a-story'])
  expect((await open(address, 'reporter')).status).toBe(404)
})

test('File pressed twice makes one story; sent again with other text, as by going back, it changes that story', async () => {
  const page = fieldsOf(await (await open('/desk/new')).text())
  const fields = { ...page, ...STORY, headline: 'Pressed twice', order: 'file' }
  const [first, second] = await Promise.all([send('/desk/new', fields), send('/desk/new', fields)])
  const address = '/desk/stories/pressed-twice?done=filed'
  expect([first.headers.get('Location'), second.headers.get('Location')]).toEqual([address, address])
  const stories = async () => (await newsroomPressOf(env).list({ q: 'Pressed' })).items.map(({ slug, revision }) => `${slug} ${revision}`)
  expect(await stories()).toEqual(['pressed-twice 1'])

  expect((await send('/desk/new', { ...fields, markdown: 'It left at one.' })).headers.get('Location')).toBe(address)
  expect(await stories()).toEqual(['pressed-twice 2'])
  const now = await pressOf(env).read('pressed-twice')
  expect(now.ok && now.article.body).toMatchObject([{ text: 'It left at one.' }])

  await pressOf(env).deleteArticle('pressed-twice', { name: 'x', role: 'editor' })
  await send('/desk/new', fields)
  expect(await stories(), 'deleted since').toEqual(['pressed-twice 1'])
})

test('work on a filed story is offered with what differs, continued, and filed; nothing is put into the form in silence', async () => {
  await filed('offered')
  const page = await (await open('/desk/stories/offered')).text()
  await send('/desk/stories/offered', { ...fieldsOf(page), markdown: 'It left at one.', section: 'world', kind: 'news', order: 'draft' })
  const again = await (await open('/desk/stories/offered')).text()
  expect(again).toContain('You have unfiled work on this story')
  expect(fieldsOf(again).markdown).toBe('It left at **noon**.')
  expect(await (await open('/desk/stories/offered', 'reporter')).text()).toContain('Unfiled work on this story: editor@desk')

  const mine = await (await open('/desk/stories/offered?draft=mine')).text()
  expect(fieldsOf(mine).markdown).toBe('It left at one.')
  await send('/desk/stories/offered', { ...fieldsOf(mine), section: 'world', kind: 'news', order: 'file' })
  const now = await pressOf(env).read('offered')
  expect(now.ok && now.article.body).toMatchObject([{ text: 'It left at one.' }])
  expect(await (await open('/desk/stories/offered')).text()).not.toContain('You have unfiled work')
})

test('a draft of another page is not written over until the button is pressed again', async () => {
  await filed('two-pages')
  const one = fieldsOf(await (await open('/desk/stories/two-pages')).text())
  const other = fieldsOf(await (await open('/desk/stories/two-pages')).text())
  await send('/desk/stories/two-pages', { ...one, markdown: 'From the first page.', order: 'draft' })
  const refused = await send('/desk/stories/two-pages', { ...other, markdown: 'From the second page.', order: 'draft' })
  const page = await refused.text()
  expect(refused.status).toBe(412)
  expect(page).toContain('You have other unfiled work')
  expect(page).toContain('From the second page.')
  await send('/desk/stories/two-pages', { ...fieldsOf(page), order: 'draft' })
  expect(fieldsOf(await (await open('/desk/stories/two-pages?draft=mine')).text()).markdown).toBe('From the second page.')
})

test('a writer is told which revision was erased from their unfiled work, and their own words are there', async () => {
  await filed('told-of')
  await send('/desk/stories/told-of', { ...STORY, markdown: 'It left with Zanzibar aboard.', base: '1' })
  await send('/desk/stories/told-of', { ...STORY, markdown: 'It left at **noon**, again.', base: '2' })
  const page = fieldsOf(await (await open('/desk/stories/told-of')).text())
  const draft = { ...page, base: '2', markdown: 'It left with Zanzibar aboard.\n\nMy own hour of unsent work.', section: 'world', kind: 'news', order: 'draft' }
  await send('/desk/stories/told-of', draft)
  await pressOf(env).eraseRevision('told-of', 2, 'A court ordered it.', { name: 'Ada', role: 'admin' })
  expect(await (await open('/desk/stories/told-of')).text()).toContain('Ada erased revision 2 since.')
  const mine = await (await open('/desk/stories/told-of?draft=mine')).text()
  expect(mine).toContain('Ada erased revision 2 since.')
  expect([fieldsOf(mine).base, fieldsOf(mine).markdown]).toEqual(['1', 'It left [erased].\n\nMy own hour of unsent work.'])
  const late = await send('/desk/stories/told-of', { ...draft, replacing: '' })
  expect(late.status).toBe(412)
  const answer = await late.text()
  expect(answer).toContain('from which you started, was erased by Ada')
  expect(answer, 'nothing typed is lost').toContain('My own hour of unsent work.')
})

test('what a court had erased doesn’t come back by filing in silence', async () => {
  await filed('by-court')
  await send('/desk/stories/by-court', { ...STORY, markdown: 'It left with Zanzibar aboard.', base: '1' })
  const page = fieldsOf(await (await open('/desk/stories/by-court')).text())
  await send('/desk/stories/by-court', { ...STORY, markdown: 'It left at **noon**.', base: '2' })
  await pressOf(env).eraseRevision('by-court', 2, 'A court ordered it', { name: 'Ada', role: 'admin' })
  const sent = { ...page, section: 'world', kind: 'news', markdown: 'It left with Zanzibar aboard.\n\nAnd late.', order: 'file' }
  const asked = await send('/desk/stories/by-court', sent)
  expect(asked.status).toBe(412)
  const again = await asked.text()
  expect(again).toContain('was erased by Ada: A court ordered it. Nothing was filed')
  expect(JSON.stringify(await pressOf(env).read('by-court'))).not.toContain('Zanzibar')
  const mended = await send('/desk/stories/by-court', { ...sent, ...fieldsOf(again), markdown: 'It left at **noon**.\n\nAnd late.', order: 'file' })
  expect(mended.status).toBe(303)
  expect(JSON.stringify(await pressOf(env).read('by-court'))).toContain('And late.')
})

test('unfiled work is discarded, and what is filed stays', async () => {
  await filed('discarded')
  const page = fieldsOf(await (await open('/desk/stories/discarded')).text())
  await send('/desk/stories/discarded', { ...page, markdown: 'Nonsense.', order: 'draft' })
  const tag = /name="tag" value="([^"]+)"/.exec(await (await open('/desk/stories/discarded')).text())?.[1] ?? ''
  expect((await send('/desk/stories/discarded/drafts/discard', { tag })).headers.get('Location')).toBe('/desk/stories/discarded?done=discarded')
  expect(await (await open('/desk/stories/discarded')).text()).not.toContain('You have unfiled work')
})

test('what blocks keeps a story from being published, and is said with the way to its place; advice does not', async () => {
  const picture = { 'picture-src': '/pictures/a.jpg', 'picture-alt': '', 'picture-width': '10', 'picture-height': '10' }
  await filed('blocked')
  const before = await pressOf(env).read('blocked')
  if (before.ok)
    await pressOf(env).file({
      article: { ...before.article, picture: { src: '/pictures/a.jpg', alt: '', width: 10, height: 10 } },
      actor: { name: 'x', role: 'editor' },
      publish: 'no',
    })
  const page = await (await open('/desk/stories/blocked/publish')).text()
  expect(page).toContain('This can’t be published yet')
  expect(page).toContain('/desk/stories/blocked#picture-alt')
  const refused = await send('/desk/stories/blocked/publish', { base: '2', when: 'now' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Nothing was published')

  await send('/desk/stories/blocked', { ...STORY, base: '2', ...picture, 'picture-decorative': 'on' })
  expect((await send('/desk/stories/blocked/publish', { base: '3', when: 'now' })).headers.get('Location')).toBe('/desk/stories/blocked?done=published')
})

test('a changed number is taken for a correction, and whoever publishes decides', async () => {
  await filed('counted', { markdown: 'Twelve boats left, 340 people on board.' })
  await send('/desk/stories/counted/publish', { base: '1', when: 'now' })
  await send('/desk/stories/counted', { ...STORY, markdown: 'Twelve boats left, 430 people on board.', base: '1' })
  const page = await (await open('/desk/stories/counted/publish')).text()
  expect(page).toContain('A number changed: “340” became “430”.')
  expect(page).toMatch(/id="nature-correction"[^>]*checked/)
  const frame = await open('/desk/stories/counted/publish/page')
  expect(frame.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
  expect(await frame.text()).toContain('<del>340</del><ins>430</ins>')
})

test('Undo takes a publication back at once, is offered for as long as that can be done, and late it is refused in words', async () => {
  await filed('undone')
  await send('/desk/stories/undone/publish', { base: '1', when: 'now' })
  const done = '/desk/stories/undone?done=published'
  expect(await (await open(done)).text()).toMatch(/action="\/desk\/stories\/undone\/publish\/undo"[\s\S]*Undo publishing/)
  expect((await send('/desk/stories/undone/publish/undo', {}, 'reporter')).status).toBe(403)
  expect((await send('/desk/stories/undone/publish/undo', {})).headers.get('Location')).toBe('/desk/stories/undone?done=undone')
  expect(await pressOf(env).publicState('undone')).toBe('unknown')
  expect(await (await open(done)).text(), 'the page loaded again').not.toContain('Undo publishing')
  const late = await send('/desk/stories/undone/publish/undo', {})
  expect(late.status).toBe(412)
  expect(await late.text()).toContain('It’s too late to undo this')
})
