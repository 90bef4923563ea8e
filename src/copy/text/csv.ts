/** Comma-separated values (RFC 4180), in and out. */

/**
 * A cell as it is written. What a spreadsheet would take for a formula begins with an apostrophe, and so does what would be taken for
 * such a cell; `parseCsv` takes the apostrophe away again.
 */
export function csvCell(text: string) {
  const plain = /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** A record with the line that it begins on, from 1, and where it begins in the text. */
export type CsvRecord = { line: number; start: number; cells: string[] }

/** `line` is where the quote opens that makes the text unreadable. */
export type CsvParsed = { ok: true; records: CsvRecord[] } | { ok: false; line: number; message: string }

type Cell = { text: string; end: number }

/**
 * Reads once through. Lines end with LF, CRLF or CR, and empty ones are no records. Cells may also be separated by semicolons or tabs, as
 * spreadsheets in much of Europe write them: the first line decides, or says so itself (`sep=;`).
 */
export function parseCsv(text: string): CsvParsed {
  const records: CsvRecord[] = []
  const { separator, start } = dialectOf(text)
  let [at, line] = [start, 1 + lineEnds(text.slice(0, start))]
  while (at < text.length) {
    const record: CsvRecord = { line, start: at, cells: [] }
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator) : bareCell(text, at, separator)
      if (!cell) return { ok: false, line, message: unreadable(line) }
      if (text[at] === '"') line += lineEnds(cell.text)
      record.cells.push(cell.text.replace(/^'(?='*[=+\-@\t\r\n])/, ''))
      at = cell.end + 1
      if (text[cell.end] !== separator) break
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at++
    line++
    if (record.cells.some((cell) => cell.trim() !== '')) records.push(record)
  }
  return { ok: true, records }
}

const unreadable = (line: number) =>
  `The quote (") that opens on line ${line} isn’t closed at the end of its cell. Close it; a quote within a cell is written twice ("").`

function bareCell(text: string, from: number, separator: string): Cell {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(from, end), end }
}

/** Undefined where the quote is never closed, or closed in mid-cell: then some other one was left open. */
function quotedCell(text: string, from: number, separator: string): Cell | undefined {
  let close = text.indexOf('"', from + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0) return undefined
  const { text: after, end } = bareCell(text, close + 1, separator)
  return after.trim() === '' ? { text: text.slice(from + 1, close).replaceAll('""', '"'), end } : undefined
}

const lineEnds = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0

/** What separates cells, and where the first record begins. */
function dialectOf(text: string): { separator: string; start: number } {
  const said = /^\ufeff?sep=(.)(?:\r\n|\r|\n)/.exec(text)
  if (said?.[1]) return { separator: said[1], start: said[0].length }
  const start = text.startsWith('\ufeff') ? 1 : 0
  const first =
    text
      .slice(start, start + 10_000)
      .replace(/^[\r\n]+/, '')
      .split(/[\r\n]/, 1)[0] ?? ''
  const count = (separator: string) => first.replace(/"[^"]*"/g, '').split(separator).length
  const separator = [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most))
  return { separator, start }
}
