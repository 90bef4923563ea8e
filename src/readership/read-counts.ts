/** Reads by half-hours, and the ranking that the press is told of every ten minutes. */
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { type Check, schemaTag } from '../health/check.ts'
import { type MostReadCalls, mostReadPressOf, type ReadingWindow } from '../press/most-read-calls.ts'
import { ADDRESS_TABLE, addressReport, recordAddresses } from './address-counts.ts'
import type { AddressCount, Reads } from './calls.ts'
import { ReadsBackup } from './reads-backup.ts'

/** Every zone's day begins with one of them, but for the few that are a quarter of an hour off. */
export const BUCKET_MS = 30 * 60_000
export const RANKING_MS = 10 * 60_000
/** The days that are listed, and the one that a day begins in. */
const KEPT_MS = 9 * 86_400_000
/** A whole archive that is read through in one half-hour ends here; what was read in it before is still counted. */
const MAX_SLUGS_IN_BUCKET = 5000
/** What one isolate can have seen in its half minute, at most. */
const MAX_READS_AT_ONCE = 100_000
/** Enough for ten of every section. */
const RANKED = 1000

const TABLES = `
  CREATE TABLE IF NOT EXISTS reads (bucket INTEGER NOT NULL, slug TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (bucket, slug)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS buckets (bucket INTEGER PRIMARY KEY, slugs INTEGER NOT NULL);
`

const isPlausible = (slug: string, count: number) => isSlug(slug) && Number.isInteger(count) && count >= 1 && count <= MAX_READS_AT_ONCE

export class ReadCounts {
  /** Tests put others in place of these. */
  clock = () => Date.now()
  press: Pick<MostReadCalls, 'readingWindows' | 'saveMostRead'>

  readonly backup: ReadsBackup

  #storage: DurableObjectStorage

  constructor(ctx: DurableObjectState, env: Env) {
    this.#storage = ctx.storage
    this.press = mostReadPressOf(env)
    ctx.storage.sql.exec(TABLES + ADDRESS_TABLE)
    this.backup = new ReadsBackup(ctx.storage, () => this.#arm(this.clock()))
  }

  record(reads: readonly Reads[]) {
    const now = this.clock()
    const bucket = Math.floor(now / BUCKET_MS)
    this.#storage.transactionSync(() => {
      const taken = this.#slugsIn(bucket)
      let all = taken
      for (const { slug, count } of reads) if (isPlausible(slug, count)) all += this.#add(bucket, slug, count, all < MAX_SLUGS_IN_BUCKET)
      // Once for all of them: what is written is paid for by rows.
      if (all > taken) this.#storage.sql.exec('INSERT OR REPLACE INTO buckets (bucket, slugs) VALUES (?, ?)', bucket, all)
    })
    void this.#arm(now + RANKING_MS)
  }

  recordAddresses(counts: readonly AddressCount[]) {
    this.#storage.transactionSync(() => recordAddresses(this.#storage.sql, counts, this.clock()))
  }

  addressReport() {
    return addressReport(this.#storage.sql, this.clock())
  }

  health(): Check {
    return { name: 'readership', ok: true, words: `Reads are counted. Its tables are ${schemaTag(this.#storage.sql, fingerprint)}.` }
  }

  #slugsIn(bucket: number) {
    return this.#storage.sql.exec<{ slugs: number }>('SELECT slugs FROM buckets WHERE bucket = ?', bucket).toArray()[0]?.slugs ?? 0
  }

  /** How many slugs are new by it. */
  #add(bucket: number, slug: string, count: number, hasRoom: boolean): 0 | 1 {
    const { sql } = this.#storage
    if (sql.exec('UPDATE reads SET count = count + ? WHERE bucket = ? AND slug = ?', count, bucket, slug).rowsWritten > 0 || !hasRoom) return 0
    sql.exec('INSERT INTO reads (bucket, slug, count) VALUES (?, ?, ?)', bucket, slug, count)
    return 1
  }

  /** Goes on while anything was read within the days that are listed: a list empties by time alone. */
  async alarm() {
    const now = this.clock()
    this.#forgetBefore(now - KEPT_MS)
    try {
      const windows = await this.press.readingWindows()
      await this.press.saveMostRead(windows.map((window) => ({ ...window, ranking: this.#rank(window) })))
    } catch (error) {
      // The press is told again in ten minutes.
      console.log(JSON.stringify({ event: 'most-read-failed', error: String(error) }))
    }
    if (this.#storage.sql.exec('SELECT 1 FROM reads LIMIT 1').toArray().length > 0) await this.#storage.setAlarm(now + RANKING_MS)
  }

  #rank({ from, until }: ReadingWindow): Reads[] {
    return this.#storage.sql
      .exec<Reads>(
        'SELECT slug, sum(count) AS count FROM reads WHERE bucket >= ? AND bucket < ? GROUP BY slug ORDER BY count DESC, slug LIMIT ?',
        ...[Math.floor(from / BUCKET_MS), Math.ceil(until / BUCKET_MS), RANKED],
      )
      .toArray()
  }

  #forgetBefore(at: number) {
    for (const table of ['reads', 'buckets'] as const) this.#storage.sql.exec(`DELETE FROM ${table} WHERE bucket < ?`, Math.floor(at / BUCKET_MS))
  }

  async #arm(at: number) {
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(at)
  }
}
