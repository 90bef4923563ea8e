/** What all queries of the press share. */
type Value = string | number | null
type Shape = Record<string, Value>

export type Ledger = { sql: SqlStorage; lang: string }

export const rows = <T extends Shape>({ sql }: Ledger, query: string, ...bound: Value[]): T[] => sql.exec<T>(query, ...bound).toArray()
export const row = <T extends Shape>({ sql }: Ledger, query: string, ...bound: Value[]): T | undefined => sql.exec<T>(query, ...bound).toArray()[0]
export const run = ({ sql }: Ledger, query: string, ...bound: Value[]) => sql.exec(query, ...bound).rowsWritten

/** Of two moments in the notation of copy. */
export const laterOf = (a: string, b: string) => [a, b].sort()[1] as string

/** SQLite takes 2 MB in one value here; UTF-8 needs at most three bytes for a UTF-16 unit. */
const PART_UNITS = 600_000

/** A long text in parts that fit. A surrogate pair is never cut. */
export function partsOf(text: string) {
  const parts: string[] = []
  for (let at = 0; at < text.length || at === 0; ) {
    let end = Math.min(at + PART_UNITS, text.length)
    const last = text.charCodeAt(end - 1)
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end--
    parts.push(text.slice(at, end))
    at = end || 1
  }
  return parts
}
