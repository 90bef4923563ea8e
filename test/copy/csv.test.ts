import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, parseCsv } from '../../src/copy/text/csv.ts'

const cellsOf = (text: string) => {
  const parsed = parseCsv(text)
  return parsed.ok ? parsed.records.map(({ cells }) => cells) : parsed.line
}
const TABLE = [
  ['email', 'words'],
  ['ann@example.org', 'Yes, gladly; "now"'],
]

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "hi"', '"say ""hi"""'],
  ['"hi"', '"""hi"""'],
  ['+1', "'+1"],
  ['@x', "'@x"],
  ['-1', "'-1"],
  ['\tx', `"'\tx"`],
  ['=1,2', `"'=1,2"`],
  ["'=1", "''=1"],
  ["'quoted'", "'quoted'"],
])('the cell %j is written %j, so that no spreadsheet takes it for a formula', (text, cell) => expect(csvCell(text)).toBe(cell))

describe('a file', () => {
  test.each([
    ['with line ends of Windows', 'email,words\r\nann@example.org,"Yes, gladly; ""now"""\r\n'],
    ['with line ends of Unix, and none after the last', 'email,words\nann@example.org,"Yes, gladly; ""now"""'],
    ['with line ends of old Macs', 'email,words\rann@example.org,"Yes, gladly; ""now"""\r'],
    ['with a mark of UTF-8 and empty lines', '\ufeff\n\r\nemail,words\n\n,\nann@example.org,"Yes, gladly; ""now""" \n\n'],
    ['of a spreadsheet in Europe', '\ufeffemail;words\r\nann@example.org;"Yes, gladly; ""now"""\r\n;\r\n'],
    ['that names its separator', 'sep=;\r\nemail;words\r\nann@example.org;"Yes, gladly; ""now"""\r\n'],
    ['with tabs', 'email\twords\nann@example.org\tYes, gladly; "now"\n'],
  ])('%s is read as what it says', (_, text) => expect(cellsOf(text)).toEqual(TABLE))

  test('of nothing has no records', () => expect(['', '\ufeff', '\n\n', 'sep=,\n'].map(cellsOf)).toEqual([[], [], [], []]))

  test('names a record by the line on which it begins', () => {
    const parsed = parseCsv('a\r\n"two\r\nlines"\r\n\r\nb')
    expect(parsed.ok && parsed.records.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test.each([
    ['is never closed', 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ['is never closed on the last line', 'a,b\n1,"2', 2],
    ['is closed by the next row’s', 'a,b\n1,"2\n3,"four, five"\n', 2],
    ['has more behind it', 'a,b\n"1" or so,2\n', 2],
    ['is never closed, after a cell of two lines', 'a,b\n"1\n1",2\n"3,4\n', 4],
  ])('whose quote %s is not read past it: its line is named', (_, text, line) => expect(cellsOf(text)).toBe(line))
})

const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: fc.constantFrom(...'=+-@\t\'",;\n\ra'), maxLength: 8 }))

test('whatever is written comes back as it was, and is written the same again', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
      const written = (table: string[][]) => [['a', 'b', 'c'], ...table].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
      const file = written(rows)
      const said = rows.filter((row) => row.some((text) => text.trim() !== ''))
      expect(cellsOf(file)).toEqual([['a', 'b', 'c'], ...said])
      expect(written((cellsOf(written(said)) as string[][]).slice(1))).toBe(written(said))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['plain', 'ann@example.org,daily,yes\r\n'],
  ['quotes', '"a ""b"" c","d","""e"""\r\n'],
  ['nothing but separators', ',,,,,,,,,,,,,,,,,,,,,,,,\r\n'],
])('ten megabytes of %s are read within seconds', (_, row) => {
  const begun = performance.now()
  expect(parseCsv(`a,b,c\r\n${row.repeat(10_000_000 / row.length)}`).ok).toBe(true)
  expect(performance.now() - begun).toBeLessThan(20_000)
})

test('a megabyte without a single line end, or of quotes alone, is read or refused within seconds', () => {
  const begun = performance.now()
  for (const text of ['a'.repeat(1e6), '"'.repeat(1e6), '"'.repeat(1e6 + 1), '"a'.repeat(5e5), ';'.repeat(1e6), "'".repeat(1e6), '\r'.repeat(1e6)])
    parseCsv(text)
  expect(performance.now() - begun).toBeLessThan(20_000)
})
