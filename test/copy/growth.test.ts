/**
 * Twice the copy is twice the work, whatever it is made of: one upload must not keep every reader of its isolate waiting.
 * Measured in processor time of this process, the best of several runs, by doubling; never against a clock.
 */
import { describe, expect, test } from 'vitest'
import { diffArticles, editsBetween } from '../../src/copy/diff/word-diff.ts'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { repairHref } from '../../src/copy/html/href.ts'
import { sanitiseBlock, sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { markdownFromBlocks } from '../../src/copy/markdown/to-markdown.ts'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { parseJson, parseWith } from '../../src/copy/parse.ts'
import { readingMinutes } from '../../src/copy/reading-time.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Block } from '../../src/copy/shapes/block.ts'
import { Instant } from '../../src/copy/shapes/field.ts'
import { slugFromHeadline } from '../../src/copy/shapes/slug.ts'
import { escapeText } from '../../src/copy/text/escape.ts'
import { isCanonicalInline, textOf } from '../../src/copy/text/inline.ts'
import { findJsonError } from '../../src/copy/text/json-syntax.ts'
import { prefersMarkdown } from '../../src/edge/accept.ts'
import { isStrayAddress, routingPath } from '../../src/edge/address.ts'
import { matchesEtag } from '../../src/edge/entity-tag.ts'
import { findIntendedPath } from '../../src/edge/stray-address.ts'
import { parseSignUp } from '../../src/newsletter/sign-up-request.ts'
import { en } from '../../src/newsletter/words/en.ts'
import { byteRange } from '../../src/pictures/byte-range.ts'
import { joinCompounds, normaliseSpelling } from '../../src/press/search/search-letters.ts'
import { matchOf, parseQuestion } from '../../src/press/search/search-question.ts'
import { indexText, pairsIn, plainTextOf } from '../../src/press/search/search-words.ts'
import { headingIds } from '../../src/reader/headings.ts'
import { testSite } from '../fakes.ts'

/** Repeated between a beginning and an end, so that what looks for an end of its own finds it late or never. */
const UNITS = [
  ...['\u00a0', ' ', '\t', '\n', '\u3000', '\u2028', '\r\n', ' \n', '\u200b', '\u00a0\n'],
  ...['[', '![', '[[', '](', '[a](', '[a](b', '[a](<b', '[a](b "c', '[a][', '[a', '[^', '[^a]', '(', ')', '{', '{width=1 '],
  ...['![a](/a.jpg){x ', '![a](/a.jpg){width=1 height=1}', '[a](/b) '],
  ...['*', '**', '**a ', '*a', 'a*', '_', '_a', 'a_', '~', '~~', '~~a ', '`', '`a', '``a`', '\\', '\\\\a', '**「a」**的'],
  ...['<', '<a', '<a ', '<a href="', '<i title="', '<!--', '<!', '<?', '<![CDATA[', '</a', '</p>', '<b>', '<b', '<div>', '<div>\n', '<p>\n\n'],
  ...['<table><tr><td>', '<ul><li>', '<li>', '<br>', '<br> ', '<script>', '<svg>', '<a href="/x">x</a>', '<b>x</b>', 'x<br><br>', '<sup id="fn-1">'],
  ...['&', '&a', '&amp', '&amp;', '&#', '&#x', '&lt;'],
  ...['> ', '> a\n', '> a\n\n', '- a\n', '- ', '1. a\n', '1. a\n\n', '9', '9.', '- - ', '* * *\n', '***\n', '---\n', '+ a\n', '- > a\n', '> - a\n'],
  ...['#', '# a\n', '## a\n\n', 'a\n===\n', '=', '| a ', '| a\n', '|', '|-|-|\n', 'a|b\n', 'a|b\n-|-\n', '| - '],
  ...['```\n', '```a\n\n', '~~~\n', '    a\n', '[a]: b\n', '[a]: <b> "c\n', '[^1]: a\n', '[^1]: a\n\n    b\n\n', 'x[^1]\n\n', 'a  \n', 'a\\\n'],
  ...['http://', 'http://a', 'http://a.', 'http://a!', 'www.', 'a@', 'a@b.', 'mailto:', '.', '!', '?', ':', '"', "'", ',', '-', '—', '— a\n'],
  ...[
    'a',
    'a b ',
    'Ab ',
    '你',
    '你好，',
    'א',
    '😀',
    'e\u0301',
    'é',
    '\u0640',
    'a-',
    'a: ',
    '- a: ',
    '{a: ',
    '[a, ',
    '"a" ',
    "'a' ",
    '&a ',
    '*a ',
    '? a\n',
    '%',
    '$1',
  ],
]

/** Nothing in here is slower than this for the sizes below unless it grows with the square; what is quicker is not worth measuring. */
const NOISE_MS = 60
const SIZE = 10_000

function cpuMs(work: () => unknown) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const best = (runs: number, work: () => unknown) => Math.min(...Array.from({ length: runs }, () => cpuMs(work)))

/** How often the work for the doubled input is that for the input. */
function growthOf(work: (text: string) => unknown, unit: string) {
  const [once, twice] = [1, 2].map((factor) => unit.repeat(Math.ceil((SIZE * factor) / unit.length))) as [string, string]
  if (cpuMs(() => work(twice)) < NOISE_MS) return 1
  const large = best(3, () => work(twice))
  return large < NOISE_MS ? 1 : large / best(3, () => work(once))
}

const FIELDS = { slug: 'storm', section: 'world', publishedAt: '2026-11-10T16:05:00Z' }
const markdown = (text: string) => fromMarkdown(text, FIELDS)
const inline = (text: string) => (isCanonicalInline(text) ? text : sanitiseInline(escapeText(text)))
const paragraph = (text: string) => ({ type: 'paragraph', text: inline(text) }) as Block
const bodyOf = (text: string): Block[] => [
  paragraph(text),
  { type: 'heading', level: 2, text: inline(text) },
  { type: 'list', items: [inline(text)] },
  { type: 'quote', text: inline(text), cite: text },
  { type: 'table', rows: [[inline(text)]] },
  { type: 'code', text, language: 'js' },
  { type: 'picture', src: '/p.jpg', alt: text, width: 1, height: 1, caption: text, credit: text },
]
const articleOf = (body: Block[], headline = 'H') => ({ v: 1, ...FIELDS, headline, body }) as Article
const item = (value: string, contentType: string) => ({
  uri: 'urn:x',
  type: 'text',
  versionCreated: FIELDS.publishedAt,
  located: 'Bamako',
  headlines: [{ value: 'H' }],
  bodies: [{ value, contentType }],
})

function formOf(text: string) {
  const form = new FormData()
  for (const [name, value] of [['email', `${text}@x.example`], ['consent', text], ...text.split(' ').map((list) => ['list', list])])
    form.append(name as string, value as string)
  return form
}

const READERS: [what: string, read: (text: string) => unknown][] = [
  ['Markdown', (text) => markdown(`# H\n\nx ${text} y\n\nEnd.`)],
  ['Markdown that begins with it', (text) => markdown(`# H\n\n${text}`)],
  ['front matter', (text) => markdown(`---\nheadline: ${text}\n---\nText.`)],
  ['front matter over lines', (text) => markdown(`---\nheadline: H\n${text}\n---\nText.`)],
  ['HTML', (text) => blocksFromHtml(`<p>x${text}y</p><p>End.</p>`)],
  ['inline HTML', (text) => sanitiseInline(`<i>x</i>${text}y`)],
  ['block HTML', (text) => sanitiseBlock(`<p>x${text}y</p>`)],
  ['canonical HTML', (text) => [isCanonicalInline(`x${text}y`), textOf(`x${text}y`)]],
  ['ninjs in HTML', (text) => fromNinjs(item(`<p>BAMAKO, Mali (AP) ${text} -- x</p>`, 'text/html'), FIELDS)],
  ['ninjs in plain text', (text) => fromNinjs(item(`BAMAKO, ${text} x`, 'text/plain'), FIELDS)],
  ['a ninjs headline', (text) => fromNinjs({ ...item('<p>x</p>', 'text/html'), headlines: [{ value: text }], by: text, located: text }, { section: 'world' })],
  ['broken JSON', (text) => [parseJson(`{"a": "x${text}`), findJsonError(`[${text}`), parseJson(`{"a": ${text}`)]],
  ['addresses', (text) => [repairHref(text), repairHref(`https://x.example/${text}y`), repairHref(`../${text}`, '/world/storm')]],
  [
    'addresses of readers',
    (text) => [
      routingPath({ url: `https://x.example/${encodeURI(text.toWellFormed())}` }),
      findIntendedPath(`/a${text}`),
      findIntendedPath(text),
      isStrayAddress(text),
    ],
  ],
  ['headers', (text) => [prefersMarkdown(`text/markdown,${text}`), matchesEtag(`"a",${text}`, '"b"'), byteRange(`bytes=${text}`, 100)]],
  ['times', (text) => [parseWith(Instant, `2026-11-10T16:05:00${text}`), parseWith(Instant, text)]],
  [
    'a form',
    (text) =>
      parseSignUp(formOf(text), { offered: testSite.newsletter.lists as never, all: [], consentVersion: testSite.newsletter.consentVersion, words: en }),
  ],
  ['slugs', (text) => slugFromHeadline(`x${text}y`)],
  [
    'the words of search',
    (text) => [
      normaliseSpelling(text),
      joinCompounds(text),
      indexText(text),
      pairsIn(text),
      matchOf(parseQuestion(text), 'any'),
      plainTextOf(articleOf([paragraph(text)])),
    ],
  ],
]

const WRITERS: [what: string, write: (text: string) => unknown][] = [
  ['Markdown and HTML', (text) => [markdownFromBlocks(bodyOf(text)), htmlFromBlocks(bodyOf(text), 'https://x.example')]],
  ['reading time and contents', (text) => [readingMinutes(bodyOf(text)), headingIds(bodyOf(text))]],
  [
    'what changed',
    (text) => {
      const [before, after] = [articleOf([paragraph(`x ${text} y`)]), articleOf([paragraph(`x ${text}${text.slice(0, 40)} z`)], 'I')]
      return [diffArticles(before, after), editsBetween(before, after)]
    },
  ],
]

describe.each([...READERS, ...WRITERS])('twice as much is not much more than twice the work: %s', (_, work) => {
  test('whatever it is made of', () => {
    work('warm')
    const steep = UNITS.map((unit) => ({ unit, growth: growthOf(work, unit) })).filter(({ growth }) => growth > 3.2)
    // A neighbour on the machine can double one measurement, not three.
    const sure = steep.filter(({ unit }) => growthOf(work, unit) > 3.2 && growthOf(work, unit) > 3.2)
    expect(sure).toEqual([])
  }, 120_000)
})
