/** The API before the press itself, in the Workers runtime: from a file on an editor's desk to a reader's page. */
import { env, SELF } from 'cloudflare:test'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../src/edge/sha256.ts'
import { forget } from '../../src/edition/edition.ts'
import { pressOf, ROLES } from '../../src/press/calls.ts'
import { writingPressOf } from '../../src/press/writing-calls.ts'
import { phoneCall, testSite } from '../fakes.ts'
import { problemOf } from './newsroom.ts'

const ROOT = 'https://news.example'
type Ask = { as?: (typeof ROLES)[number]; body?: unknown; type?: string; headers?: Record<string, string> }
const ask = (method: string, path: string, { as = 'admin', body, type = 'application/json', headers = {} }: Ask = {}) =>
  SELF.fetch(`${ROOT}${path}`, {
    method,
    headers: { Authorization: `Bearer dl_${as}`, ...(body !== undefined && { 'Content-Type': type }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
/** A reader whose isolate remembers nothing. */
const see = (path: string) => {
  forget()
  return SELF.fetch(`${ROOT}${path}`, { redirect: 'manual' })
}

beforeAll(async () => {
  for (const role of ROLES) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, { name: 'test', role: 'admin' })
  expect((await ask('PUT', '/api/site', { body: testSite })).status).toBe(200)
})

test('a draft is nobody’s to see; published it is a page; corrected it says so; withdrawn it is gone', async () => {
  const filed = await ask('PUT', '/api/articles/phone-call', { as: 'reporter', body: { ...phoneCall, corrections: undefined } })
  expect(filed.status).toBe(201)
  expect((await see('/world/phone-call')).status).toBe(404)

  const { url, until } = (await (await ask('POST', '/api/articles/phone-call/preview', { as: 'reporter' })).json()) as { url: string; until: string }
  expect(until).toMatch(/^\d{4}-/)
  expect(await (await see(url)).text()).toContain(phoneCall.headline)

  expect(await problemOf(await ask('PUT', '/api/articles/phone-call/publication', { as: 'reporter' }))).toMatchObject({ status: 403, needs: 'editor' })
  const published = (await (await ask('PUT', '/api/articles/phone-call/publication', { as: 'editor', headers: { 'If-Match': '"1"' } })).json()) as {
    stale: string[]
  }
  expect(published).toMatchObject({ state: 'published', by: 'reporter@desk' })
  expect(published.stale).toContain('/world/phone-call')
  expect(await (await see('/world/phone-call')).text()).toContain(phoneCall.headline)

  expect((await ask('POST', '/api/articles/phone-call/corrections', { as: 'editor', body: { text: 'The day was a Tuesday.' } })).status).toBe(201)
  expect(await (await see('/world/phone-call')).text()).toContain('The day was a Tuesday.')

  expect((await ask('DELETE', '/api/articles/phone-call/publication', { as: 'editor', body: { reason: 'Legal.' } })).status).toBe(200)
  expect((await see('/world/phone-call')).status).toBe(410)

  const trail = (await (await ask('GET', '/api/audit')).json()) as { items: { what: string; by: string; slug?: string }[] }
  expect(trail.items.filter(({ slug }) => slug === 'phone-call').map(({ what, by }) => `${by} ${what}`)).toEqual([
    'editor@desk withdraw',
    'editor@desk correct',
    'editor@desk publish',
    'reporter@desk make-preview',
    'reporter@desk file',
  ])
})

test('two editors saving revision 1 at the same moment: one is told, and nothing is lost', async () => {
  await ask('PUT', '/api/articles/twice', { body: { ...phoneCall, slug: 'twice' } })
  const save = (headline: string) =>
    ask('PUT', '/api/articles/twice', { as: 'editor', body: { ...phoneCall, slug: 'twice', headline }, headers: { 'If-Match': '"1"' } })
  const answers = await Promise.all([save('By one'), save('By the other')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
  const refused = answers.find(({ status }) => status === 412)
  expect(await problemOf(refused as Response)).toMatchObject({ expected: 1, current: 2 })
})

test('Markdown and ninjs come in and go out', async () => {
  const markdown = '---\nheadline: By Markdown\nsection: world\npublishedAt: 2026-11-10T16:05:00Z\n---\n\nA *first* paragraph.\n'
  expect((await ask('PUT', '/api/articles/by-markdown?publish=now', { body: markdown, type: 'text/markdown' })).status).toBe(201)
  expect(await (await see('/world/by-markdown')).text()).toContain('A <em>first</em> paragraph.')
  const out = await ask('GET', '/api/articles/by-markdown', { headers: { Accept: 'text/markdown' } })
  expect(await out.text()).toContain('A *first* paragraph.')

  const item = { uri: 'urn:agency:1', version: '1', type: 'text', headlines: [{ role: 'main', value: 'By ninjs' }], versionCreated: '2026-11-10T16:05:00Z' }
  const bodies = [{ role: 'main', contentType: 'text/html', value: '<p>From the wire.</p>' }]
  expect((await ask('POST', '/api/ninjs?section=asia&publish=now', { body: { ...item, bodies }, type: 'application/ninjs+json' })).status).toBe(201)
  expect(await (await see('/asia/by-ninjs')).text()).toContain('From the wire.')
  expect((await problemOf(await ask('POST', '/api/ninjs?section=asia', { body: { ...item, bodies }, type: 'application/ninjs+json' }))).status).toBe(409)
  expect((await ask('POST', '/api/ninjs', { body: { ...item, version: '2', pubStatus: 'canceled' }, type: 'application/ninjs+json' })).status).toBe(200)
  expect((await see('/asia/by-ninjs')).status).toBe(410)
})

test('an article of the largest size is taken, one byte more than the limit is not', async () => {
  const copy = (letters: number) => JSON.stringify({ ...phoneCall, slug: 'long', kept: 'x'.repeat(letters) })
  const spare = 1_900_000 - copy(0).length
  expect((await ask('PUT', '/api/articles/long?publish=now', { body: copy(spare) })).status).toBe(201)
  expect((await see('/world/long')).status).toBe(200)
  expect((await problemOf(await ask('PUT', '/api/articles/long', { body: copy(spare + 1) }))).status).toBe(413)
})

test('what is exported comes in again, line by line', async () => {
  const lines = await (await ask('GET', '/api/export')).text()
  expect(lines.trim().split('\n').length).toBeGreaterThan(5)
  const answers = (await (await ask('POST', '/api/import', { body: lines, type: 'application/jsonl' })).text()).trim().split('\n')
  expect(answers).toHaveLength(lines.trim().split('\n').length)
  expect(answers.map((line) => JSON.parse(line) as { ok: boolean }).filter(({ ok }) => !ok)).toEqual([])
})

test('a revoked token lets nobody in', async () => {
  const { id, token } = (await (await ask('POST', '/api/tokens', { body: { name: 'Ada', role: 'editor' } })).json()) as { id: string; token: string }
  const headers = { Authorization: `Bearer ${token}` }
  expect((await SELF.fetch(`${ROOT}/api/articles`, { headers })).status).toBe(200)
  expect((await ask('DELETE', `/api/tokens/${id}`)).status).toBe(204)
  expect((await problemOf(await SELF.fetch(`${ROOT}/api/articles`, { headers }))).status).toBe(401)
})

const wired = (uri: string, headline: string, more: object = {}) => ({
  uri,
  version: '1',
  type: 'text',
  headlines: [{ role: 'main', value: headline }],
  versionCreated: '2026-11-10T16:05:00Z',
  bodies: [{ role: 'main', contentType: 'text/html', value: `<p>From ${uri}.</p>` }],
  ...more,
})
const post = (body: unknown, query = '?section=asia&publish=now', as: Ask['as'] = 'editor') =>
  ask('POST', `/api/ninjs${query}`, { as, body, type: 'application/ninjs+json' })

test('sixteen agency items with one headline, sent at once, are sixteen pages; one of them sent twice is one', async () => {
  for (const headline of ['Earthquake off the coast', '两国领导人通电话']) {
    const items = Array.from({ length: 16 }, (_, n) => wired(`urn:quake:${headline}:${n}`, headline))
    const answers = await Promise.all([...items, items[3]].map((item) => post(item)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(16).fill(201), 409])
    const filed = (await Promise.all(answers.filter(({ status }) => status === 201).map((answer) => answer.json()))) as { url: string; revision: number }[]
    expect(new Set(filed.map(({ url }) => url)).size).toBe(16)
    expect(filed.every(({ revision }) => revision === 1)).toBe(true)
  }
})

test('a kill reaches the story, what an editor published of a reporter’s draft, and their previews', async () => {
  const draft = (await (await post(wired('urn:libel', 'A libel'), '?section=asia', 'reporter')).json()) as { slug: string }
  const again = await post(wired('urn:libel', 'A libel', { version: '2' }), '?section=asia', 'reporter')
  expect(await again.json()).toMatchObject({ slug: draft.slug, revision: 2, created: false })
  await ask('PUT', `/api/articles/${draft.slug}/publication`, { as: 'editor' })
  expect(await (await post(wired('urn:libel', 'A libel'))).json()).toMatchObject({ created: true, state: 'published' })
  const dry = (await (await post(wired('urn:libel', 'A libel', { version: '9' }), '?section=asia&validate=only&preview=1', 'editor')).json()) as {
    preview: { url: string }
  }
  const { url } = (await (await ask('POST', `/api/articles/${draft.slug}/preview`, { as: 'reporter' })).json()) as { url: string }
  expect((await see(url)).status).toBe(200)

  const killed = (await (await post({ uri: 'urn:libel', pubStatus: 'canceled' }, '')).json()) as { url: string; others: { url: string; state: string }[] }
  expect(killed).toMatchObject({ state: 'withdrawn', others: [{ slug: draft.slug, state: 'withdrawn' }] })
  for (const path of [killed.url, killed.others[0]?.url ?? '', url, dry.preview.url]) expect((await see(path)).status, path).toBe(410)
})

test('an update that waits leaves the page as it is; off the schedule, nothing of it is left but its revision', async () => {
  const file = (headline: string, query = '') =>
    ask('PUT', `/api/articles/night-bus${query}`, { as: 'editor', body: { ...phoneCall, slug: 'night-bus', headline } })
  await file('Council keeps the night bus', '?publish=now')
  await file('Council keeps the bus after all', '?publish=no')
  const waits = await ask('PUT', '/api/articles/night-bus/publication', { as: 'editor', body: { at: '2099-01-01T00:00:00Z' } })
  expect(await waits.json()).toMatchObject({ state: 'published', live: 1, ready: 2, until: '2099-01-01T00:00:00Z', stale: [] })
  expect(await (await see('/world/night-bus')).text()).toContain('Council keeps the night bus')
  expect(await problemOf(await ask('DELETE', '/api/articles/night-bus/schedule', { as: 'editor', headers: { 'If-Match': '"1"' } }))).toMatchObject({
    status: 412,
    current: 2,
  })
  const off = (await (await ask('DELETE', '/api/articles/night-bus/schedule', { as: 'editor', headers: { 'If-Match': '"2"' } })).json()) as object
  expect(off).toMatchObject({ state: 'published', live: 1, revision: 2 })
  expect(off).not.toHaveProperty('until')
  expect((await problemOf(await ask('DELETE', '/api/articles/night-bus/schedule'))).status).toBe(409)
  expect((await problemOf(await ask('DELETE', '/api/articles/night-bus/schedule', { as: 'reporter' }))).status).toBe(403)
})

test('the site that its GET answers is the one that a change is compared to', async () => {
  const { headers } = await ask('GET', '/api/site')
  const change = (name: string) => ask('PUT', '/api/site', { body: { ...testSite, name }, headers: { 'If-Match': headers.get('etag') ?? '' } })
  expect((await Promise.all([change('One'), change('Two')])).map(({ status }) => status).sort()).toEqual([200, 412])
  await ask('PUT', '/api/site', { body: testSite })
})

test('what is typed is saved unfinished, comes back as it was, tells of a newer revision, and ends when it is filed', async () => {
  expect((await ask('PUT', '/api/articles/autosaved', { body: { ...phoneCall, slug: 'autosaved' } })).status).toBe(201)
  const article = { headline: '', body: [{ type: 'paragraph', text: '<b onclick=x>unfinished' }, { type: 'unknown' }], topics: 'none yet' }
  const save = (sequence: number, more: Ask = {}) =>
    ask('PUT', '/api/drafts/story:autosaved', { as: 'reporter', body: { tab: 'tab1', sequence, base: 1, article }, ...more })
  const saved = await save(2)
  expect([saved.status, saved.headers.get('etag')]).toEqual([200, '"tab1.2"'])
  expect(await saved.json()).toMatchObject({ id: 'story:autosaved', saved: true, entry: { revision: 1 } })
  expect(await (await save(1)).json()).toMatchObject({ saved: false, sequence: 2 })
  expect(await (await ask('GET', '/api/drafts/story:autosaved', { as: 'reporter' })).json()).toMatchObject({ draft: { article }, others: [] })
  expect(await (await ask('GET', '/api/drafts/story:autosaved', { as: 'editor' })).json()).toMatchObject({ draft: null, others: [{ by: 'reporter@desk' }] })
  expect(await (await ask('GET', '/api/drafts/story:autosaved?by=reporter@desk', { as: 'editor' })).json()).toMatchObject({ draft: { article } })

  const otherTab = { tab: 'tab2', sequence: 1, article: {} }
  expect(await problemOf(await save(0, { body: otherTab }))).toMatchObject({ status: 412, current: 'tab1.2' })
  expect((await save(0, { body: otherTab, headers: { 'If-Match': '"tab1.2"' } })).status).toBe(200)
  const flaws = (await problemOf(await save(0, { body: { tab: 'a b', sequence: -1, article: [] } }))).flaws
  expect(flaws?.map(({ pointer }) => pointer)).toEqual(['/tab', '/sequence', '/article'])
  expect((await save(0, { body: { tab: 'tab2', sequence: 2, article: { text: 'x'.repeat(1_900_000) } } })).status).toBe(413)
  expect((await ask('PUT', '/api/drafts/mali', { body: otherTab })).status).toBe(422)
  expect((await ask('GET', '/api/drafts/0123456789abcdef0123456789')).status).toBe(404)

  const filed = await ask('PUT', '/api/articles/autosaved?draftTag=tab2.1&note=Checked%20by%20phone', {
    as: 'reporter',
    body: { ...phoneCall, slug: 'autosaved', headline: 'Filed' },
  })
  expect(filed.status).toBe(200)
  expect(await (await ask('GET', '/api/articles/autosaved/revisions')).json()).toMatchObject({ items: [{ note: 'Checked by phone' }, {}] })
  expect(await (await ask('GET', '/api/articles/autosaved/audit', { as: 'reporter' })).json()).toMatchObject({
    items: [{ what: 'file', by: 'reporter@desk', revision: 2 }, { what: 'file' }],
  })
  expect(await (await ask('GET', '/api/drafts', { as: 'reporter' })).json()).toEqual({ items: [] })
  expect((await ask('DELETE', '/api/drafts/story:autosaved', { as: 'reporter' })).status).toBe(204)
})

test('what the newsroom does around a story is asked of the API: presence, notes, links, lists, the calendar and one order for many', async () => {
  const json = async (response: Promise<Response>) => (await response).json() as Promise<Record<string, unknown>>
  for (const slug of ['around-one', 'around-two']) await ask('PUT', `/api/articles/${slug}`, { as: 'reporter', body: { ...phoneCall, slug } })
  const path = '/api/articles/around-one'

  await ask('POST', `${path}/presence`, { as: 'reporter', body: { tab: 'a', typing: true } })
  expect(await json(ask('POST', `${path}/presence`, { as: 'editor', body: { tab: 'a' } }))).toMatchObject({
    entry: { revision: 1 },
    present: [{ by: 'reporter@desk', typing: true }],
    you: { name: 'editor@desk', role: 'editor' },
  })

  expect((await ask('POST', `${path}/notes`, { as: 'reporter', body: { text: 'Says who?', block: 999 } })).status).toBe(422)
  const { id } = (await json(ask('POST', `${path}/notes`, { as: 'reporter', body: { text: 'Says who?', block: 0 } }))) as { id: number }
  expect((await ask('PUT', `${path}/notes/${id}`, { as: 'editor', body: { resolved: true } })).status).toBe(204)
  expect(await json(ask('GET', `${path}/notes`))).toMatchObject({ revision: 1, items: [{ block: 0, resolved: { by: 'editor@desk' } }] })
  expect((await ask('DELETE', `${path}/notes/${id}`, { as: 'reporter' })).status).toBe(204)

  const approval = (await json(ask('POST', `${path}/approvals`, { as: 'reporter' }))) as { id: string; url: string }
  expect(approval).toMatchObject({ revision: 1, state: 'open', url: expect.stringMatching(/^\/desk\/approve\/[\w-]{43}$/) })
  expect(await writingPressOf(env).readApproval(await sha256(approval.url.split('/').at(-1) ?? ''))).toMatchObject({ ok: true, entry: { slug: 'around-one' } })
  expect(await json(ask('GET', `${path}/approvals`))).toEqual({ items: [expect.not.objectContaining({ url: expect.anything() })] })
  expect((await ask('DELETE', `${path}/approvals/${approval.id}`)).status).toBe(204)

  expect((await ask('POST', `${path}/preview`, { body: { until: '2001-01-01T00:00:00Z' } })).status).toBe(422)
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().replace(/\.\d+/, '')
  expect(await json(ask('POST', `${path}/preview`, { body: { until } }))).toMatchObject({ until })
  const { items } = (await json(ask('GET', `${path}/previews`))) as { items: { id: string; url: string; by: string }[] }
  expect(items).toMatchObject([{ by: 'admin@desk', until }])
  expect((await see(items[0]?.url ?? '')).status).toBe(200)
  expect((await ask('DELETE', `${path}/previews/${items[0]?.id}`)).status).toBe(204)
  expect((await see(items[0]?.url ?? '')).status).toBe(410)

  expect(await json(ask('GET', '/api/articles?is=waiting&by=reporter@desk&limit=1&q=around'))).toMatchObject({
    items: [{ slug: 'around-two', is: ['waiting'] }],
  })
  const bulk = { order: 'section', section: 'asia', slugs: ['around-one', 'nothing', 'around-two'], revisions: { 'around-two': 7 } }
  expect(await json(ask('POST', '/api/bulk', { as: 'editor', body: bulk }))).toMatchObject({
    items: [
      { slug: 'around-one', ok: true, changed: true, entry: { section: 'asia', revision: 2 } },
      { slug: 'nothing', ok: false, status: 404 },
      { slug: 'around-two', ok: false, status: 412 },
    ],
  })
  expect((await ask('POST', '/api/bulk', { as: 'editor', body: { ...bulk, section: 'api' } })).status).toBe(422)
  const at = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+/, '')
  await ask('PUT', `${path}/publication`, { as: 'editor', body: { at } })
  expect(await json(ask('GET', `/api/calendar?from=${at}&to=9999-01-01T00:00:00Z`, { as: 'reporter' }))).toMatchObject({
    items: [{ at, what: 'publication', slug: 'around-one', revision: 3 }],
    more: false,
  })
})
