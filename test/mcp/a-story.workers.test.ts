/** A story by an agent, from an idea to its place in the schedule, before the press itself. */
import { env, SELF } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Site } from '../../src/copy/shapes/site.ts'
import { sha256 } from '../../src/edge/sha256.ts'
import { forget } from '../../src/edition/edition.ts'
import { type Entry, pressOf, type Role } from '../../src/press/calls.ts'
import { writingPressOf } from '../../src/press/writing-calls.ts'
import { phoneCall, testSite } from '../fakes.ts'
import { agent } from './agents.ts'

const ADMIN = { name: 'test', role: 'admin' } as const
/** Filed by hand. */
const article = (slug: string, headline = phoneCall.headline) => ({ ...phoneCall, slug, headline, corrections: [] }) as unknown as Article
const fetch = (request: Request) => SELF.fetch(request)
const see = (path: string) => {
  forget()
  return SELF.fetch(`https://news.example${path}`, { redirect: 'manual' })
}
const newToken = async (name: string, role: Role, unattended?: true) =>
  pressOf(env).addToken({ name, role, hash: await sha256(`dl_${name}`), ...(unattended && { unattended }) }, ADMIN)

const markdown = (headline: string) => `---
headline: ${headline}
section: world
---

The ferry sailed at *noon*.
`

beforeAll(async () => {
  await newToken('reporter-agent', 'reporter')
  await newToken('editor-agent', 'editor')
  await newToken('night-desk', 'editor', true)
  await pressOf(env).setSite(testSite as unknown as Site, ADMIN)
})

describe.each([undefined, '2025-11-25', '2025-06-18', '2025-03-26'])('an agent that speaks %s', (protocol) => {
  const slug = `ferry-${protocol ?? 'new'}`
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+Z/, 'Z')

  test('brings a story from an idea to its hour: it is looked for, drafted, checked, revised and scheduled', async () => {
    const { ask, call, client } = await agent({ fetch, token: 'dl_night-desk', ...(protocol && { protocol }) })
    expect(client.getNegotiatedProtocolVersion()).toBe(protocol ?? '2026-07-28')
    expect((await ask<{ items: Entry[] }>('find_stories', { q: `sails ${slug}` })).items).toEqual([])
    expect(await ask('list_sections')).toContainEqual(expect.objectContaining({ slug: 'world' }))
    const drafted = await ask<Entry>('draft_story', { slug, markdown: markdown('The ferry sails') })
    expect(drafted).toMatchObject({ slug, revision: 1, state: 'draft', by: 'night-desk' })
    expect((await see(`/world/${slug}`)).status).toBe(404)

    const [facts = '', copy = ''] = (await call('read_story', { slug })).texts
    expect(JSON.parse(facts)).toMatchObject({ revision: 1, entry: { state: 'draft' } })
    expect(copy).toContain('The ferry sailed at *noon*.')
    expect(await ask<{ code: string }[]>('check_story', { slug })).toContainEqual(expect.objectContaining({ code: 'no-standfirst' }))
    const revised = await ask<Entry>('revise_story', { slug, revision: 1, markdown: copy.replace('section: world', 'section: world\nstandfirst: At last.') })
    expect(revised).toMatchObject({ revision: 2, state: 'draft' })
    expect(await ask<{ code: string }[]>('check_story', { slug })).not.toContainEqual(expect.objectContaining({ code: 'no-standfirst' }))

    expect(await ask<Entry>('publish_story', { slug, revision: 2, at: tomorrow })).toMatchObject({ state: 'scheduled', until: tomorrow })
    expect((await ask<{ scheduled: Entry[] }>('list_waiting')).scheduled.map((entry) => entry.slug)).toContain(slug)
    expect((await see(`/world/${slug}`)).status).toBe(404)
  })
})

