/** A correction that an agent proposed, as an editor finds it and decides. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import type { Article } from '../../../src/copy/shapes/article.ts'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { writingPressOf } from '../../../src/press/writing-calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const AGENT = { name: 'Agenda', role: 'reporter' as const }
const article = (slug: string, more: object = {}) => ({ ...phoneCall, slug, corrections: undefined, updatedAt: undefined, ...more }) as unknown as Article
const open = async (path: string) => (await openPage(path, signedIn('editor'))).text()
const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('editor'))

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'Edith', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

async function proposed(slug: string, correction = 'The ferry left on <b>Tuesday</b>, not "Monday".') {
  await pressOf(env).file({ article: article(slug), actor: ADMIN, publish: 'now' })
  const noted = await writingPressOf(env).addNote(slug, { text: `Proposed: ${correction}`, correction, revision: 1 }, AGENT)
  return noted.ok ? noted.id : expect.fail()
}

const correctionsOf = async (slug: string) => {
  const found = await pressOf(env).read(slug)
  return found.ok ? (found.article.corrections ?? []).map(({ text }) => text) : expect.fail()
}
const noteOf = async (slug: string) => {
  const found = await writingPressOf(env).listNotes(slug)
  return found.ok ? found.notes[0] : expect.fail()
}

test('stands in the form that its note leads to, as text, and nothing is published before an editor does', async () => {
  const id = await proposed('ferry')
  const address = `/desk/stories/ferry/publish?note=${id}`
  for (const page of ['/desk/stories/ferry/review', '/desk/stories/ferry']) expect(await open(page)).toContain(`href="${address}"`)
  const form = await open(address)
  expect(form).toMatch(/&lt;b&gt;Tuesday&lt;\/b&gt;, not (?:"|&quot;|&#34;)Monday(?:"|&quot;|&#34;)\.<\/textarea>/)
  expect(form).toMatch(/id="nature-correction"[^>]* checked/)
  expect(form).toContain('Agenda')
  expect(await correctionsOf('ferry')).toEqual([])

  const words = { base: '1', when: 'now', nature: 'correction', correction: 'The ferry left on Tuesday, not Monday.', note: String(id) }
  expect((await send('/desk/stories/ferry/publish', words)).headers.get('Location')).toBe('/desk/stories/ferry?done=published')
  expect(await correctionsOf('ferry')).toEqual(['The ferry left on Tuesday, not Monday.'])
  expect(await noteOf('ferry')).toMatchObject({ resolved: { by: 'Edith' } })
})

test('that an editor decided can be read, and isn’t one press away from being published a second time', async () => {
  const id = await proposed('pier', 'The pier opened on Tuesday.')
  await writingPressOf(env).changeNote('pier', id, { resolved: true }, ADMIN)
  const form = await open(`/desk/stories/pier/publish?note=${id}`)
  expect(form).toContain('resolved this proposal already')
  expect(form).toMatch(/<blockquote[^>]*>The pier opened on Tuesday\.<\/blockquote>/)
  expect(form).toMatch(/<textarea[^>]*name="correction"[^>]*><\/textarea>/)
})

test('can be read where there is no form for it, as of a story that was withdrawn since', async () => {
  const id = await proposed('quay', 'The quay opened on Tuesday.')
  await pressOf(env).withdraw('quay', ADMIN)
  const form = await open(`/desk/stories/quay/publish?note=${id}`)
  expect(form).toMatch(/<blockquote[^>]*>The quay opened on Tuesday\.<\/blockquote>/)
  expect(form).toContain('Readers don’t have this story any more.')
})

test('is still found by its link when the story was renamed meanwhile', async () => {
  const id = await proposed('jetty')
  await pressOf(env).rename('jetty', 'new-jetty', ADMIN)
  const found = await openPage(`/desk/stories/jetty/publish?note=${id}`, signedIn('editor'))
  expect([found.status, found.headers.get('Location')]).toEqual([303, `/desk/stories/new-jetty/publish?note=${id}`])
})

test('says that readers have another version since it was proposed', async () => {
  const id = await proposed('harbour')
  expect(await open(`/desk/stories/harbour/publish?note=${id}`)).not.toContain('Readers don’t have that revision any more')
  await pressOf(env).file({ article: article('harbour', { headline: 'The harbour opens' }), actor: ADMIN, publish: 'now' })
  expect(await open(`/desk/stories/harbour/publish?note=${id}`)).toContain('Readers don’t have that revision any more')
  expect(await noteOf('harbour')).toMatchObject({ proposal: { revision: 1, isStale: true } })
})

test('can be declined where it is read: readers never get it, and nobody is asked about it again', async () => {
  const id = await proposed('breakwater')
  expect(await open(`/desk/stories/breakwater/publish?note=${id}`)).toContain('>Decline</button>')
  expect((await send('/desk/stories/breakwater/review', { id: String(id), order: 'resolve-note' })).status).toBe(303)
  expect(await noteOf('breakwater')).toMatchObject({ resolved: { by: 'Edith' } })
  expect(await correctionsOf('pier')).toEqual([])
  expect(await open(`/desk/stories/pier/publish?note=${id}`)).not.toContain('>Decline</button>')
})

test('that was refused comes back with what the editor made of it, and stays open', async () => {
  const id = await proposed('bridge')
  const refused = await send('/desk/stories/bridge/publish', { base: '1', when: 'now', nature: 'correction', correction: '', note: String(id) })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(`name="note" value="${id}"`)])
  expect((await noteOf('bridge'))?.resolved).toBeUndefined()
})

test('of another story, or of a note that proposes none, fills in nothing', async () => {
  const id = await proposed('tunnel')
  await pressOf(env).file({ article: article('road'), actor: ADMIN, publish: 'now' })
  for (const path of [`/desk/stories/road/publish?note=${id}`, '/desk/stories/tunnel/publish?note=x', '/desk/stories/tunnel/publish'])
    expect(await open(path)).not.toContain('Tuesday')
})

test('Readers are told of a mistake whose text was put right before, by a note alone', async () => {
  await pressOf(env).file({ article: article('lighthouse'), actor: ADMIN, publish: 'now' })
  expect(await open('/desk/stories/lighthouse/publish')).toContain('Publish the note')
  const words = { base: '1', when: 'now', nature: 'clarification', correction: 'The tower is closed on Mondays.' }
  expect((await send('/desk/stories/lighthouse/publish', words)).status).toBe(303)
  expect(await correctionsOf('lighthouse')).toEqual(['Clarification: The tower is closed on Mondays.'])
})
