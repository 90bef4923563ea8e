/**
 * Old addresses and what they lead to: a story, whatever it is called by now; a page or an address elsewhere; or nothing any more. None leads to
 * another of them: see `publishing/redirecting.ts`. Those that a rename, a merger or a move made are listed here and counted with the others;
 * what readers are told of them is printed from `redirects`, `names` and the stories themselves.
 */
import { type MadeBy, type OldPlace, placeOfOld, spellOldAddress } from '../../copy/old-address.ts'
import type { OldAddresses } from '../../copy/shapes/old-addresses.ts'
import type { ArticleRow } from './article-row.ts'
import { storyCalled } from './former-slugs.ts'
import { enqueue } from './outbox.ts'
import { type Ledger, row, rows, run } from './sql.ts'

export const OLD_ADDRESS_TABLE = `
  CREATE TABLE IF NOT EXISTS old_addresses (
    address TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, article INTEGER, target TEXT, at TEXT NOT NULL, by TEXT NOT NULL,
    made TEXT, asked TEXT
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS old_addresses_place ON old_addresses (kind, name);
  CREATE INDEX IF NOT EXISTS old_addresses_article ON old_addresses (article) WHERE article IS NOT NULL;
  CREATE INDEX IF NOT EXISTS old_addresses_target ON old_addresses (target) WHERE target IS NOT NULL;
`

/** On columns that older ledgers get afterwards. */
export const OLD_ADDRESS_INDEX = 'CREATE INDEX IF NOT EXISTS old_addresses_asked ON old_addresses (asked) WHERE asked IS NOT NULL'

/** `article` or `target`; neither where nothing is any more. */
export type OldTarget = { article: number | null; target: string | null }
/** `asked`: the old address that an editor had it lead to, where that leads on. */
export type OldAddressRow = OldTarget & {
  asked: string | null
  address: string
  kind: OldPlace['kind']
  name: string
  at: string
  by: string
  made: MadeBy | null
}

export const oldAddressRow = (ledger: Ledger, address: string) => row<OldAddressRow>(ledger, 'SELECT * FROM old_addresses WHERE address = ?', address)

type Saved = { at: string; by: string; asked?: string | null }

/** Counting reads them all: once, until there is another or one less. */
const counted = new WeakMap<SqlStorage, number>()

export function countOldAddresses(ledger: Ledger): number {
  const known = counted.get(ledger.sql) ?? row<{ n: number }>(ledger, 'SELECT count(*) AS n FROM old_addresses')?.n ?? 0
  counted.set(ledger.sql, known)
  return known
}

/** Called by whatever adds rows or takes some away. */
export const recountOldAddresses = ({ sql }: Ledger) => counted.delete(sql)

