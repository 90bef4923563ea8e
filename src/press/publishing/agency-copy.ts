/** Copy of an agency on its way into the ledger: what may come in after what came before, and what it is remembered by. */
import { compareVersions, versionTexts } from '../../copy/ninjs/item-version.ts'
import type { Filing, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { followItem, originOf, readItem, saveItem } from '../ledger/origins.ts'
import type { Ledger } from '../ledger/sql.ts'

/**
 * Nothing comes in that is not newer than what came before. After the agency stopped the item, doubt refuses; and what is
 * filed for the first time after that, out of its order, is kept as a draft (`holdBack`).
 */
export function checkAgencyCopy(ledger: Ledger, it: ArticleRow | undefined, { agency }: Filing): { refusal: Refusal } | { holdBack: boolean } {
  if (!agency) return { holdBack: false }
  const { uri } = agency
  if (it?.agency_uri && it.agency_uri !== uri) return { refusal: { ok: false, reason: 'other-item', slug: it.slug, follows: it.agency_uri, uri } }
  const known = readItem(ledger, uri)
  const before = it && originOf(ledger, it.id, it.revision)
  const follows = it?.agency_uri === uri
  const last = follows ? known : before?.uri === uri ? before : undefined
  const order = last && compareVersions(agency, last)
  if (it && last && (order === 'older' || order === 'same')) {
    const [got, had] = versionTexts(agency, last)
    return { refusal: { ok: false, reason: 'older-version', slug: it.slug, held: had, got } }
  }
  const isStopped = known?.stopped !== undefined && compareVersions(agency, known) !== 'newer'
  if (it && follows && isStopped) return { refusal: { ok: false, reason: 'stopped-item', slug: it.slug, uri } }
  return { holdBack: isStopped }
}

/** What a reporter files moves nothing of the agency's. */
export function recordItem(ledger: Ledger, it: ArticleRow, { agency, actor }: Filing, holdBack: boolean) {
  if (!agency || !mayPublish(actor)) return
  followItem(ledger, it.id, agency.uri)
  saveItem(ledger, agency, holdBack ? readItem(ledger, agency.uri)?.stopped : undefined)
}

export const HELD_BACK_NOTE = 'The agency has stopped this item, and this is no newer version of it: it was kept as a draft and not published.'
