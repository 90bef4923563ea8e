import { describe, expect, test } from 'vitest'
import { checkBlockStructure } from '../../src/copy/checks/structure.ts'
import { drawingAlt } from '../../src/copy/drawings/alt-text.ts'
import { dataFromText } from '../../src/copy/drawings/cells.ts'
import { datesOf } from '../../src/copy/drawings/dates.ts'
import { drawingTable } from '../../src/copy/drawings/drawing-table.ts'
import { drawingWordsFor } from '../../src/copy/drawings/words.ts'
import { withSanitiser } from '../../src/copy/html/with-sanitiser.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { toMarkdown } from '../../src/copy/markdown/to-markdown.ts'
import { parseStoredArticle } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Chart, WorldMap } from '../../src/copy/shapes/drawing.ts'
import { parsed } from './copies.ts'

const chart = (more: object = {}) => ({
  type: 'chart',
  form: 'line',
  title: 'Fish in the lake',
  unit: 'tonnes',
  columns: ['Year', 'Catch'],
  rows: [
    ['1990', 412],
    ['1991', null],
    ['1992', 530.5],
    ['1993', -3],
  ],
  source: 'Lake survey',
  ...more,
})
const map = (more: object = {}) => ({ type: 'map', title: 'The way north', points: [{ label: 'Gao', at: [16.27, -0.05] }], source: 'Reuters', ...more })
const article = (...body: object[]) => ({ v: 1, slug: 'a', section: 'world', headline: 'H', publishedAt: '2026-11-20T10:00:00Z', body })
const refusals = (block: object) => {
  const result = parseArticle(article(block))
  return result.ok ? [] : result.flaws.map(({ pointer, message }) => `${pointer}: ${message}`)
}
const filed = (block: object) => parsed(article(block)).body[0] as Chart | WorldMap

describe('a chart is refused with a sentence', () => {
  test('where it has more rows than can be read', () => {
    const rows = Array.from({ length: 501 }, (_, at) => [`${1500 + at}`, at])
    expect(refusals(chart({ rows }))).toEqual([
      '/body/0: This chart has 501 rows. A line chart can have up to 500. Show fewer, such as one a month instead of one a day.',
    ])
    expect(refusals(chart({ form: 'bar', rows: rows.slice(0, 41) }))[0]).toContain('A bar chart can have up to 40.')
    expect(refusals(chart({ rows: rows.slice(0, 500) }))).toEqual([])
  })

  test('where a value is no number', () => {
    expect(refusals(chart({ rows: [['1990', 'lots']] }))).toEqual(['/body/0/rows/0/1: A value must be a number, such as 12.5, or null where there is none.'])
  })

  test('where a row is longer or shorter than the columns, or there is no value at all', () => {
    expect(refusals(chart({ rows: [['1990', 1], ['1991']] }))[0]).toContain('Row 2 has 1 cells, but there are 2 columns.')
    expect(refusals(chart({ rows: [['1990', null]] }))).toEqual(['/body/0: A chart needs at least one value.'])
  })
})

test('a map is refused with a position that isn’t on the globe, and with nothing on it', () => {
  expect(refusals(map({ points: [{ label: 'Gao', at: [96, 0] }] }))).toEqual(['/body/0/points/0/at/0: A latitude must be a number of degrees from -90 to 90.'])
  expect(refusals(map({ points: undefined }))).toEqual(['/body/0: A map needs at least one place or line.'])
})

test('what was put into KV is read although the rules of charts come late', async () => {
  const read = await withSanitiser(() => parseStoredArticle(article(chart(), map())))
  expect(read.ok && read.value.body.map(({ type }) => type)).toEqual(['chart', 'map'])
})

