/** Objects of JSON exports: nothing of them can be trusted to be there. */

export type Row = Readonly<Record<string, unknown>>

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
export const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : [])
/** Numbers are ids in old exports. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '')
/** SQLite writes 0 and 1. */
export const isTrue = (value: unknown) => value === true || value === 1 || value === '1' || value === 'true'

/** Of JSON in a text, as columns for documents have it. */
export function jsonIn(value: unknown): Row | undefined {
  if (isRow(value)) return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return isRow(parsed) ? parsed : undefined
  } catch {
    // The HTML beside it is taken instead, and said.
    return undefined
  }
}

/** What stands at a path of names, or nothing. */
export const valueAt = (row: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isRow(value) ? value[name] : undefined), row)
export const textAt = (row: unknown, ...path: readonly string[]): string => textOf(valueAt(row, ...path))
export const rowsAt = (row: unknown, ...path: readonly string[]): Row[] => rowsOf(valueAt(row, ...path))
