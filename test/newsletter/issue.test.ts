/** What goes into an issue: which articles, and why there is none. */
import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { pathOf } from '../../src/copy/shapes/article.ts'
import { forget } from '../../src/edition/edition.ts'
import type { IssueSource } from '../../src/newsletter/calls.ts'
import { letterHeaders } from '../../src/newsletter/letters/headers.ts'
import { type ComposeOptions, composeIssue } from '../../src/newsletter/letters/issue.ts'
import type { PressCalls, SitemapEntry, State } from '../../src/press/calls.ts'
import { fakeEnv, fakePress, testSite } from '../fakes.ts'
import { articleOf } from './letters-of.ts'

const NOW = Date.parse('2026-11-26T00:00:00Z')
const HOUR_MS = 3_600_000

type Filed = { article: Article; state?: State; isGone?: boolean; liveArticle?: Article }

/** A press with these stories; a later revision may wait beside what is live. */
function pressWith(filed: readonly Filed[], pins: string[] = []) {
  const find = (slug: string) => filed.find(({ article }) => article.slug === slug)
  return fakePress({
    async publishedSince(at, limit) {
      const entries = filed
        .filter(({ article, state = 'published' }) => state === 'published' && article.publishedAt >= at)
        .sort((one, other) => other.article.publishedAt.localeCompare(one.article.publishedAt))
        .slice(0, limit)
        .map(
          ({ article }): SitemapEntry => ({
            path: pathOf(article),
            lastModified: article.publishedAt,
            publishedAt: article.publishedAt,
            headline: article.headline,
            ...(article.kind === 'sponsored' && { sponsored: true }),
          }),
        )
      return { entries, changedAt: NOW }
    },
    liveArticles: async (slugs) =>
      slugs.map((slug) => {
        const found = find(slug)
        return found && !found.isGone && (found.state ?? 'published') === 'published' ? { article: found.liveArticle ?? found.article, formerSlugs: [] } : null
      }),
    pins: async () => pins,
  } satisfies Partial<PressCalls>)
}

const hoursAgo = (hours: number) => `${new Date(NOW - hours * HOUR_MS).toISOString().slice(0, 19)}Z`
const story = (slug: string, hours: number, more: Record<string, unknown> = {}): Filed => ({
  article: articleOf({ slug, headline: `On ${slug}`, publishedAt: hoursAgo(hours), ...more }),
})

const site = (content?: Record<string, unknown>) => ({
  ...testSite,
  newsletter: { ...testSite.newsletter, lists: [{ slug: 'daily', name: 'The Daily Line', ...(content && { content }) }] },
})

const digest: IssueSource = { kind: 'digest', list: 'daily' }

async function compose(
  filed: readonly Filed[],
  source: IssueSource = digest,
  more: Partial<ComposeOptions> & { pins?: string[]; content?: Record<string, unknown> } = {},
) {
  forget()
  const { pins, content, ...options } = more
  const { kv, env } = fakeEnv({ PRESS: pressWith(filed, pins).namespace })
  kv.put('site', site(content))
  const composed = await composeIssue(env, source, { now: NOW, since: NOW - 24 * HOUR_MS, issuePath: '/newsletters/daily/2026-11-26', ...options })
  return composed
}
const toldIn = (composed: Awaited<ReturnType<typeof compose>>) => (composed.ok ? composed.content.articles : composed.reason)

describe('a digest', () => {
  test('tells of what came out since the last issue, newest first', async () => {
    expect(toldIn(await compose([story('old', 30), story('morning', 3), story('night', 12)]))).toEqual(['morning', 'night'])
  })

  test('never tells of what the list was sent before, and loses nothing that was listed late', async () => {
    const filed = [story('sent', 23.9), story('late', 24.1), story('new', 2)]
    expect(toldIn(await compose(filed, digest, { wasSent: (slugs) => slugs.includes('sent') }))).toEqual(['new', 'late'])
  })

  test('takes the editors’ pins first where the list wants it so, and none that is older or was sent', async () => {
    const filed = [story('one', 1), story('two', 2), story('three', 3), story('old', 50)]
    const pins = ['three', 'old', 'two']
    expect(toldIn(await compose(filed, digest, { pins, content: { pinsFirst: true } }))).toEqual(['three', 'two', 'one'])
    expect(toldIn(await compose(filed, digest, { pins, content: { pinsFirst: true }, wasSent: (slugs) => slugs.includes('three') }))).toEqual(['two', 'one'])
    expect(toldIn(await compose(filed, digest, { pins }))).toEqual(['one', 'two', 'three'])
  })

  test('keeps to its list’s sections, topics, kinds and number', async () => {
    const filed = [
      story('ice', 1, { section: 'asia', topics: [{ slug: 'ice', name: 'Ice' }] }),
      story('view', 2, { kind: 'opinion' }),
      story('melt', 3, { topics: [{ slug: 'ice', name: 'Ice' }] }),
      story('plain', 4),
    ]
    expect(toldIn(await compose(filed, digest, { content: { sections: ['asia'] } }))).toEqual(['ice'])
    expect(toldIn(await compose(filed, digest, { content: { topics: ['ice'] } }))).toEqual(['ice', 'melt'])
    expect(toldIn(await compose(filed, digest, { content: { kinds: ['opinion'] } }))).toEqual(['view'])
    expect(toldIn(await compose(filed, digest, { content: { max: 2 } }))).toEqual(['ice', 'view'])
  })

  test('holds nothing that an advertiser paid for, unless its list says so', async () => {
    const filed = [story('paid', 1, { kind: 'sponsored' }), story('news', 2)]
    expect(toldIn(await compose(filed))).toEqual(['news'])
    expect(toldIn(await compose(filed, digest, { content: { kinds: ['sponsored', 'news'] } }))).toEqual(['paid', 'news'])
  })

  test('looks on until it is full: many that do not fit hide none that does', async () => {
    const filed = [...Array.from({ length: 60 }, (_, at) => story(`other-${at}`, 1 + at / 10)), story('wanted', 20, { kind: 'analysis' })]
    expect(toldIn(await compose(filed, digest, { content: { kinds: ['analysis'] } }))).toEqual(['wanted'])
  })

  test('is of the articles that an editor names, in that order', async () => {
    expect(toldIn(await compose([story('a', 1), story('b', 2), story('c', 90)], { ...digest, articles: ['c', 'a'] }))).toEqual(['c', 'a'])
  })

  test('is none where nothing came out', async () => {
    const composed = await compose([story('old', 80)])
    expect(composed).toMatchObject({ ok: false, reason: 'no-articles', message: 'There are no new articles for "The Daily Line" since its last issue.' })
  })
})