describe('an agent with an editor’s token that says nothing of publishing', () => {
  test('publishes nothing: what it proposes waits, with a note, and it says where a person confirms', async () => {
    const { ask, call } = await agent({ fetch, token: 'dl_editor-agent' })
    await ask('draft_story', { slug: 'harbour', markdown: markdown('The harbour opens') })
    const answer = await call('publish_story', { slug: 'harbour', revision: 1 })
    expect(answer).toMatchObject({ isError: false })
    expect(answer.text).toContain('https://news.example/desk/stories/harbour/publish')
    expect((await see('/world/harbour')).status).toBe(404)
    const { waiting } = await ask<{ waiting: (Entry & { openNotes: number })[] }>('list_waiting')
    expect(waiting.find(({ slug }) => slug === 'harbour')).toMatchObject({ state: 'draft', openNotes: 1 })
    await call('publish_story', { slug: 'harbour', revision: 1 })
    expect((await writingPressOf(env).listNotes('harbour')) as unknown).toMatchObject({
      notes: [{ text: expect.stringContaining('Proposed: publish revision 1 now') }],
    })
  })

  test('changes nothing of what readers see when it revises it, and leaves a correction to an editor', async () => {
    const { ask, call } = await agent({ fetch, token: 'dl_editor-agent' })
    await pressOf(env).file({ article: article('call'), actor: { name: 'Edith', role: 'editor' }, publish: 'now' })
    const [, copy = ''] = (await call('read_story', { slug: 'call' })).texts
    expect(await ask('revise_story', { slug: 'call', revision: 1, markdown: copy.replace(phoneCall.headline, 'Quite another headline') })).toMatchObject({
      revision: 2,
      live: 1,
    })
    expect(await (await see('/world/call')).text()).not.toContain('Quite another headline')
    const proposed = await call('propose_correction', { slug: 'call', text: ' The day was a \u202eTuesday.' })
    expect(proposed.text).toMatch(/desk\/stories\/call\/publish\?note=\d+/)
    expect(await call('propose_correction', { slug: 'call', text: '\u200b' })).toMatchObject({ isError: true, text: expect.stringContaining('/text') })
    expect(await (await see('/world/call')).text()).not.toContain('The day was a Tuesday.')
    expect((await writingPressOf(env).listNotes('call')) as unknown).toMatchObject({
      notes: [
        {
          by: 'editor-agent',
          text: expect.stringContaining('Tuesday'),
          proposal: { correction: 'The day was a Tuesday.', revision: 1, isStale: false },
        },
      ],
    })
  })
})

test('an agent that publishes unattended brings back nothing that a person withdrew', async () => {
  const { call } = await agent({ fetch, token: 'dl_night-desk' })
  const actor = { name: 'Edith', role: 'editor' } as const
  await pressOf(env).file({ article: article('taken-down'), actor, publish: 'now' })
  await pressOf(env).withdraw('taken-down', actor)
  expect((await call('publish_story', { slug: 'taken-down', revision: 1 })).text).toContain('Nothing was published')
  expect((await see('/world/taken-down')).status).toBe(410)
})

test('a story that a person withdraws while an agent is about to publish it stays withdrawn', async () => {
  const actor = { name: 'Edith', role: 'editor' } as const
  await pressOf(env).file({ article: article('just-taken-down'), actor, publish: 'now' })
  await pressOf(env).file({ article: article('just-taken-down', 'Once more'), actor, publish: 'no' })
  await pressOf(env).withdraw('just-taken-down', actor)
  expect(await pressOf(env).publish('just-taken-down', { name: 'night-desk', role: 'editor' }, { expect: 2, unlessWithdrawn: true })).toMatchObject({
    ok: false,
    reason: 'wrong-state',
    state: 'withdrawn',
  })
  expect((await see('/world/just-taken-down')).status).toBe(410)
})

test('an agent is told that readers have a revision already, and bothers no editor', async () => {
  const actor = { name: 'Edith', role: 'editor' } as const
  await pressOf(env).file({ article: article('out'), actor, publish: 'now' })
  const { call } = await agent({ fetch, token: 'dl_editor-agent' })
  expect(await call('publish_story', { slug: 'out', revision: 1 })).toMatchObject({ isError: true, text: 'Readers already have revision 1 of "out".' })
  expect((await writingPressOf(env).listNotes('out')) as unknown).toMatchObject({ notes: [] })
})

test('an agent that lost the answer and sends a draft again under its key has filed it once', async () => {
  const { ask, call } = await agent({ fetch, token: 'dl_reporter-agent' })
  const input = { slug: 'twice', markdown: markdown('Once'), key: 'k1' }
  expect(await ask('draft_story', input)).toMatchObject({ revision: 1 })
  expect(await ask('draft_story', input)).toMatchObject({ revision: 1 })
  const atOnce = { ...input, slug: 'twice-at-once', key: 'k3' }
  const answers = await Promise.all([1, 2, 3].map(() => ask('draft_story', atOnce)))
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
  expect(answers[0]).toMatchObject({ revision: 1 })
  expect((await call('draft_story', { ...input, key: 'k2' })).text).toContain('already exists')
  expect((await call('draft_story', { ...input, slug: 'other' })).text).toContain('already used')
})

