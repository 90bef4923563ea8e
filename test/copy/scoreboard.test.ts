import { describe, expect, test } from 'vitest'
import { checkBlockStructure } from '../../src/copy/checks/structure.ts'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { htmlFromBlock } from '../../src/copy/html/to-html.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { toMarkdown } from '../../src/copy/markdown/to-markdown.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Block } from '../../src/copy/shapes/block.ts'
import { parsed } from './copies.ts'

const board = {
  type: 'scoreboard',
  title: 'Harbour Cup final',
  sides: [
    { name: 'Rovers', score: '2' },
    { name: 'Quayside', score: '2' },
  ],
  clock: 'After extra time',
  startsAt: '2026-11-22T10:30:00Z',
  events: [
    { clock: '9′', side: 2, text: 'Pell, with the top of his head' },
    { clock: '31′', text: 'Lights out' },
    { side: 1, text: 'Brandt | Osk' },
    { text: 'The whistle' },
  ],
}
const articleWith = (block: object) => ({ v: 1, slug: 'final', section: 'sport', headline: 'The final', publishedAt: '2026-11-22T10:30:00Z', body: [block] })
const inMarkdown = (lines: string) =>
  fromMarkdown(`---\nslug: final\nsection: sport\nheadline: The final\npublishedAt: 2026-11-22T10:30:00Z\n---\n\nText.\n\n\`\`\`scoreboard\n${lines}\n\`\`\`\n`)
const flawsOf = (input: object) => {
  const result = parseArticle(articleWith({ ...board, ...input }))
  return result.ok ? [] : result.flaws.map(({ pointer, message }) => `${pointer}: ${message}`)
}

describe('a scoreboard', () => {
  test('is written in Markdown in plain words, and read back', () => {
    const article = parsed(articleWith(board))
    const markdown = toMarkdown(article)
    expect(markdown).toContain(
      [
        '```scoreboard',
        'title: Harbour Cup final',
        'side: Rovers | 2',
        'side: Quayside | 2',
        'clock: After extra time',
        'starts: 2026-11-22T10:30:00Z',
        'event: 9′ | Quayside | Pell, with the top of his head',
        'event: 31′ |  | Lights out',
        'event: | Rovers | Brandt | Osk',
        'event: The whistle',
        '```',
      ].join('\n'),
    )
    expect(fromMarkdown(markdown)).toMatchObject({ ok: true, value: { body: article.body } })
  })

  test('may say only the clock and the text of an event', () => {
    const read = inMarkdown('side: A\nside: B | 1\nevent: 9′ | Pell')
    expect(read).toMatchObject({
      ok: true,
      value: { body: [{}, { sides: [{ name: 'A' }, { name: 'B', score: '1' }], events: [{ clock: '9′', text: 'Pell' }] }] },
    })
  })

  test.each([
    ['side: A\nside: B\nreferee: C', 'A line of a scoreboard must begin with "title:", "side:", "clock:", "starts:" or "event:". (line 13)'],
    ['side: A\nside: B\nevent: 9′ | C | Pell', 'The side of an event must be one of the two: A or B. (line 13)'],
    ['side: A', 'A scoreboard needs two sides. (line 10)'],
  ])('%j is refused with its line', (lines, message) => {
    expect(inMarkdown(lines)).toMatchObject({ ok: false, flaws: [{ message }] })
  })

  test('stays code where it is code', () => {
    const article = parsed(articleWith({ type: 'code', language: 'scoreboard', text: 'side: A' }))
    expect(fromMarkdown(toMarkdown(article))).toMatchObject({ ok: true, value: { body: article.body } })
  })

  test('is a table in feeds and for other systems, which is read back', () => {
    const [block] = parsed(articleWith(board)).body
    const html = htmlFromBlock(block as Block)
    expect(html).toContain('<table><caption>Harbour Cup final</caption><tbody><tr><th>Rovers</th><td>2</td></tr>')
    expect(html).toContain('<li><b>9′</b> <strong>Quayside</strong> Pell, with the top of his head</li>')
    expect(blocksFromHtml(html)).toEqual([block])
  })

  test('of somebody else’s making is read as what it is', () => {
    expect(blocksFromHtml('<aside class="scoreboard"><p>Rovers 2 Quayside 2</p></aside>')).toEqual([{ type: 'paragraph', text: 'Rovers 2 Quayside 2' }])
  })

  test('needs two sides, and scores that fit', () => {
    expect(flawsOf({ sides: [{ name: 'Rovers' }] })).toEqual(['/body/0/sides: A scoreboard needs two sides.'])
    expect(flawsOf({ sides: [{ name: 'Rovers', score: '1|2' }, { name: 'Quayside' }] })).toEqual([
      '/body/0/sides/0/score: This field can have up to 24 characters, and none of them can be |.',
    ])
    expect(flawsOf({ events: [{ side: 3, text: 'A goal' }] })).toEqual(['/body/0/events/0/side: The side must be 1 or 2.'])
    expect(flawsOf({ events: [] })).toEqual(['/body/0/events: A scoreboard can have 1 to 100 events. Leave "events" out if there are none.'])
  })

  test('with one score, or without its clock, is looked at before it is published', () => {
    const messagesOf = (change: object) => checkBlockStructure({ ...board, ...change } as Block, '/body/0').map(({ where, message }) => `${where}: ${message}`)
    expect(messagesOf({})).toEqual([])
    expect(messagesOf({ sides: [{ name: 'Rovers' }, { name: 'Quayside' }], clock: undefined })).toEqual([])
    expect(messagesOf({ sides: [{ name: 'Rovers', score: '1' }, { name: 'Quayside' }] })).toEqual([
      '/body/0/sides/1: Quayside has no score, and the other side has one. Enter both.',
    ])
    expect(messagesOf({ clock: undefined })).toEqual(['/body/0: The scoreboard doesn’t say how far the match is. Enter the clock, such as “Half-time”.'])
  })
})
