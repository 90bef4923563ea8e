import { expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'

test('a dry run files nothing, uploads nothing, and shows preview, changes and advice', async () => {
  const desk = await atTheDesk({ 'phone.jpg': 'bytes', 'a.json': story('a', { headline: 'Two leaders speak' }) })
  await desk.newsdesk(['put', 'a.json', '--publish'])
  await desk.write('a.json', story('a', { headline: 'Two leaders spoke', picture: { src: 'phone.jpg', alt: '' } }))
  const { code, out, err } = await desk.newsdesk(['put', 'a.json', '--dry-run', '--publish'])
  expect(code).toBe(0)
  expect(out).toContain('/world/a  would be revision 2')
  expect(out).toContain('preview: http://localhost:8787/preview/a-secret (until 2026-11-26T00:00:00Z)')
  expect(out).toMatch(/headline: Two leaders \{-speak-\}\{\+spoke\+\}/)
  expect(out).toMatch(/advice a\.json:\d+: The alt text is empty/)
  expect(err).toContain('1 would be filed.')
  expect(desk.api.articles.get('a')?.revisions).toHaveLength(1)
  expect(desk.api.pictures.size).toBe(0)
  expect(desk.api.calls('PUT', /a$/).at(-1)?.query).toMatchObject({ validate: 'only', preview: '1', publish: 'now' })
})

test('Markdown that says no date is compared and advised on like any other', async () => {
  const desk = await atTheDesk({ 'a.json': story('a', { headline: 'Two leaders speak' }) })
  await desk.newsdesk(['put', 'a.json', '--publish'])
  const answer = { slug: 'a', url: '/world/a', revision: 2, state: 'published', publishedAt: '2026-11-26T02:00:00Z' }
  await desk.write('a.md', '---\nheadline: Two leaders spoke\nsection: world\nslug: a\n---\nText.\n')
  const ask = desk.api.before
  desk.api.before = (...args) => (args[0].method === 'PUT' ? Response.json(answer) : ask?.(...args))
  const { out } = await desk.newsdesk(['put', 'a.md', '--dry-run', '--replace'])
  expect(out).toMatch(/headline: Two leaders \{-speak-\}\{\+spoke\+\}/)
  expect(out).toContain('No standfirst')
})

test('an article that is not live yet has nothing to compare', async () => {
  const desk = await atTheDesk({ 'a.json': story('a') })
  expect((await desk.newsdesk(['put', 'a.json', '--dry-run'])).out).toContain('not live yet.')
})

test('flaws end a dry run with 1, advice does not', async () => {
  const desk = await atTheDesk({ 'a.json': story('a', { headline: '' }), 'b.json': story('b', { standfirst: undefined }) })
  const { code, out, err } = await desk.newsdesk(['put', 'a.json', 'b.json', '--dry-run'])
  expect(code).toBe(1)
  expect(err).toContain('a.json:5: /headline')
  expect(out).toContain('No standfirst')
  expect((await desk.newsdesk(['put', 'b.json', '--dry-run'])).code).toBe(0)
})

test('links to pages that this site has not are found, and those that come with this very run are not', async () => {
  const link = (path: string) => ({ type: 'paragraph', text: `See <a href="${path}">this</a>.` })
  const desk = await atTheDesk({
    'w/a.json': story('a', {
      body: [link('/world/b'), link('/world/gone#part'), link('/topic/mali'), link('https://other.example/x'), link('http://localhost:8787/world/also-gone')],
    }),
    'w/b.json': story('b'),
  })
  desk.api.pages.add('/topic/mali')
  const { out } = await desk.newsdesk(['put', 'w', '--dry-run'])
  expect(out).toMatch(/advice w\/a\.json:\d+: the link to \/world\/gone is broken\./)
  expect(out).toContain('the link to /world/also-gone is broken.')
  expect(out.match(/is broken/g)).toHaveLength(2)
  expect(
    desk.api
      .calls('HEAD', /./)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['/topic/mali', '/world/also-gone', '/world/gone'])
})