describe('only what readers can read', () => {
  test.each(['draft', 'scheduled', 'withdrawn'] as const)('a story that is %s is in no letter', async (state) => {
    const filed = [{ ...story('hidden', 1), state }, story('open', 2)]
    expect(toldIn(await compose(filed))).toEqual(['open'])
    expect(await compose(filed, { kind: 'breaking', list: 'daily', articles: ['hidden'] })).toMatchObject({
      ok: false,
      reason: 'unknown-article',
      message: expect.stringContaining('hidden'),
    })
    expect(toldIn(await compose(filed, { ...digest, articles: ['open', 'hidden', 'never-filed'] }))).toBe('unknown-article')
  })

  test('a story that was withdrawn while it was looked at is left out', async () => {
    expect(toldIn(await compose([{ ...story('a', 1), isGone: true }, story('b', 2)]))).toEqual(['b'])
  })

  test('a letter has the version that is live, not the one that waits', async () => {
    const waits = articleOf({ slug: 'call', headline: 'What waits', publishedAt: hoursAgo(1) })
    const live = articleOf({ slug: 'call', headline: 'What is live', publishedAt: hoursAgo(1) })
    const composed = await compose([{ article: waits, liveArticle: live }], { kind: 'story', list: 'daily', articles: ['call'] })
    expect(composed).toMatchObject({ ok: true, content: { subject: 'What is live' } })
    expect(composed.ok && composed.content.html).not.toContain('What waits')
  })
})

describe('what an editor says', () => {
  const filed = [story('a', 1, { standfirst: 'What a is about.' }), story('b', 2)]

  test('an introduction is paragraphs of inline text, sanitised', async () => {
    const introduction = 'Good <b>morning</b>. <script>alert(1)</script>\n\nRead <a href="javascript:alert(1)">this</a> & <a href="/world">that</a>.'
    const composed = await compose(filed, { ...digest, introduction })
    if (!composed.ok) throw new Error(composed.message)
    const { html, text } = composed.content
    expect(html).toContain('Good <b>morning</b>.')
    expect(html).not.toMatch(/script|javascript/)
    expect(html).toContain('href="https://news.example/world"')
    expect(text).toContain('Good morning.\n\nRead this & that [1].')
  })

  test('a subject of their own, in one line; else the first headline', async () => {
    expect(await compose(filed, { ...digest, subject: 'Two\r\nstories' })).toMatchObject({ content: { subject: 'Two stories' } })
    expect(await compose(filed)).toMatchObject({ content: { subject: 'On a', preheader: 'On b' } })
    expect(await compose(filed, { kind: 'breaking', list: 'daily', articles: ['a'] })).toMatchObject({
      content: { subject: 'On a', preheader: 'What a is about.' },
    })
  })

  test('a list that the site does not have, no article, or two of them where one is told: no letter, and a reason', async () => {
    expect(toldIn(await compose(filed, { kind: 'digest', list: 'gone' }))).toBe('unknown-list')
    expect(toldIn(await compose(filed, { kind: 'breaking', list: 'daily' }))).toBe('no-articles')
    expect(toldIn(await compose(filed, { kind: 'story', list: 'daily', articles: ['a', 'b'] }))).toBe('too-many-articles')
  })
})

test('the same issue is the same letter, to the byte; another word is another hash', async () => {
  const filed = [story('a', 1)]
  const [one, again, other] = [await compose(filed), await compose(filed), await compose(filed, { ...digest, introduction: 'Hello' })]
  expect(one).toEqual(again)
  expect(one.ok && one.content.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(one.ok && other.ok && one.content.hash !== other.content.hash).toBe(true)
})

test('a letter’s header says whose list it is, how to leave it by one click, and where it is archived', () => {
  const unsubscribeUrl = 'https://news.example/newsletters/unsubscribe?t=abc'
  expect(letterHeaders({ site: 'https://news.example', list: 'daily', unsubscribeUrl, issuePath: '/newsletters/daily/2026-11-26' })).toEqual({
    'List-Id': '<daily.news.example>',
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Archive': '<https://news.example/newsletters/daily>',
    'Archived-At': '<https://news.example/newsletters/daily/2026-11-26>',
    Precedence: 'bulk',
  })
})
