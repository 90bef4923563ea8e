/** How often Cloudflare Images was asked for something, by months in UTC: that is what it bills. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Ledger } from './sql.ts'
import { readValue, saveValue } from './stored-values.ts'

const NAME = 'transformations'

export type Transformations = { month: string; count: number; before: number }

export function countTransformations(ledger: Ledger, count: number, now: number) {
  const counted = transformationsIn(ledger, now)
  saveValue(ledger, NAME, { ...counted, count: counted.count + Math.max(0, Math.trunc(count)) })
}

/** Of this month and the one before. */
export function transformationsIn(ledger: Ledger, now: number): Transformations {
  const month = monthOf(now)
  const saved = readValue<Transformations>(ledger, NAME)
  if (saved?.month === month) return saved
  const last = new Date(now)
  last.setUTCDate(0)
  return { month, count: 0, before: saved?.month === monthOf(last.getTime()) ? saved.count : 0 }
}

const monthOf = (at: number) => instantOf(at).slice(0, 7)
