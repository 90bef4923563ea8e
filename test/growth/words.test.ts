/** What an article costs beside its words. Steps and bytes are counted; processor time is printed for the charts, and asserted nowhere. */
import { expect, test } from 'vitest'
import { diffArticles } from '../../src/copy/diff/word-diff.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, phoneCall } from '../fakes.ts'

const WORDS = [1, 100, 1000, 10_000, 50_000]
const VOCABULARY = 'The boats left the harbour before dawn with ice and bread for nine days at sea, said the pilot, who had counted them.'.split(' ')

/** In paragraphs of fifty. */
const markdownOf = (words: number, more = '') =>
  `# Harbour\n\n${Array.from({ length: Math.ceil(words / 50) }, (_, at) => Array.from({ length: Math.min(50, words - at * 50) }, (_, n) => VOCABULARY[(at * 7 + n) % VOCABULARY.length]).join(' ') + (at % 10 === 0 ? more : '')).join('\n\n')}`

function filed(text: string) {
  const read = fromMarkdown(text, { slug: 'phone-call', section: 'world', publishedAt: '2026-11-10T16:05:00Z' })
  return read.ok ? (read.value as Article) : expect.fail(read.flaws[0]?.message)
}

async function pageOf(article: Article) {
  forget()
  const { kv, env } = editionWithCall()
  kv.put('en:article:phone-call', { ...phoneCall, body: article.body })
  return await (await site.request('/world/phone-call', {}, env)).text()
}

/** The clock of processor time moves in steps of milliseconds: of one run, when all took a hundred. */
async function cpuMicros(work: () => unknown) {
  let [runs, spent] = [0, 0]
  const before = process.threadCpuUsage()
  while (spent < 100_000 && runs < 2000) {
    await work()
    const { user, system } = process.threadCpuUsage(before)
    spent = user + system
    runs++
  }
  return Math.round(spent / runs)
}

test('a long article costs as much more as it is longer', { timeout: 120_000 }, async () => {
  const perWord: { page: number; text: number }[] = []
  for (const size of WORDS) {
    const [text, edited] = [markdownOf(size), markdownOf(size, ' Twice.')]
    const [before, after] = [filed(text), filed(edited)]
    const page = await pageOf(before)
    const found = {
      'page, bytes': page.length,
      'filing, CPU in µs': await cpuMicros(() => filed(text)),
      'rendering, CPU in µs': await cpuMicros(() => pageOf(before)),
      'comparing two versions, CPU in µs': await cpuMicros(() => diffArticles(before, after)),
    }
    for (const [what, read] of Object.entries(found)) console.log(`@@growth ${JSON.stringify({ of: 'words', what, size, read, written: 0, kv: 0 })}`)
    perWord.push({ page: page.length, text: text.length })
  }
  const [short, long] = [perWord.at(-2), perWord.at(-1)] as [(typeof perWord)[0], (typeof perWord)[0]]
  expect((long.page - short.page) / (long.text - short.text)).toBeLessThan(1.5)
})
