/** The archive: every issue of a newsletter as a page, and what became of its stories since. */
import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate'
import { parseHTML } from 'linkedom'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { ArchivedIssue } from '../../src/newsletter/calls.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, fakeEnv, phoneCall, testSite } from '../fakes.ts'
import { demoArticle } from './letters-of.ts'

const CONFIG: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'heading-level': ['error', { allowMultipleH1: false }],
  },
}
const validator = new HtmlValidate(new StaticConfigLoader(CONFIG))
const faultsIn = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))

const forest = demoArticle('the-forest-that-walks')

const issueOf = (slug: string, more: Partial<ArchivedIssue> = {}): ArchivedIssue => ({
  id: 1,
  slug,
  list: 'daily',
  kind: 'digest',
  subject: `Morning of ${slug}`,
  at: '2026-11-25T23:00:00Z',
  articles: ['phone-call', 'the-forest-that-walks'],
  ...more,
})

const issues = new Map(
  [
    issueOf('2026-11-26', { introduction: 'Good <b>morning</b>. <script>no</script>' }),
    issueOf('2026-11-25', { kind: 'story', articles: ['the-forest-that-walks'] }),
    issueOf('2026-11-23', { isStopped: true }),
    issueOf('2026-11-22', { isStopped: true, kind: 'story', articles: ['withdrawn'], subject: 'What we take back' }),
    issueOf('2026-11-24', { kind: 'breaking', articles: ['phone-call'], subject: phoneCall.headline }),
  ].map((issue) => [issue.slug, issue]),
)

let kv: FakeKv
let env: Env
let away = false
let total = 3

