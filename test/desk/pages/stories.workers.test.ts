/** The list of stories as a browser without a script uses it. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf, ROLES, type Role } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const open = async (path: string, as: Role = 'editor') => (await openPage(path, signedIn(as))).text()
const order = (fields: [string, string][], as: Role = 'editor') => sendForm('/desk', fields, signedIn(as))
const stateOf = async (slug: string) => {
  const found = await pressOf(env).read(slug)
  return found.ok && found.entry.state
}

beforeAll(async () => {
  for (const role of ROLES) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  for (const slug of ['one', 'two', 'three'])
    await pressOf(env).file({
      article: { ...phoneCall, slug, headline: `Story ${slug}`, updatedAt: undefined, corrections: undefined } as never,
      actor: ADMIN,
      publish: 'no',
    })
})

test('An editor finds stories by state and by words', async () => {
  expect(await open('/desk?show=draft')).toMatch(/Story three.*Story two.*Story one/s)
  expect(await open('/desk?show=published')).toContain('No story matches.')
  const found = await open('/desk?q=two')
  expect(found).toContain('Story two')
  expect(found).not.toContain('Story three')
})

test('One order publishes the chosen stories, and says which have changed since they were chosen; loaded again, the page gives no order again', async () => {
  const answer = await order([
    ['story', 'one 1'],
    ['story', 'two 7'],
    ['order', 'publish'],
  ])
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/desk\?ordered=[\w-]+$/)])
  const told = answer.headers.get('Location') ?? ''
  for (let times = 0; times < 2; times++) {
    const page = await open(told)
    expect(page).toContain('1 story is done. 1 isn’t:')
    expect(page).toContain('<a href="/desk/stories/two"><bdi>two</bdi></a>: Revision 1 was filed while you were working from revision 7.')
  }
  expect([await stateOf('one'), await stateOf('two'), await stateOf('three')]).toEqual(['published', 'draft', 'draft'])
  expect(await open(told, 'admin'), 'told to whoever gave the order').not.toContain('1 story is done')
})

test('What must be fixed before one story is published keeps it from being published among many', async () => {
  const picture = { type: 'picture', src: 'https://pictures.example/quay.jpg', alt: '', width: 800, height: 500 }
  const article = { ...phoneCall, slug: 'undescribed', headline: 'Undescribed', updatedAt: undefined, corrections: undefined, body: [picture] } as never
  await pressOf(env).file({ article, actor: ADMIN, publish: 'no' })
  const refused = await order([
    ['story', 'three 1'],
    ['story', 'undescribed 1'],
    ['order', 'publish'],
  ])
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Nothing was published. Fix these first, or leave them out. “Undescribed”: The alt text is empty')
  expect([await stateOf('three'), await stateOf('undescribed')]).toEqual(['draft', 'draft'])
  expect((await pressOf(env).deleteArticle('undescribed', ADMIN)).ok).toBe(true)
})

test('Stories that were published by mistake are taken back by one button, without a script too', async () => {
  const list = await open('/desk?show=draft')
  const request = /name="request" value="([^"]+)"/.exec(list)?.[1] ?? ''
  const stories = ['two', 'three'].map((slug): [string, string] => ['story', `${slug} 1`])
  const send = () => sendForm('/desk?show=draft', [...stories, ['order', 'publish'], ['request', request]], signedIn('editor'))
  const [first, second] = [await send(), await send()]
  const told = first.headers.get('Location') ?? ''
  expect(second.headers.get('Location'), 'pressed twice').toBe(told)
  expect(told).toMatch(/^\/desk\?show=draft&ordered=/)
  const page = await open(told)
  expect(page).toContain('2 stories are done.')
  const form = page.match(/<form[^>]*data-for-seconds="\d+"[\s\S]*?<\/form>/)?.[0] ?? ''
  expect(form).toContain('Undo publishing')
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value])
  const undone = await order(fields)
  expect(await open(undone.headers.get('Location') ?? '')).toContain('Publishing is undone for 2 stories.')
  expect([await stateOf('two'), await stateOf('three')]).toEqual(['draft', 'draft'])
  expect(await open(told), 'it can’t be undone twice').not.toContain('Undo publishing')
})

test('An order without a story changes nothing and says what to do', async () => {
  const answer = await order([['order', 'withdraw']])
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Choose at least one story first.')])
})

test('A reporter sees no orders for many, and can give none', async () => {
  expect(await open('/desk', 'reporter')).not.toContain('With the chosen stories')
  expect(
    (
      await order(
        [
          ['story', 'three 1'],
          ['order', 'publish'],
        ],
        'reporter',
      )
    ).status,
  ).toBe(403)
  expect(await stateOf('three')).toBe('draft')
})

test('The calendar shows what comes out on the newsroom’s days', async () => {
  await pressOf(env).publish('three', ADMIN, { at: '2036-02-29T20:00:00Z' })
  expect(await open('/desk/calendar?month=2036-03')).toMatch(/2036-03-01.*04:00 SGT.*Story three/s)
})