export function saveOldAddress(ledger: Ledger, address: string, { article, target }: OldTarget, { at, by, asked = null }: Saved) {
  const { kind, name } = placeOfOld(address)
  const bound = [address, kind, name, article, target, at, by, asked]
  recountOldAddresses(ledger)
  run(ledger, 'INSERT OR REPLACE INTO old_addresses (address, kind, name, article, target, at, by, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...bound)
}

/** In place of an editor's, which was in the shadow of the page that was there and will be in that of this. */
export function saveAutomatic(ledger: Ledger, path: string, target: OldTarget, { made, at, by }: { made: MadeBy; at: string; by: string }) {
  const address = spellOldAddress(path)
  if (address === undefined) return
  saveOldAddress(ledger, address, target, { at, by })
  run(ledger, 'UPDATE old_addresses SET made = ? WHERE address = ?', made, address)
}

/** A page is there again. */
export function deleteAutomatic(ledger: Ledger, path: string) {
  recountOldAddresses(ledger)
  run(ledger, 'DELETE FROM old_addresses WHERE address = ? AND made IS NOT NULL', spellOldAddress(path) ?? path)
}

export const dateOldAddress = (ledger: Ledger, address: string, at: string) => run(ledger, 'UPDATE old_addresses SET at = ? WHERE address = ?', at, address)

export function deleteOldAddress(ledger: Ledger, address: string) {
  recountOldAddresses(ledger)
  run(ledger, 'DELETE FROM old_addresses WHERE address = ?', address)
}

/** Where readers are sent; undefined where they would find nothing yet. */
export function presentTarget(ledger: Ledger, { article, target }: OldTarget): string | null | undefined {
  if (article === null) return target
  const story = storyOf(ledger, article)
  return story?.came_out ? story.path : undefined
}

export const storyOf = (ledger: Ledger, article: number) => row<ArticleRow>(ledger, 'SELECT * FROM articles WHERE id = ?', article)

/** What is printed at a place, beside nothing else. */
export function oldAddressesAt(ledger: Ledger, { kind, name }: OldPlace): OldAddresses | undefined {
  const found = rows<OldAddressRow>(ledger, 'SELECT * FROM old_addresses WHERE kind = ? AND name = ? AND made IS NULL ORDER BY address', kind, name)
  const old = found.flatMap((it) => {
    const to = presentTarget(ledger, it)
    return to === undefined ? [] : [[it.address, to] as const]
  })
  return old.length > 0 ? { v: 1, old: Object.fromEntries(old) } : undefined
}

export const queueOldPlace = (ledger: Ledger, address: string, now: number, bulk = false) => enqueue(ledger, placeOfOld(address), now, { bulk })

/** Where what leads to a story is kept. */
export const oldPlacesOf = (ledger: Ledger, article: number) =>
  rows<OldPlace>(ledger, 'SELECT DISTINCT kind, name FROM old_addresses WHERE article = ? AND made IS NULL', article)

/**
 * What led to one of our addresses, or was to lead where that led, leads to where that leads now, or to what is there; what is there leads
 * nowhere. Each follower is passed once, however they lead to each other.
 */
export function redirectOldAddresses(ledger: Ledger, from: string, { article, target }: OldTarget, now: number) {
  recountOldAddresses(ledger)
  run(ledger, 'DELETE FROM old_addresses WHERE target = ? AND address = ?', from, target)
  const waiting = [from]
  const seen = new Set(waiting)
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const { address } of rows<{ address: string }>(ledger, 'SELECT address FROM old_addresses WHERE target = ? OR asked = ?', at, at)) {
      if (seen.has(address)) continue
      seen.add(address)
      waiting.push(address)
      run(ledger, 'UPDATE old_addresses SET article = ?, target = ?, asked = coalesce(asked, ?) WHERE address = ?', article, target, at, address)
      queueOldPlace(ledger, address, now)
    }
}

/** They lead where they led, whatever becomes of the one between. */
export const forgetAsked = (ledger: Ledger, address: string) => run(ledger, 'UPDATE old_addresses SET asked = NULL WHERE asked = ?', address)

/** A story that never came out is deleted: what waited for it leads to where it would have been. */
export function forgetStoryOfOld(ledger: Ledger, { id, path }: ArticleRow, now: number) {
  for (const place of oldPlacesOf(ledger, id)) enqueue(ledger, place, now)
  recountOldAddresses(ledger)
  run(ledger, 'DELETE FROM old_addresses WHERE article = ? AND made IS NOT NULL', id)
  run(ledger, 'UPDATE old_addresses SET article = NULL, target = ? WHERE article = ?', path, id)
}

/** The story that is at an address of ours, or was before it was renamed. */
export function storyAt(ledger: Ledger, address: string): ArticleRow | undefined {
  const spelled = spellOldAddress(address)
  const place = spelled === undefined ? undefined : placeOfOld(spelled)
  return place?.kind === 'article' ? storyCalled(ledger, place.name) : undefined
}

/** The story whose page is under this slug, or leads on from it. */
export function storyOutAt(ledger: Ledger, slug: string) {
  const story = storyCalled(ledger, slug)
  return story?.came_out === 1 ? story : undefined
}
