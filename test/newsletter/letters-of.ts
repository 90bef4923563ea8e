/** Letters for tests, of the demo edition and of the worst that copy may hold. */
import { readdirSync, readFileSync } from 'node:fs'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { parseStoredArticle, parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { type NewsletterList, Site } from '../../src/copy/shapes/site.ts'
import type { Letter } from '../../src/newsletter/letters/letter.ts'

const DEMO = new URL('../../demo/', import.meta.url)

/** As uploading leaves them: each picture under an id of its own. */
export const pictureNames = readdirSync(new URL('pictures/', DEMO)).sort()
const uploaded = (text: string) =>
  text.replaceAll(/(?:\.\.\/)?pictures\/([\w-]+\.jpg)/g, (_, name: string) => `/pictures/${String(pictureNames.indexOf(name)).padStart(16, '0')}`)
const read = (path: string) => uploaded(readFileSync(new URL(path, DEMO), 'utf8'))

export const demoArticles: readonly Article[] = readdirSync(new URL('articles/', DEMO))
  .sort()
  .map((file) => {
    const text = read(`articles/${file}`)
    const parsed = file.endsWith('.md') ? fromMarkdown(text) : parseArticle(JSON.parse(text))
    if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.flaws)}`)
    return parsed.value
  })

export const demoSite: Site = (() => {
  const parsed = parseWith(Site, { ...JSON.parse(read('site.json')), url: 'https://news.example' })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
})()

export const demoList = (slug: string): NewsletterList => {
  const list = demoSite.newsletter?.lists.find((one) => one.slug === slug)
  if (!list) throw new Error(`The demo has no newsletter ${slug}.`)
  return list
}

export const demoArticle = (slug: string): Article => {
  const article = demoArticles.find((one) => one.slug === slug)
  if (!article) throw new Error(`The demo has no article ${slug}.`)
  return article
}

/** Also one that was filed before a rule was made: letters have room for it. */
export const articleOf = (copy: Record<string, unknown>): Article => {
  const parsed = parseStoredArticle({ v: 1, slug: 'a-story', section: 'world', headline: 'A story', publishedAt: '2026-11-26T01:00:00Z', body: [], ...copy })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}

const LIST_OF = { breaking: 'breaking', digest: 'daily', story: 'weekend' } as const

export const letterOf = (kind: Letter['kind'], articles: readonly Article[], more: Partial<Letter> = {}): Letter => ({
  kind,
  site: demoSite,
  list: demoList(LIST_OF[kind]),
  subject: articles[0]?.headline ?? '',
  preheader: articles[0]?.standfirst ?? '',
  at: Date.parse('2026-11-25T23:00:00Z'),
  issuePath: `/newsletters/${LIST_OF[kind]}/2026-11-26`,
  introduction: [],
  articles,
  ...more,
})
