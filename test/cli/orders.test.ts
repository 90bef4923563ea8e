/** A new slug, a draft that goes, a revision erased by law, a page opened. */
import { expect, test } from 'vitest'
import { answering, atTheDesk, story } from './at-the-desk.ts'

async function filed(...more: string[]) {
  const desk = await atTheDesk({ 'a.json': story('a') })
  await desk.newsdesk(['put', 'a.json', ...more])
  return desk
}

test('an article moves to a new slug', async () => {
  const desk = await filed('--publish')
  const renamed = await desk.newsdesk(['rename', 'a', 'a-better-slug', '--if-match', '1'])
  expect(renamed).toMatchObject({ code: 0, out: '/world/a-better-slug  renamed from a: revision 1, published\n' })
  expect(renamed.err).toContain('newsdesk get a-better-slug --out FILE')
  expect([...desk.api.articles.keys()]).toEqual(['a-better-slug'])
  expect(desk.api.sent.at(-1)?.headers.get('If-Match')).toBe('"1"')
  const wrong = await desk.newsdesk(['rename', 'a-better-slug', 'Not a slug'])
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.err).toContain('A slug is small letters, digits and hyphens')
  await desk.write('b.json', story('b'))
  await desk.newsdesk(['put', 'b.json'])
  expect(await desk.newsdesk(['rename', 'b', 'a-better-slug'])).toMatchObject({ code: 1, err: 'b: "a-better-slug" is another article.\n' })
})

test.each([
  [['rename', 'a', 'b'], /rename/],
  [['delete', 'a', '--yes'], /articles.a$/],
  [['publish', 'a'], /publication/],
])('a change whose answer got lost is asked for again under its key, and made once: %j', async (args, path) => {
  const desk = await filed()
  const { fetch } = desk.api
  let cut = true
  const breaking: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!cut) return response
    cut = false
    return new Response(new ReadableStream({ pull: (c) => c.error(new TypeError('terminated')) }))
  }
  expect((await desk.newsdesk(args, { fetch: breaking })).code).toBe(0)
  const keys = desk.api.sent
    .filter((sent) => path.test(sent.path) && sent.headers.has('Idempotency-Key') && sent.method !== 'GET')
    .map(({ headers }) => headers.get('Idempotency-Key'))
  expect(keys.slice(-2)[0]).toBe(keys.slice(-1)[0])
  expect(desk.waits).toHaveLength(1)
})

test('a draft is deleted when the editor says so twice', async () => {
  const desk = await filed()
  expect(await desk.newsdesk(['delete', 'a'])).toMatchObject({
    code: 2,
    err: 'newsdesk: This cannot be confirmed without a terminal: add --yes if you are sure.\n',
  })
  const terminal = answering('n')
  expect(await desk.newsdesk(['delete', 'a'], terminal)).toMatchObject({ code: 1, err: 'Nothing was done.\n' })
  expect(terminal.asked).toEqual(['Delete "a" with all its revisions? [y/N] '])
  expect(desk.api.articles.has('a')).toBe(true)
  expect(await desk.newsdesk(['delete', 'a'], answering('y'))).toMatchObject({ code: 0, out: 'a  deleted\n' })
  expect(desk.api.articles.has('a')).toBe(false)
})

test('what readers have seen is not deleted, and the refusal names the command that takes it down', async () => {
  const desk = await filed('--publish')
  const { code, err } = await desk.newsdesk(['delete', 'a', '--yes'])
  expect({ code, err }).toEqual({ code: 1, err: 'a: "a" has been out. Withdraw it: newsdesk withdraw a.\n' })
})

test('erasing a revision needs a reason, and the slug typed again', async () => {
  const desk = await filed()
  desk.api.colleague('Bo', 'a', { headline: 'Without the name' })
  const order = ['erase', 'a', '1', '--reason', 'Court order 17']
  expect((await desk.newsdesk(['erase', 'a', '1'])).code).toBe(2)
  expect((await desk.newsdesk(order)).code).toBe(2)
  expect((await desk.newsdesk(order, answering('y'))).code).toBe(1)
  expect(desk.api.erased).toEqual([])
  expect(await desk.newsdesk(order, answering('a'))).toMatchObject({ code: 0, out: 'a  revision 1 is erased\n' })
  expect(desk.api.erased).toEqual([{ revision: 1, reason: 'Court order 17' }])
  expect((await desk.newsdesk([...order, '--yes', '--json'])).json()).toEqual([{ ok: true, slug: 'a', revision: 1 }])
  const newest = await desk.newsdesk(['erase', 'a', '2', '--reason', 'Court order 17', '--yes'])
  expect(newest).toMatchObject({ code: 1, err: 'a: Revision 2 is the newest. File another first.\n' })
})

test('a revision that was erased is listed with who did it and why', async () => {
  const desk = await atTheDesk()
  const erased = { at: '2026-11-26T10:00:00Z', by: 'Ida', reason: 'Court order 17' }
  desk.api.before = () => Response.json({ items: [{ revision: 1, at: '2026-11-26T09:00:00Z', by: 'Ann', headline: '', live: false, erased }] })
  expect((await desk.newsdesk(['revisions', 'a'])).out).toBe('   1  2026-11-26T09:00:00Z  Ann  (erased by Ida: Court order 17)\n')
})

test('open shows readers’ page, or a preview of what they do not see', async () => {
  const desk = await filed()
  const opened: string[] = []
  const openBrowser = async (url: string) => opened.push(url) > 0
  const draft = await desk.newsdesk(['open', 'a'], { openBrowser })
  expect(draft.out).toBe('http://localhost:8787/preview/a-secret\n')
  expect(draft.err).toContain('Readers do not see this article')
  await desk.newsdesk(['publish', 'a'])
  expect(await desk.newsdesk(['open', 'a'], { openBrowser })).toMatchObject({ out: 'http://localhost:8787/world/a\n', err: '' })
  expect(opened).toEqual(['http://localhost:8787/preview/a-secret', 'http://localhost:8787/world/a'])
  expect((await desk.newsdesk(['open', 'missing'], { openBrowser })).code).toBe(1)
})

test('a pin of what readers do not see is remarked on', async () => {
  const desk = await filed()
  expect((await desk.newsdesk(['front', 'a'])).err).toContain('a: this article is a draft; the front shows it once it is published.\n')
  await desk.newsdesk(['publish', 'a'])
  expect((await desk.newsdesk(['front', 'a'])).err).toBe('')
})