beforeEach(() => {
  forget()
  away = false
  total = 3
  const lists = {
    issuesOf: async (list: string, page: number) => {
      if (away) throw new Error('away')
      return list === 'daily'
        ? { items: page === 1 ? [...issues.values()].filter(({ isStopped }) => !isStopped) : [issueOf('2026-09-01')], total }
        : { items: [], total: 0 }
    },
    latestIssues: async () => {
      if (away) throw new Error('away')
      return [issueOf('2026-11-26')]
    },
    issuePage: async (list: string, issue: string) => {
      if (away) throw new Error('away')
      return (list === 'daily' && issues.get(issue)) || null
    },
  }
  ;({ kv, env } = fakeEnv({ MAILING_LIST: { idFromName: (name: string) => name, get: () => lists } }))
  kv.put('site', testSite)
  kv.put('en:article:phone-call', phoneCall)
  kv.put('en:article:the-forest-that-walks', forest)
})

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await site.request(path, { headers: { 'cf-ipcountry': 'SG', ...headers } }, env)
  const html = await response.text()
  return { response, html, document: parseHTML(html).document as unknown as Document }
}
const linksIn = (document: Document) => [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'))

describe('a newsletter’s issues', () => {
  test('are listed newest first, each with its day and the way to it', async () => {
    const { response, document } = await get('/newsletters/daily')
    expect(response.status).toBe(200)
    expect(document.querySelector('h1')?.textContent).toBe('The Daily Line')
    expect(linksIn(document)).toEqual(['/newsletters', '/newsletters/daily/2026-11-26', '/newsletters/daily/2026-11-25', '/newsletters/daily/2026-11-24'])
    expect(document.querySelector('ol time')?.textContent).toBe('26 Nov 2026')
  })

  test('go on over pages, and end', async () => {
    total = 51
    expect(linksIn((await get('/newsletters/daily')).document)).toContain('/newsletters/daily?page=2')
    expect(linksIn((await get('/newsletters/daily?page=2')).document)).toContain('/newsletters/daily')
    expect((await get('/newsletters/daily?page=3')).response.status).toBe(404)
    expect((await get('/newsletters/daily?page=x')).response.status).toBe(404)
    expect((await get('/newsletters/daily?page=1')).response.headers.get('location')).toBe('/newsletters/daily')
  })

  test('are none yet, which is said, and is not for search engines', async () => {
    const { response, html } = await get('/newsletters/weekly')
    expect(response.status).toBe(200)
    expect(html).toContain('There are no issues yet.')
    expect(html).toContain('content="noindex"')
  })

  test.each(['/newsletters/none', '/newsletters/daily/2020-01-01', '/newsletters/Daily', '/newsletters/daily/a%20b'])('%s is not there', async (path) => {
    expect([301, 404]).toContain((await get(path)).response.status)
  })

  test('while the mailing list is away there is 503, and the page says so', async () => {
    away = true
    for (const path of ['/newsletters/daily', '/newsletters/daily/2026-11-26']) {
      const { response } = await get(path)
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('60')
    }
  })
})

test('the page of all newsletters leads to the latest issue of each, and stands without it', async () => {
  expect(linksIn((await get('/newsletters')).document)).toContain('/newsletters/daily/2026-11-26')
  away = true
  const { response, document } = await get('/newsletters')
  expect(response.status).toBe(200)
  expect(linksIn(document)).not.toContain('/newsletters/daily/2026-11-26')
})

describe('an issue', () => {
  test('of several stories shows them in the letter’s order, with the editor’s words before them', async () => {
    const { document, html } = await get('/newsletters/daily/2026-11-26')
    expect([...document.querySelectorAll('.cards h2')].map((headline) => headline.textContent)).toEqual([phoneCall.headline, forest.headline])
    expect(document.querySelector('.issue-introduction')?.innerHTML).toContain('Good <b>morning</b>.')
    expect(html).not.toContain('<script>no')
  })

  test('of one story shows all of it, and names the story’s own page as the one to be found', async () => {
    const { document, html } = await get('/newsletters/daily/2026-11-25')
    expect(document.querySelector('h1')?.textContent).toBe(forest.headline)
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe('https://news.example/climate/the-forest-that-walks')
    for (const words of ['Cost per hectare', 'shorter ones may be grass', 'Who lives where', 'Open on SpringerLink', 'saltiness, by taste'])
      expect(html).toContain(words)
    expect(html).toContain('content="noindex"')
  })

  test('of breaking news shows how the story begins, and the way to it', async () => {
    const { document } = await get('/newsletters/daily/2026-11-24')
    expect(linksIn(document).slice(-2)).toEqual(['/world/phone-call', '/newsletters/daily'])
    expect(document.querySelectorAll('.text p').length).toBeLessThan(8)
  })

  test('that was stopped can be read by whoever has its link, until all of its stories are withdrawn; search engines don’t list it', async () => {
    const { response, html } = await get('/newsletters/daily/2026-11-23')
    expect(response.status).toBe(200)
    expect(html).toContain(phoneCall.headline)
    expect(html).toContain('content="noindex"')
    const { response: gone, html: page } = await get('/newsletters/daily/2026-11-22')
    expect(gone.status).toBe(404)
    expect(page).not.toContain('What we take back')
  })

  test('says of a story that was withdrawn since that it was, and shows nothing of it', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-26T00:00:00Z' })
    const { document, html } = await get('/newsletters/daily/2026-11-26')
    expect(document.querySelectorAll('.cards h2')).toHaveLength(1)
    expect(html).toContain('An article in this issue has been withdrawn.')
    expect(html).not.toContain(phoneCall.headline)
    const breaking = await get('/newsletters/daily/2026-11-24')
    expect(breaking.response.status).toBe(200)
    expect(breaking.html).toContain('An article in this issue has been withdrawn.')
    expect(breaking.html).not.toContain(phoneCall.body[1]?.text)
  })

  test('follows a story that was renamed since', async () => {
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-26T00:00:00Z', to: '/world/the-call' })
    kv.put('en:article:the-call', { ...phoneCall, slug: 'the-call' })
    const { document, response } = await get('/newsletters/daily/2026-11-26')
    expect(linksIn(document)).toContain('/world/the-call')
    expect(document.querySelectorAll('.cards h2')).toHaveLength(2)
    expect(response.headers.get('cache-tag')?.split(',')).toEqual(expect.arrayContaining(['en:article:phone-call', 'en:article:the-call']))
    expect((await get('/newsletters/daily')).html).toContain(phoneCall.headline)
  })

  test('is named by its day once the story that its subject is of was withdrawn', async () => {
    expect((await get('/newsletters/daily')).html).toContain(phoneCall.headline)
    forget()
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-26T00:00:00Z' })
    for (const path of ['/newsletters/daily', '/newsletters/daily/2026-11-24']) {
      const { html, response } = await get(path)
      expect(html).not.toContain(phoneCall.headline)
      expect(html).toContain('The Daily Line, 26 Nov 2026')
      expect(response.headers.get('cache-tag')?.split(',')).toContain('en:article:phone-call')
    }
  })

  test('is purged by its stories, kept like other pages, and asks KV twice at most', async () => {
    kv.reads = 0
    const { response } = await get('/newsletters/daily/2026-11-26')
    expect(kv.reads).toBeLessThanOrEqual(2)
    const tags = response.headers.get('cache-tag')?.split(',')
    expect(tags).toEqual(expect.arrayContaining(['site', 'en:article:phone-call', 'en:article:the-forest-that-walks']))
    expect(response.headers.get('cache-control')).toContain('public')
    const again = await get('/newsletters/daily/2026-11-26', { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(again.response.status).toBe(304)
  })

  test.each(['/newsletters/daily', '/newsletters/daily/2026-11-26', '/newsletters/daily/2026-11-25', '/newsletters/daily/2026-11-24'])(
    '%s is valid HTML without a style in it',
    async (path) => {
      const { html } = await get(path)
      // Quotes that stand out and embeds are asides without names, as on a story's own page.
      expect((await faultsIn(html)).filter((fault) => !fault.startsWith('unique-landmark'))).toEqual([])
      expect(html).not.toContain('style="')
    },
  )
})
