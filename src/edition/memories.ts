/** What this isolate remembers of the edition, how much of each kind, and for how long that is believed. */
import { holdsCampaigns, SITE_KEY } from './keys.ts'
import { Memo } from './memo.ts'

/**
 * A value of the edition. `tag` changes whenever the value does: the press's revision, or a hash of hand-put text. `at` is when
 * it became what it is, in milliseconds, as the press knows it: of hand-put text nobody does. `first` is the slug that a renamed
 * story was first out under, `id` what feeds call it. `changed`: when readers last saw an article change; of one that never did there is nothing.
 */
export type Copy<T> = { value: T; tag: string; at?: number | undefined; first?: string | undefined; id?: string | undefined; changed?: string | undefined }

export const memo = new Memo<Copy<unknown> | undefined>({ maxEntries: 300, maxBytes: 16_000_000 })
/** Articles read by the dozen for a feed are remembered apart, so that no crawl pushes out what readers read. */
export const feedMemo = new Memo<Copy<unknown> | undefined>({ maxEntries: 150, maxBytes: 6_000_000 })
/** Old addresses, of which many share a value, apart from both. */
export const oldMemo = new Memo<Copy<unknown> | undefined>({ maxEntries: 256, maxBytes: 4_000_000 })
/** Nor does a flood of made-up addresses: where there is nothing is remembered apart, too. */
export const absent = new Memo<undefined>({ maxEntries: 500, maxBytes: 500_000 })
const absences = new Memo<number>({ maxEntries: 200, maxBytes: 1_000_000 })

export const MEMORIES = [memo, feedMemo, oldMemo, absent, absences]

export function memoryOf(key: string, into = memo) {
  if (key.includes(':old/')) return oldMemo
  return key === SITE_KEY ? memo : into
}

const FRESH_MS = { article: 10_000, other: 15_000, site: 30_000 }
/** How long "there is nothing" is believed. An article put into KV is shown to the very next reader. */
export const NOTHING_FRESH_MS = 2000
/** Unless it is one of a crowd: the fourth who asks for an article that is not there is believed for a second. */
const ABSENCE = { crowd: 4, freshMs: 1000 }

export const freshMsOf = (key: string) => (key === SITE_KEY ? FRESH_MS.site : key.includes(':article:') ? FRESH_MS.article : FRESH_MS.other)

/** Until when it is believed that nothing is under this key. */
export function absentUntil(key: string, now: number) {
  if (!key.includes(':article:')) return now + (holdsCampaigns(key) || memoryOf(key) === oldMemo ? FRESH_MS.other : NOTHING_FRESH_MS)
  const asked = 1 + (absences.isFresh(key, now) ? (absences.get(key)?.value ?? 0) : 0)
  absences.set(key, asked, { freshUntil: now + ABSENCE.freshMs, bytes: 100 })
  return asked >= ABSENCE.crowd ? now + ABSENCE.freshMs : 0
}
