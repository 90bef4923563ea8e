/** Rows of a Ghost export: nothing of them can be trusted to be there. */

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