test('an agent that started from an older revision is told, and nothing is lost', async () => {
  const { ask, call } = await agent({ fetch, token: 'dl_reporter-agent' })
  await ask('draft_story', { slug: 'stale', markdown: markdown('First') })
  await ask('revise_story', { slug: 'stale', revision: 1, markdown: markdown('Second') })
  expect(await call('revise_story', { slug: 'stale', revision: 1, markdown: markdown('Third') })).toMatchObject({
    isError: true,
    text: expect.stringContaining('its newest is 2'),
  })
})

test('what an agent did is in the audit trail, by its name, with the tool and the story, and never with a text', async () => {
  const { ask, call } = await agent({ fetch, token: 'dl_reporter-agent' })
  await ask('find_stories', { q: 'secret words' })
  await ask('draft_story', { slug: 'audited', markdown: markdown('Words of a draft') })
  await call('publish_story', { slug: 'audited', revision: 1 })
  await call('draft_story', { slug: 'audited', markdown: 'Words of no story', more: 1 })
  await call('draft_story', { slug: 'Words of a draft', markdown: '' })
  await expect(call('no_such_tool', { slug: 'audited' })).rejects.toThrow()
  await call('read_article', { article: 'https://news.example/world/audited' })
  const { items } = await pressOf(env).audit(undefined, 20)
  expect(items.filter(({ what, detail }) => what === 'agent-call' && detail === 'draft_story audited')).toHaveLength(2)
  expect(items.filter(({ what, detail }) => what === 'agent-call' && detail === 'draft_story')).toHaveLength(1)
  expect(items.filter(({ what }) => what === 'agent-call').map(({ by, detail }) => `${by}: ${detail}`)).toEqual(
    expect.arrayContaining([
      'reporter-agent: find_stories',
      'reporter-agent: draft_story audited',
      'reporter-agent: publish_story audited',
      'reporter-agent: no_such_tool audited',
      'reporter-agent: read_article audited',
    ]),
  )
  expect(JSON.stringify(items)).not.toMatch(/secret words|Words of/)
})

test('readers’ agents find and read what is out, and nothing of what isn’t, was withdrawn, or is held back', async () => {
  const reader = await agent({ fetch })
  const actor = { name: 'Edith', role: 'editor' } as const
  const file = (slug: string, more: object = {}) => pressOf(env).file({ article: article(slug, `Lighthouse ${slug}`), actor, publish: 'now', ...more })
  await file('lit')
  await file('dark', { publish: 'no' })
  await file('gone')
  await pressOf(env).withdraw('gone', actor)
  await file('ahead', { embargoedUntil: '2099-01-01T00:00:00Z' })
  forget()

  expect(await reader.tools()).toEqual(['search_articles', 'read_article'])
  expect((await reader.call('read_article', { article: 'https://news.example/world/lit.md' })).text).toContain('headline: "Lighthouse lit"')
  expect(await reader.call('read_article', { article: 'gone' })).toMatchObject({ isError: true, text: 'This article was withdrawn.' })
  for (const article of ['dark', 'ahead', 'never'])
    expect(await reader.call('read_article', { article })).toMatchObject({ isError: true, text: expect.stringContaining('no article') })
  await expect.poll(async () => (await reader.ask<{ total: number }>('search_articles', { q: 'Lighthouse', page: 1 })).total, { timeout: 20_000 }).toBe(1)
  await pressOf(env).file({ article: { ...article('paid', 'Lampshades for sale'), kind: 'sponsored' }, actor, publish: 'now' })
  const found = () => reader.ask<{ articles: { kind?: string }[] }>('search_articles', { q: 'Lampshades' })
  await expect.poll(async () => (await found()).articles, { timeout: 20_000 }).toMatchObject([{ slug: 'paid', kind: 'sponsored' }])
  expect((await reader.call('read_article', { article: 'paid' })).text).toContain('kind: sponsored')
  await expect(reader.call('read_story', { slug: 'dark' })).rejects.toThrow(/not found/)

  expect(await reader.call('search_articles', { q: 'Lighthouse', section: 'wrold' })).toMatchObject({
    isError: true,
    text: expect.stringMatching(/no section "wrold"\. There are: .*world/),
  })
  expect((await reader.ask<{ total: number }>('search_articles', { q: 'Lighthouse', section: 'world' })).total).toBe(1)
  expect(await reader.call('search_articles', { q: ' \u200b ' })).toMatchObject({ isError: true, text: 'Say what to search for.' })

  expect((await reader.client.listResourceTemplates()).resourceTemplates).toHaveLength(1)
  const { contents } = await reader.client.readResource({ uri: 'https://news.example/world/lit.md' })
  expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: expect.stringContaining('Lighthouse lit') }])
  await expect(reader.client.readResource({ uri: 'https://news.example/world/dark.md' })).rejects.toThrow()
})
