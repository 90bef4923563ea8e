import { expect, test } from 'vitest'
import { withSanitiser } from '../../src/copy/html/with-sanitiser.ts'
import { parseStoredArticle } from '../../src/copy/parse.ts'

const article = (text: string) => ({
  v: 1,
  slug: 'tide',
  section: 'world',
  headline: 'The tide',
  publishedAt: '2026-11-10T16:00:00Z',
  body: [
    { type: 'paragraph', text },
    { type: 'html', html: '<p onclick="run()">Low <script>run()</script>water</p>' },
  ],
})
const canonical = { ...article('High <em>water</em> at six.'), body: article('High <em>water</em> at six.').body.slice(0, 1) }

test('copy as the press files it needs no sanitiser; other copy waits for one', async () => {
  expect(parseStoredArticle(canonical).ok).toBe(true)
  expect(() => parseStoredArticle(article('High <b onclick="run()">water</b>'))).toThrow('The sanitiser is not loaded.')

  const parsed = await withSanitiser(() => parseStoredArticle(article('High <b onclick="run()">water</b>')))
  expect(parsed.ok && parsed.value.body).toEqual([
    { type: 'paragraph', text: 'High <b>water</b>' },
    { type: 'html', html: '<p>Low water</p>' },
  ])
})

test('what fails for another reason fails', async () => {
  await expect(
    withSanitiser(() => {
      throw new RangeError('something else')
    }),
  ).rejects.toThrow('something else')
})
