/** Comma-separated values (RFC 4180), in and out. */

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvCell(text: string) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}

/** A record with the line that it begins on, from 1. */
export type CsvRecord = { line: number; cells: string[] }

/** Reads once through. Ends of lines may be CRLF or LF; empty lines are no records; a quote that nothing ends goes to the end. */
export function csvRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let record: CsvRecord = { line: 1, cells: [] }
  let line = 1
  const end = () => {
    if (record.cells.length > 1 || record.cells[0]?.trim()) records.push(record)
    record = { line, cells: [] }
  }
  for (const [, quoted, bare = '', stop] of text.replace(/^\ufeff/, '').matchAll(CELL)) {
    const cell = quoted === undefined ? bare : quoted.replace(/""/g, '"')
    record.cells.push(cell)
    line += cell.split('\n').length - 1
    if (stop === ',') continue
    if (stop) line++
    end()
    if (stop === '') break
  }
  return records
}

/** A cell and what stops it: a comma, the end of the line, or the end of everything. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"?|([^,\r\n]*))[^,\r\n]*(,|\r?\n|\r|$)/g
