/** Old addresses, as a browser without a script changes them. */
import { env, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { readershipOf } from '../../../src/readership/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const PATH = '/desk/redirects'
const open = async (path: string, as: 'editor' | 'reporter' = 'editor') => (await openPage(path, signedIn(as))).text()
const send = (fields: Record<string, string>, as: 'editor' | 'reporter' = 'editor') => sendForm(PATH, fields, signedIn(as))
const tagIn = (page: string) => /name="tag" value="(\w+)"/.exec(page)?.[1] ?? ''

beforeAll(async () => {
  for (const role of ['editor', 'reporter'] as const) await pressOf(env).addToken({ name: role, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  await pressOf(env).file({ article: phoneCall as never, actor: ADMIN, publish: 'now' })
})

test('An old address is made to lead to a story, found in the list, changed and removed; a reader is sent on', async () => {
  expect((await send({ order: 'save', from: '/2019/05/Call/', to: '/world/phone-call' })).headers.get('Location')).toBe(`${PATH}?done=saved`)
  expect(await open(`${PATH}?q=call`)).toContain('/2019/05/call')
  const reader = await SELF.fetch('https://news.example/2019/05/call', { redirect: 'manual' })
  expect([reader.status, reader.headers.get('location')]).toEqual([301, '/world/phone-call'])
  const form = await open(`${PATH}?from=/2019/05/call`)
  expect(form).toContain('value="/world/phone-call"')
  const tag = tagIn(form)
  expect((await send({ order: 'save', from: '/2019/05/call', to: '', gone: 'on', tag })).status).toBe(303)
  expect((await send({ order: 'save', from: '/2019/05/call', to: '/asia', tag })).status).toBe(412)
  expect(await open(PATH)).toContain('Nothing (410)')
  expect((await send({ order: 'remove', from: '/2019/05/call', tag })).status).toBe(412)
  expect((await send({ order: 'remove', from: '/2019/05/call', tag: tagIn(await open(`${PATH}?from=/2019/05/call`)) })).status).toBe(303)
  expect(await open(PATH)).toContain('No redirects yet')
})

test('What is refused comes back with all that was typed, and says what to do', async () => {
  for (const [from, to, words] of [
    ['/world/phone-call', '/asia', 'the story “phone-call”'],
    ['/a/b/c', 'javascript:alert(1)', 'must start with https://'],
    ['/a/b/c', '/a/b/c', 'would lead to itself'],
    ['/a/b/c', '', 'Enter where this leads'],
  ] as const) {
    const refused = await send({ order: 'save', from, to })
    const page = await refused.text()
    expect([refused.status, page.includes(`value="${from}"`)], page).toEqual([422, true])
    expect(page).toContain(words)
  }
})

test('Many are added from a spreadsheet, with a report that adds up', async () => {
  const page = await (await send({ order: 'import', csv: 'from,to,status\n/1/2/3,/world,301\n/desk,/world,301\n/4/5/6,,410\n/7/8/9,/nothing/yet,\n' })).text()
  expect(page).toContain('4 read = 3 added + 0 changed + 0 already there + 1 refused')
  expect(page).toMatch(/Line 3:.*own pages/s)
  expect(page).toMatch(/Line 5:.*Nothing is at/s)
  expect((await send({ order: 'import', csv: 'from,to\n"/a,/b' })).status).toBe(422)
})

test('An address that is asked for and leads nowhere is offered to be redirected', async () => {
  await readershipOf(env).recordAddresses([{ kind: 'missing', address: '/lost/<b>/x', count: 4 }])
  const page = await open(PATH)
  expect(page).toContain('/lost/&lt;b&gt;/x')
  expect(await open(`${PATH}?from=/lost/x/y`)).toContain('value="/lost/x/y"')
})

test('Where a story was before it was renamed is in the list, with what made it, and can’t be removed or pointed elsewhere', async () => {
  await pressOf(env).file({ article: { ...phoneCall, slug: 'before' } as never, actor: ADMIN, publish: 'now' })
  await pressOf(env).rename('before', 'after', ADMIN)
  const page = await open(`${PATH}?q=before`)
  expect(page).toMatch(/\/world\/before<\/a>.*made by a rename.*\/world\/after/s)
  expect(page).not.toContain('Remove: /world/before')
  const refused = await send({ order: 'save', from: '/world/before', to: '/asia' })
  expect([refused.status, (await refused.text()).includes('leads to /world/after by itself')]).toEqual([422, true])
  expect((await send({ order: 'remove', from: '/world/before', tag: tagIn(await open(`${PATH}?from=/world/before`)) })).status).toBe(422)
})

test('A reporter sees them, and changes none', async () => {
  const page = await open(PATH, 'reporter')
  expect(page).toContain('/1/2/3')
  expect(page).not.toContain('Save redirect')
  expect((await send({ order: 'save', from: '/x/y/z', to: '/world' }, 'reporter')).status).toBe(403)
})
