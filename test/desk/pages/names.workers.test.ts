/** Topics, authors and house style, as a browser without a script changes them. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const open = async (path: string) => (await openPage(path, signedIn('editor'))).text()
const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('editor'))
const tagIn = (page: string) => /name="tag" value="(\w+)"/.exec(page)?.[1] ?? ''

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'Edith', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  const article = {
    ...phoneCall,
    updatedAt: undefined,
    corrections: undefined,
    topics: [{ slug: 'maly', name: 'Maly' }],
    byline: [{ name: 'Ruth Amadi', slug: 'ruth-amadi' }],
  }
  await pressOf(env).file({ article: article as never, actor: ADMIN, publish: 'now' })
})

test('A topic spelt wrong is renamed, and its old page leads to the new one', async () => {
  expect(await open('/desk/topics')).toContain('Maly')
  const renamed = await send('/desk/topics/maly', { order: 'rename', slug: 'mali', name: 'Mali' })
  expect(renamed.headers.get('Location')).toBe('/desk/topics/mali?done=renamed')
  expect(await open('/desk/topics/mali')).toContain('1 story')
  expect((await openPage('/desk/topics/maly', signedIn('editor'))).headers.get('Location')).toBe('/desk/topics/mali')
  expect((await send('/desk/topics/mali', { order: 'merge', into: 'nowhere' })).status).toBe(422)
})

test('A topic is introduced by form, with an explainer by its address, refused with its flaws, and not overwritten unseen', async () => {
  const tag = tagIn(await open('/desk/topics/mali'))
  const fields = { order: 'save', tag, introduction: 'A country in the Sahel.', explainer: 'https://news.example/world/the-war-in-mali' }
  expect((await send('/desk/topics/mali', { ...fields, explainer: 'The war!' })).status).toBe(422)
  expect((await send('/desk/topics/mali', fields)).headers.get('Location')).toBe('/desk/topics/mali?done=saved')
  const page = await open('/desk/topics/mali')
  expect(page).toContain('A country in the Sahel.')
  expect(page).toContain('value="the-war-in-mali"')
  expect((await send('/desk/topics/mali', { ...fields, introduction: 'Old form' })).status).toBe(412)
  expect((await send('/desk/topics/nothing', fields)).status).toBe(404)
  expect((await send('/desk/topics/mali', { order: 'save', tag: tagIn(page), introduction: '', explainer: '' })).status).toBe(303)
  expect(await pressOf(env).readTopic('mali')).toMatchObject({ ok: true, topic: { slug: 'mali', name: 'Mali' } })
})

test('An author’s record is written by form, refused with its flaws, and not overwritten unseen', async () => {
  const tag = tagIn(await open('/desk/authors/ruth-amadi'))
  const fields = { order: 'save', tag, name: 'Ruth Amadi', role: 'Climate editor', 'contact-email': 'ruth@news.example' }
  expect((await send('/desk/authors/ruth-amadi', { ...fields, 'contact-email': 'ruth at news' })).status).toBe(422)
  expect((await send('/desk/authors/ruth-amadi', fields)).status).toBe(303)
  expect(await open('/desk/authors/ruth-amadi')).toContain('Climate editor')
  expect((await send('/desk/authors/ruth-amadi', { ...fields, role: 'Old form' })).status).toBe(412)
})

test('A rule of house style is added, found, and removed; a CSV with a flaw replaces nothing', async () => {
  await send('/desk/style', { order: 'add', wrong: 'utilise', right: 'use', why: 'Plain words' })
  const page = await open('/desk/style?q=utilise')
  expect(page).toContain('Plain words')
  const tag = tagIn(page)
  expect((await send('/desk/style', { order: 'import', tag, csv: 'wrong,right\nutilise' })).status).toBe(303)
  expect((await send('/desk/style', { order: 'import', tag, csv: 'nothing' })).status).toBe(422)
  const now = await open('/desk/style')
  expect((await send('/desk/style', { order: 'remove', tag: tagIn(now), rule: '["utilise",""]' })).status).toBe(303)
  expect(await open('/desk/style')).toContain('No rules yet.')
})

test('A correction in a story becomes a rule of house style in two presses', async () => {
  const written = (text: string) =>
    ({ ...phoneCall, slug: 'learnt', updatedAt: undefined, corrections: undefined, body: [{ type: 'paragraph', text }] }) as never
  await pressOf(env).file({ article: written('They utilise a ferry.'), actor: ADMIN, publish: 'no' })
  await pressOf(env).file({ article: written('They use a ferry.'), actor: ADMIN, publish: 'no' })
  const [, link = ''] = /href="(\/desk\/style\?[^"]+)"/.exec(await open('/desk/stories/learnt/history')) ?? []
  const form = await open(link.replaceAll('&amp;', '&'))
  expect(form).toMatch(/name="wrong"[^>]*value="utilise"/)
  expect(form).toMatch(/name="right"[^>]*value="use"/)
})

test('Removing an author’s record stands apart from saving it, and says what it means', async () => {
  const page = await open('/desk/authors/ruth-amadi')
  const [form = ''] = /<form[^>]*>(?:(?!<\/form>).)*value="save".*?<\/form>/s.exec(page) ?? []
  expect(form).not.toContain('value="remove"')
  expect(page).toMatch(/<summary>Remove the record<\/summary>.*can’t be brought back.*Stories keep/s)
  expect((await send('/desk/authors/ruth-amadi', { order: 'remove', tag: tagIn(page) })).headers.get('Location')).toBe('/desk/authors?done=removed')
  expect(await open('/desk/authors/ruth-amadi')).not.toContain('Remove the record')
})
