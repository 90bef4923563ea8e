/** Rows of a Durable Object's tables as lines of JSON, out and in. A line is `{"table":…,"row":{…}}`, with columns by name and without those that are empty. */
import type { RowsTaken } from './calls.ts'

export type Value = string | number | null | ArrayBuffer
export type Row = Record<string, Value>

/** Rows that belong to a row and are read in the same moment. */
export type Below = { table: string; where: string; bound: Value[] }
/**
 * A table that is read in the order of its key, from the row after a cursor on. `isLast`: no row with the same beginning of the key
 * counts any more, even if it comes before the next page is read.
 */
export type TableToRead = {
  table: string
  key: readonly string[]
  where?: string
  below?: (sql: SqlStorage, row: Row) => Below[]
  isLast?: (sql: SqlStorage, row: Row) => boolean
}

/** A page ends after so many UTF-16 units; a row has at most 2 MB. */
const PAGE_UNITS = 1_000_000
const ROWS_A_QUERY = 500

/** The key of every table that is backed up: its rows are told apart by it. */
export type TableKeys = Record<string, readonly string[]>

type Cursor = { at: number; after: (string | number)[] }

/** The next rows of these tables, one after the other. */
export function readRows(sql: SqlStorage, tables: readonly TableToRead[], keys: TableKeys, text: string | undefined): { lines: string[]; nextCursor?: string } {
  const cursor = cursorIn(text)
  const lines: string[] = []
  let units = 0
  for (let { at, after } = cursor; at < tables.length; at++, after = []) {
    const table = tables[at] as TableToRead // `at` is below the length.
    for (let count = ROWS_A_QUERY; count === ROWS_A_QUERY; ) {
      count = 0
      for (const row of rowsAfter(sql, table, after)) {
        count++
        after = table.key.map((column) => row[column] as string | number) // Keys are texts and numbers.
        if (table.isLast?.(sql, row)) after[after.length - 1] = Number.MAX_SAFE_INTEGER
        const more = [lineOf(table.table, row), ...linesBelow(sql, table.below?.(sql, row) ?? [], keys)]
        lines.push(...more)
        units += more.reduce((sum, line) => sum + line.length, 0)
        if (units > PAGE_UNITS) return { lines, nextCursor: JSON.stringify({ at, after }) }
      }
    }
  }
  return { lines }
}

function cursorIn(text: string | undefined): Cursor {
  if (text === undefined) return { at: 0, after: [] }
  const { at, after } = JSON.parse(text) as Cursor // As it was written above.
  return { at, after }
}

function rowsAfter(sql: SqlStorage, { table, key, where }: TableToRead, after: (string | number)[]) {
  const names = key.join(', ')
  const beyond = after.length > 0 ? `(${names}) > (${after.map(() => '?').join(', ')})` : undefined
  const wanted = [beyond, where].filter(Boolean).join(' AND ')
  return sql.exec<Row>(`SELECT * FROM ${table}${wanted && ` WHERE ${wanted}`} ORDER BY ${names} LIMIT ${ROWS_A_QUERY}`, ...after)
}

const linesBelow = (sql: SqlStorage, below: Below[], keys: TableKeys) =>
  below.flatMap(({ table, where, bound }) =>
    sql
      .exec<Row>(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${(keys[table] ?? ['rowid']).join(', ')}`, ...bound)
      .toArray()
      .map((row) => lineOf(table, row)),
  )

/** Columns in the order of the alphabet: tables that grew have theirs in another order than new ones. */
const lineOf = (table: string, row: Row) =>
  JSON.stringify({
    table,
    row: Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([column, value]) => [column, value instanceof ArrayBuffer ? { base64: base64Of(value) } : value]),
    ),
  })

const base64Of = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer

type Line = { table: string; row: Record<string, string | number | { base64: string }> }
/** `change` may say how a row comes back otherwise than it was. */
type Writing = { keys: TableKeys; tables: readonly string[]; change?: (table: string, row: Row) => Row; after?: (table: string, row: Row) => void }

export function writeRows(sql: SqlStorage, lines: string[], { keys, tables, change = (_, row) => row, after }: Writing): RowsTaken {
  const columns = new Map<string, Set<string>>()
  for (const [at, text] of lines.entries()) {
    const line = lineIn(text)
    if (!line || !tables.includes(line.table)) return badLine(at, 'This is no row of a table of this part.')
    const { table } = line
    const known = columns.get(table) ?? columnsOf(sql, table)
    columns.set(table, known)
    const row = change(table, rowIn(line))
    const unknown = Object.keys(row).find((column) => !known.has(column))
    if (unknown !== undefined)
      return badLine(at, `This version knows no "${unknown}" of "${table}". Deploy the version that made the backup, or a later one, and restore there.`)
    try {
      sql.exec(upsert(table, Object.keys(row), keys[table]), ...Object.values(row))
    } catch (error) {
      return badLine(at, `This row can’t be taken: ${error instanceof Error ? error.message : String(error)}`)
    }
    after?.(table, row)
  }
  return { ok: true }
}

const badLine = (at: number, message: string): RowsTaken => ({ ok: false, reason: 'bad-line', line: at + 1, message })

function lineIn(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Line> | null
    return typeof line?.table === 'string' && typeof line.row === 'object' && line.row !== null ? (line as Line) : undefined
  } catch {
    // Said by the caller, with the line's number.
    return undefined
  }
}

const rowIn = ({ row }: Line): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'object' ? bytesOf(value.base64) : value]))

const columnsOf = (sql: SqlStorage, table: string) =>
  new Set(
    sql
      .exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
      .toArray()
      .map(({ name }) => name),
  )

/** The same row again is the same row. A row that only shares something that may be there once is refused. */
function upsert(table: string, columns: string[], key: readonly string[] = []) {
  const others = columns.filter((column) => !key.includes(column))
  const changes = others.length > 0 ? `UPDATE SET ${others.map((column) => `"${column}" = excluded."${column}"`).join(', ')}` : 'NOTHING'
  return `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO ${changes}`
}
