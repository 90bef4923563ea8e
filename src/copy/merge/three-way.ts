/** Three versions of one value: what two people made of the same base. */

/** Copy as an editor has it before it is filed: not parsed, and perhaps not finished. */
export type UnfinishedCopy = { [field: string]: unknown }

/**
 * What both sides changed, each otherwise. `where` is a JSON Pointer into the merged copy, which has `mine` there. What one side
 * removed is absent. Blocks of a body come as lists: what each side has in place of `base`.
 */
export type Conflict = { where: string; base?: unknown; mine?: unknown; theirs?: unknown }

/** The same for each part of it. `undefined` where it is left out. */
export type Merge<T> = { merged: T; conflicts: Conflict[] }

export type Versions<T> = { base: T; mine: T; theirs: T }

export function mergeValues<T>(where: string, { base, mine, theirs }: Versions<T>): Merge<T> {
  if (isSame(mine, theirs) || isSame(theirs, base)) return { merged: mine, conflicts: [] }
  if (isSame(mine, base)) return { merged: theirs, conflicts: [] }
  return { merged: mine, conflicts: [conflict(where, { base, mine, theirs })] }
}

export const conflict = (where: string, versions: Versions<unknown>): Conflict => ({
  where,
  ...Object.fromEntries(Object.entries(versions).filter(([, value]) => value !== undefined)),
})

export const isSame = (a: unknown, b: unknown) => a === b || canonicalText(a) === canonicalText(b)

/** The same text for the same value, in whatever order its fields are. */
export const canonicalText = (value: unknown): string => JSON.stringify(value, (_, part) => (isRecord(part) ? sortedByField(part) : part)) ?? ''

const sortedByField = (record: UnfinishedCopy) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

export const isRecord = (value: unknown): value is UnfinishedCopy => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One piece of a JSON Pointer (RFC 6901 section 3). */
export const pointerPiece = (field: string | number) => `/${String(field).replaceAll('~', '~0').replaceAll('/', '~1')}`
