/** Where text comes in, or goes out again, and how long it may be there: in characters. */
import { natureOf } from '../../src/copy/checks/change-nature.ts'
import { checkCopy } from '../../src/copy/checks/check-copy.ts'
import { houseStyleFromCsv } from '../../src/copy/checks/house-style/csv.ts'
import { learnRule } from '../../src/copy/checks/house-style/learn-rule.ts'
import { parseHouseStyle } from '../../src/copy/checks/house-style/parse-rules.ts'
import { readerChanges } from '../../src/copy/checks/reader-changes.ts'
import { markedArticle } from '../../src/copy/diff/marked-article.ts'
import { diffArticles, editsBetween } from '../../src/copy/diff/word-diff.ts'
import { explainerParts } from '../../src/copy/explainer-parts.ts'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { repairHref } from '../../src/copy/html/href.ts'
import { sanitiseBlock, sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { toMarkdown } from '../../src/copy/markdown/to-markdown.ts'
import { restoreUntouched } from '../../src/copy/markdown/untouched.ts'
import { mergeArticles } from '../../src/copy/merge/merge-articles.ts'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { toNinjs } from '../../src/copy/ninjs/to-ninjs.ts'
import { parseJson, parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { readingMinutes } from '../../src/copy/reading-time.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Block } from '../../src/copy/shapes/block.ts'
import { Campaigns } from '../../src/copy/shapes/campaign.ts'
import { Instant, SiteUrl } from '../../src/copy/shapes/field.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { slugFromHeadline, slugFromName } from '../../src/copy/shapes/slug.ts'
import { summaryOf } from '../../src/copy/summary.ts'
import { withoutErased } from '../../src/copy/text/erased-words.ts'
import { escapeText } from '../../src/copy/text/escape.ts'
import { isCanonicalInline, textOf } from '../../src/copy/text/inline.ts'
import { findJsonError } from '../../src/copy/text/json-syntax.ts'
import { parseJsonText } from '../../src/desk/api/json-text.ts'
import { subscriberRows } from '../../src/desk/api/subscriber-rows.ts'
import { readClipboard } from '../../src/desk/editor/paste/clipboard-rules.ts'
import { formOf } from '../../src/desk/pages/layout/form.ts'
import { describeAgent } from '../../src/desk/pages/sign-in/user-agent.ts'
import { sessionSecretOf } from '../../src/desk/session-cookie.ts'
import { articleFrom } from '../../src/desk/story-values.ts'
import { prefersMarkdown } from '../../src/edge/accept.ts'
import { isStrayAddress, MAX_URL, routingPath } from '../../src/edge/address.ts'
import { matchesEtag } from '../../src/edge/entity-tag.ts'
import { networkOf } from '../../src/edge/network.ts'
import { findIntendedPath } from '../../src/edge/stray-address.ts'
import { plainReason } from '../../src/newsletter/delivery/plain-reason.ts'
import { renderLetter } from '../../src/newsletter/letters/render.tsx'
import { parseSignUp } from '../../src/newsletter/sign-up-request.ts'
import { parseAddress } from '../../src/newsletter/subscribers/address.ts'
import { en } from '../../src/newsletter/words/en.ts'
import { makeTablesScrollable } from '../../src/page/scrollable-tables.ts'
import { unbrokenArticle } from '../../src/page/unbroken.ts'
import { byteRange } from '../../src/pictures/byte-range.ts'
import { layOutHeadline } from '../../src/pictures/headline-lines.ts'
import { joinCompounds, normaliseSpelling } from '../../src/press/search/search-letters.ts'
import { matchOf, parseQuestion } from '../../src/press/search/search-question.ts'
import { indexText, pairsIn, plainTextOf } from '../../src/press/search/search-words.ts'
import { headingIds } from '../../src/reader/headings.ts'
import { parseSearchQuery } from '../../src/reader/search-query.ts'
import { slugRead } from '../../src/readership/count-read.ts'
import { excerptOf } from '../../src/search/search-runs.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, phoneCall, testSite } from '../fakes.ts'
import { letterOf } from '../newsletter/letters-of.ts'
import type { Work } from './measure.ts'

/** What may be sent as an article, and in other bodies (read-copy.ts, site.ts, newsletter/routes.tsx). */
const ARTICLE = 1_900_000
const LARGE = 5_000_000
const FORM = 10_000
/** A block and a line of plain text (shapes/block.ts, shapes/field.ts). */
const BLOCK = 20_000
const LINE = 400
/** All headers of a request together: https://developers.cloudflare.com/workers/platform/limits/#request-limits */
const HEADERS = 128_000

/** `short`: as far as each run of the tests goes; less where the work takes long for any input, and its growth shows early. */
export type Door = { what: string; most: number; short: number; work: Work }

/** Through the greatest that may be sent goes `npm run growth`. */
const SHORT = 16_000
const HEAVY = 4000

const door = (what: string, most: number, work: Work, short = SHORT): Door => ({ what, most, work, short: Math.min(short, most) })
const heavyDoor = (what: string, most: number, work: Work) => door(what, most, work, HEAVY)

const FIELDS = { slug: 'storm', section: 'world', publishedAt: '2026-11-10T16:05:00Z' }
const markdown = (text: string) => fromMarkdown(text, FIELDS)
const item = (value: string, contentType: string) => ({
  uri: 'urn:x',
  type: 'text',
  versionCreated: FIELDS.publishedAt,
  located: 'Bamako',
  headlines: [{ value: 'H' }],
  bodies: [{ value, contentType }],
})

function signUpForm(text: string) {
  const form = new FormData()
  for (const [name, value] of [['email', `${text}@x.example`], ['consent', text], ...text.split(' ').map((list) => ['list', list])])
    form.append(name as string, value as string)
  return form
}

/** Text of the newsroom, in pieces that each fit into a block. */
const piecesOf = (text: string) => Array.from({ length: Math.ceil(text.length / BLOCK) }, (_, at) => text.slice(at * BLOCK, (at + 1) * BLOCK).toWellFormed())
const inline = (text: string) => (isCanonicalInline(text) ? text : sanitiseInline(escapeText(text)))
const bodyOf = (text: string): Block[] =>
  piecesOf(text).flatMap((piece): Block[] => {
    const words = inline(piece)
    return [
      { type: 'paragraph', text: words },
      { type: 'heading', level: 2, text: words },
      { type: 'list', items: [words] },
      { type: 'quote', text: words, cite: piece.slice(0, LINE) },
      { type: 'table', rows: [[words, words]] },
      { type: 'html', html: sanitiseBlock(`<table><tr><td>${words}</td></tr></table><p>${words}</p>`) },
      { type: 'code', text: piece, language: 'js' },
      { type: 'picture', src: '/p.jpg', alt: piece.slice(0, LINE), width: 1, height: 1, caption: piece.slice(0, 4000), credit: piece.slice(0, LINE) },
      { type: 'embed', url: 'https://x.example/', title: piece.slice(0, LINE) || 'x', text: piece.slice(0, 4000) || 'x' },
    ] as Block[] // What the gate makes of each, without its going through it.
  })
const articleOf = (body: Block[], headline = 'H') => ({ v: 1, ...FIELDS, headline, body }) as Article
const unknown = (text: string) => ({ ...FIELDS, v: 1, headline: 'H', body: [], x: text })

/** What people and agencies file. */
const FILED = [
  door('Markdown', ARTICLE, (text) => markdown(`# H\n\nx ${text} y\n\nEnd.`)),
  door('Markdown that begins with it', ARTICLE, (text) => markdown(`# H\n\n${text}`)),
  heavyDoor('Markdown in a drawing', ARTICLE, (text) =>
    markdown(`# H\n\n\`\`\`map\ntitle: ${text}\u2028x\n\`\`\`\n\n\`\`\`chart bar\ntitle: x\n\na | b\n${text}| 1${text}x\n\`\`\``),
  ),
  door('Markdown in a scoreboard', ARTICLE, (text) => markdown(`# H\n\n\`\`\`scoreboard\nside: a | ${text}\nside: b\nevent: ${text}\n\`\`\``)),
  door('front matter', ARTICLE, (text) => markdown(`---\nheadline: ${text}\n---\nText.`)),
  door('front matter over lines', ARTICLE, (text) => markdown(`---\nheadline: H\n${text}\n---\nText.`)),
  door('HTML', ARTICLE, (text) => blocksFromHtml(`<p>x${text}y</p><p>End.</p>`)),
  door('inline HTML', BLOCK * 2.5, (text) => sanitiseInline(`<i>x</i>${text}y`)),
  door('block HTML', BLOCK * 2.5, (text) => sanitiseBlock(`<p>x${text}y</p>`)),
  door('HTML of a word processor', ARTICLE, (text) =>
    blocksFromHtml(`<p class=MsoListParagraph style="mso-list:l0 level1"><span style="mso-list:Ignore">${text}!</span>x</p>`),
  ),
  door('styles of HTML', ARTICLE, (text) => blocksFromHtml(`<style>${text}</style><p class="${text}" style="${text}">x</p>`)),
  door('an address in HTML', ARTICLE, (text) =>
    blocksFromHtml(`<p><a href="a@${text.replaceAll('"', '')} ">x</a><img src="/p-${text.replaceAll('"', '')}"></p>`),
  ),
  door('ninjs in HTML', ARTICLE, (text) => fromNinjs(item(`<p>BAMAKO, Mali (AP) ${text} -- x</p>`, 'text/html'), FIELDS)),
  door('ninjs in plain text', ARTICLE, (text) => fromNinjs(item(`BAMAKO, ${text} x`, 'text/plain'), FIELDS)),
  heavyDoor('the words about ninjs', ARTICLE, (text) =>
    fromNinjs(
      {
        ...item('<p>x</p>', 'text/html'),
        headlines: [{ value: text }, { role: 'kicker', value: text }],
        by: `${text}x`,
        located: text,
        version: text,
        descriptions: [{ role: 'correction', value: `x${text}` }, { value: text }],
        subjects: [{ name: text, literal: text, rel: text }],
        genres: [{ name: text }],
        infoSources: [{ name: text, role: text }],
        associations: [{ name: text, type: 'picture', renditions: [{ href: `/x${text}`, width: 1, height: 1 }], headlines: [{ value: text }] }],
      },
      { section: 'world' },
    ),
  ),
  heavyDoor('an article in JSON', ARTICLE, (text) =>
    parseArticle({ ...articleOf(bodyOf(text)), kicker: text, dateline: text, canonical: text, x: { [text]: text } }),
  ),
  door('broken JSON', ARTICLE, (text) => [parseJson(`{"a": "x${text}`), findJsonError(`[${text}`), parseJsonText(`{"a": ${text}`)]),
  door('a form of the desk', ARTICLE, (text) => {
    const form = formOf(new URLSearchParams({ x: text }))
    const named = Object.fromEntries(['headline', 'byline', 'topics', 'related', 'picture-focus', 'picture-src'].map((name) => [name, form.text('x')]))
    return articleFrom(named, [], {} as never)
  }),
  door('what is pasted', ARTICLE, (text) => [
    readClipboard({ html: '', text: `x${text}x`, isPlain: true }),
    readClipboard({ html: '', text: `x${text}x`, isPlain: false }),
  ]),
  door('HTML that is pasted', ARTICLE, (text) => [
    readClipboard({ html: `<p>${text}x`, text: '', isPlain: true }),
    readClipboard({ html: `<pre>${text}x`, text, isPlain: false }),
  ]),
]

/** What the newsroom and its administrators set. */
const SET = [
  door('subscribers in CSV', LARGE, (text) =>
    subscriberRows(`email,list,consent_at,consent_words,consent_source,country\n${text}x,daily,${text}`, testSite.newsletter as never, 0),
  ),
  door('house style in CSV', LARGE, (text) => houseStyleFromCsv(`wrong,right\n${text},x\n`)),
  heavyDoor('house style', LARGE, (text) =>
    parseHouseStyle(Array.from({ length: Math.ceil(text.length / 200) }, (_, at) => ({ wrong: text.slice(0, 150) + at, right: 'x', pattern: at < 50 }))),
  ),
  heavyDoor('a rule from a correction', BLOCK, (text) => learnRule(`x ${text}`, `y ${text}`)),
  door('settings', LARGE, (text) => parseWith(Site, { ...testSite, adsTxt: [text], tagline: text, copyright: text, url: text, contact: text })),
  door('campaigns', LARGE, (text) => parseWith(Campaigns, { v: 1, campaigns: [{ id: text, name: text, url: text }] })),
  door('two editors’ work', ARTICLE, (text) => {
    const [base, mine, theirs] = ['', 'y', 'z'].map((more) => ({
      headline: `H${more}`,
      body: text
        .match(/.{1,60}/gs)
        ?.map((line) => ({ type: 'paragraph', text: line + more }))
        .slice(0, 2000),
    }))
    return mergeArticles(base as never, mine as never, theirs as never)
  }),
  heavyDoor('what an editor left as it was', ARTICLE, (text) => restoreUntouched(bodyOf(`y${text}`), bodyOf(text))),
]

/** What anybody sends. */
const ANYBODYS = [
  door('addresses of readers', MAX_URL, (text) => [
    routingPath({ url: `https://x.example/${encodeURI(text.toWellFormed())}` }),
    findIntendedPath(`/a${text}`),
    findIntendedPath(text),
    findIntendedPath(`/${text}x`),
    isStrayAddress(text),
  ]),
  door('headers', HEADERS, (text) => {
    const line = text.replace(/[^\x20-\x7e]/g, '')
    const request = new Request('https://x.example/fragments/also/storm', { headers: { 'hx-request': 'true', 'user-agent': line, cookie: line } })
    return [
      ...[
        prefersMarkdown(`text/markdown,${text}`),
        matchesEtag(`"a",${text}`, '"b"'),
        byteRange(`bytes=${text}`, 100),
        networkOf(text),
        networkOf(`::${text}`),
      ],
      ...[sessionSecretOf(request), slugRead(request, 200), describeAgent(line)],
    ]
  }),
  door('times', ARTICLE, (text) => [parseWith(Instant, `2026-11-10T16:05:00${text}`), parseWith(Instant, text), parseWith(SiteUrl, `/${text}`)]),
  door('a form to sign up', FORM, (text) =>
    parseSignUp(signUpForm(text), { offered: testSite.newsletter.lists as never, all: [], consentVersion: '2026-11', words: en }),
  ),
  door('email addresses', LARGE, (text) => [parseAddress(`${text}@x.example`), parseAddress(`x@${text}`)]),
  door('an answer of an email provider', 1_000_000, (text) => plainReason(`x${text} y`, ['secret'])),
  door('a search', MAX_URL, (text) => [
    parseSearchQuery(new URLSearchParams({ q: text, section: text, from: text, to: text }), testSite as never),
    matchOf(parseQuestion(text), 'any'),
  ]),
  door('slugs', LINE, (text) => [slugFromHeadline(`x${text}y`), slugFromName(`x${text}y`)]),
]

/** What is made of copy that is filed, for whoever asks for it. */
const MADE = [
  door('addresses and canonical HTML', ARTICLE, (text) => [
    repairHref(text),
    repairHref(`https://x.example/${text}y`),
    repairHref(`../${text}`, '/world/storm'),
    isCanonicalInline(`x${text}y`),
    textOf(`x${text}y`),
  ]),
  heavyDoor('Markdown, HTML and ninjs', ARTICLE, (text) => {
    const article = articleOf(bodyOf(text))
    return [
      toMarkdown(article),
      toMarkdown(article, { siteUrl: 'https://x.example' }),
      htmlFromBlocks(article.body, 'https://x.example'),
      toNinjs(article, { siteUrl: 'https://x.example', revision: 1 }),
    ]
  }),
  // How house style grows is counted in copy/checks.
  heavyDoor('what is checked before publishing', ARTICLE, (text) =>
    checkCopy({ headline: text.slice(0, LINE), body: bodyOf(text) } as never, { now: FIELDS.publishedAt }),
  ),
  heavyDoor('reading time, contents and summaries', ARTICLE, (text) => {
    const body = bodyOf(text)
    return [readingMinutes(body), headingIds(body), summaryOf({ body }), explainerParts(body)]
  }),
  heavyDoor('no-break spaces and figures', ARTICLE, (text) => ['en', 'de', 'fr', 'zh'].map((lang) => unbrokenArticle(articleOf(bodyOf(text)), lang))),
  door('tables', BLOCK * 2.5, (text) => makeTablesScrollable(sanitiseBlock(`<table><tr><td>1${text}x</td><td>${text}</td></tr></table>${text}`), 'x')),
  // How stories grow that were written anew is counted in copy/shortest-edit.
  heavyDoor('what changed', ARTICLE, (text) => {
    const paragraphs = (whole: string) => piecesOf(whole).map((piece) => ({ type: 'paragraph', text: inline(piece) }) as Block)
    const [before, after] = [articleOf(paragraphs(`x ${text} y`)), articleOf(paragraphs(`x ${text}${text.slice(0, 40)} z`), 'I')]
    return [diffArticles(before, after), editsBetween(before, after), readerChanges(before, after), markedArticle(before, after)]
  }),
  door('what kind of change it was', ARTICLE, (text) =>
    natureOf({
      runs: [
        { text: `${'.'.repeat(text.length)}${text}`, op: 'removed' },
        { text: `${text}x`, op: 'added' },
      ],
    }),
  ),
  door('what was erased', ARTICLE, (text) => withoutErased(unknown(`${text} secret`), [unknown('x')])(unknown(`${text} y`))),
  heavyDoor('the words of search', ARTICLE, (text) => {
    const plain = plainTextOf(articleOf(bodyOf(text)))
    return [
      normaliseSpelling(plain),
      joinCompounds(plain),
      indexText(plain),
      pairsIn(plain),
      excerptOf(plain, parseQuestion(text)),
      excerptOf(plain, parseQuestion('y')),
    ]
  }),
  door('a headline that is drawn', LINE, (text) =>
    layOutHeadline(text, { width: 900, height: 400, leading: 1.1, sizes: [80, 40], widthOf: (words: string, size: number) => words.length * size } as never),
  ),
  heavyDoor('letters', ARTICLE, (text) => renderLetter(letterOf('story', [articleOf(bodyOf(text))]))),
  heavyDoor('an article’s page', ARTICLE, async (text) => {
    const { kv, env } = editionWithCall()
    kv.put('en:article:phone-call', { ...phoneCall, headline: text.slice(0, LINE), body: bodyOf(text) })
    const page = await site.request('/world/phone-call', {}, env)
    return page.text()
  }),
  heavyDoor('a feed', ARTICLE, async (text) => {
    const { kv, env } = editionWithCall()
    kv.put('en:article:phone-call', { ...phoneCall, body: bodyOf(text) })
    kv.put('en:listing:latest', { v: 1, name: 'latest', title: 'x', cards: [{ ...phoneCall, body: undefined }], total: 1, updatedAt: FIELDS.publishedAt })
    return [await (await site.request('/feed.xml', {}, env)).text(), await (await site.request('/feed.json', {}, env)).text()]
  }),
]

export const DOORS: readonly Door[] = [FILED, SET, ANYBODYS, MADE].flat()
