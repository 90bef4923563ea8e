/** How often old addresses are used, and which are asked for and lead nowhere: by days, so many of each, and nothing about who asked. */
import { type AddressCount, type AddressKind, type AddressReport, REPORTED_DAYS } from './calls.ts'

const DAY_MS = 86_400_000
/** Of one kind on one day. A crawl through made-up addresses pushes out those that were asked for least. */
const MAX_ADDRESSES = 1000
const MAX_AT_ONCE = 500
const REPORTED = 100
/** Once is a slip of somebody's hand. */
const OFTEN = 3

export const ADDRESS_TABLE = `
  CREATE TABLE IF NOT EXISTS address_counts (day INTEGER NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, kind, address)) WITHOUT ROWID;
`

export function recordAddresses(sql: SqlStorage, counts: readonly AddressCount[], now: number) {
  const day = Math.floor(now / DAY_MS)
  sql.exec('DELETE FROM address_counts WHERE day <= ?', day - REPORTED_DAYS)
  for (const it of counts.slice(0, MAX_AT_ONCE)) if (isPlausible(it)) add(sql, day, it)
}

const isPlausible = ({ kind, address, count }: AddressCount) =>
  (kind === 'used' || kind === 'missing') && address.startsWith('/') && address.length <= 300 && Number.isInteger(count) && count >= 1 && count <= 100_000

function add(sql: SqlStorage, day: number, { kind, address, count }: AddressCount) {
  const isKnown = sql.exec('UPDATE address_counts SET count = count + ? WHERE day = ? AND kind = ? AND address = ?', count, day, kind, address).rowsWritten > 0
  if (isKnown) return
  const { n } = sql.exec<{ n: number }>('SELECT count(*) AS n FROM address_counts WHERE day = ? AND kind = ?', day, kind).one()
  const beside = n < MAX_ADDRESSES ? 0 : takeLeast(sql, day, kind)
  sql.exec('INSERT INTO address_counts (day, kind, address, count) VALUES (?, ?, ?, ?)', day, kind, address, count + beside)
}

/** Whoever comes in its place inherits its count, or what is asked for now and again would never stay (Metwally's "space saving"). */
function takeLeast(sql: SqlStorage, day: number, kind: AddressKind) {
  const least = sql
    .exec<{ address: string; count: number }>('SELECT address, count FROM address_counts WHERE day = ? AND kind = ? ORDER BY count LIMIT 1', day, kind)
    .one()
  sql.exec('DELETE FROM address_counts WHERE day = ? AND kind = ? AND address = ?', day, kind, least.address)
  return least.count
}

export function addressReport(sql: SqlStorage, now: number): AddressReport {
  const since = Math.floor(now / DAY_MS) - REPORTED_DAYS
  const most = (kind: AddressKind, least: number) =>
    sql
      .exec<{ address: string; count: number; day: number }>(
        `SELECT address, sum(count) AS count, max(day) AS day FROM address_counts WHERE kind = ? AND day > ? GROUP BY address HAVING sum(count) >= ?
         ORDER BY count DESC, address LIMIT ?`,
        ...[kind, since, least, REPORTED],
      )
      .toArray()
      .map(({ address, count, day }) => ({ address, count, last: new Date(day * DAY_MS).toISOString().slice(0, 10) }))
  return { days: REPORTED_DAYS, used: most('used', 1), missing: most('missing', OFTEN) }
}