describe('what it shows is said', () => {
  const words = drawingWordsFor('en')

  test('in the editor’s words', () => expect(drawingAlt(filed(chart({ alt: 'The catch rose, then fell.' })), words)).toBe('The catch rose, then fell.'))

  test('or in a sentence from the data', () => {
    expect(drawingAlt(filed(chart()), words)).toBe(
      'Line chart: Fish in the lake (tonnes). Catch: first 412 (1990), last −3 (1993), highest 530.5 (1992), lowest −3 (1993).',
    )
    expect(drawingAlt(filed(map({ points: [...map().points, { label: 'Kidal', at: [18.4, 1.4] }] })), words)).toBe(
      'Map: The way north. It shows Gao and Kidal.',
    )
  })

  test('from the earliest on, as the line is drawn, also where the table has the newest on top', () => {
    const rows = [
      ['2026-03', 30],
      ['2026-02', 20],
      ['2026-01', 10],
    ]
    expect(drawingAlt(filed(chart({ rows })), words)).toContain('first 10 (2026-01), last 30 (2026-03)')
  })

  test('in the site’s language', () => {
    expect(drawingAlt(filed(chart()), drawingWordsFor('de'))).toContain('höchster Wert 530,5 (1992)')
    expect(drawingAlt(filed(map()), drawingWordsFor('ar'))).toContain('خريطة')
  })

  test('and as a table, where a gap is a dash', () => {
    expect(drawingTable(filed(chart()), words).rows).toEqual([
      ['1990', '412'],
      ['1991', '–'],
      ['1992', '530.5'],
      ['1993', '−3'],
    ])
  })
})

describe('data comes as people have it', () => {
  test.each([
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1 234', 1234],
    ['3,5', 3.5],
    ['−3.4 %', -3.4],
    ['- 3', -3],
    ['', null],
    ['–', null],
    ['n/a', null],
    ['lots', 'lots'],
  ])('%j in a cell', (cell, value) => expect(dataFromText(`Year\tCatch\n1990\t${cell}`).rows).toEqual([['1990', value]]))

  test('from a spreadsheet, with tabs, and typed, with bars', () => {
    const wanted = { columns: ['Year', 'A | B', 'C'], rows: [['1990', 1, null]] }
    expect(dataFromText('Year\tA | B\tC\r\n1990\t1\t\r\n')).toEqual(wanted)
    expect(dataFromText('Year | A \\| B | C\n\n1990 | 1')).toEqual(wanted)
  })

  test('in a fence of Markdown, whose faults are named with their line', () => {
    const text = ['First.', '', '```chart bar', 'title: T', '', 'Year | Catch', '1990 | lots', '```'].join('\n')
    const read = fromMarkdown(`---\nslug: a\nsection: world\nheadline: H\npublishedAt: 2026-11-20T10:00:00Z\n---\n${text}`)
    expect(read.ok ? [] : read.flaws.map(({ message }) => message)).toEqual(['A value must be a number, such as 12.5, or null where there is none. (line 9)'])
  })
})

test('readers’ Markdown has a table with its source', () => {
  const text = toMarkdown(parsed(article(chart())), { siteUrl: 'https://news.example' })
  expect(text).toContain('**Fish in the lake (tonnes)**\n\n| Year | Catch |\n| --- | --- |\n| 1990 | 412 |')
  expect(text).toContain('Source: Lake survey')
})

test('rows that are dates of one kind are on a scale of time', () => {
  expect(datesOf(['1990', '1995'], 'en')?.times).toEqual([Date.UTC(1990), Date.UTC(1995)])
  expect(datesOf(['2026-11', '2026-12'], 'en-GB')?.text(0)).toBe('Nov 2026')
  expect(datesOf(['1990', '1995-02'], 'en')).toBeUndefined()
  expect(datesOf(['2026-02-31'], 'en')?.times).toEqual([Date.UTC(2026, 2, 3)])
  expect(datesOf(['North', 'South'], 'en')).toBeUndefined()
})

test('a chart or map without a source is advised against', () => {
  expect(checkBlockStructure(filed(chart({ source: undefined })), '/body/0').map(({ code, where }) => `${code} ${where}`)).toEqual(['no-source /body/0/source'])
  expect(checkBlockStructure(filed(map()), '/body/0')).toEqual([])
})
