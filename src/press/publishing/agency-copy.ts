/** Copy of an agency on its way into the ledger: what may come in after what came before, and what it is remembered by. */
import { compareVersions, versionTexts } from '../../copy/ninjs/item-version.ts'
import type { Filing, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { followItem, originOf, readItem, saveItem } from '../ledger/origins.ts'
import type { Ledger } from '../ledger/sql.ts'

/** Why copy is filed and not published: the agency stopped the item before it came, or the desk withdrew the story. */
export type HoldBack = 'stopped' | 'withdrawn'

/**
 * Nothing comes in that is not newer than what came before. After the agency stopped the item, doubt refuses; and what is
 * filed for the first time after that, out of its order, is a draft. What the desk withdrew only the desk brings out again.
 */
export function checkAgencyCopy(
  ledger: Ledger,
  it: ArticleRow | undefined,
  { agency, publish }: Filing,
): { refusal: Refusal } | { holdBack: HoldBack | undefined } {
  if (!agency) return { holdBack: undefined }
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
  if (isStopped) return { holdBack: 'stopped' }
  return { holdBack: it?.state === 'withdrawn' && it.withdrawn_for === null && publish === 'now' ? 'withdrawn' : undefined }
}

/** What a reporter files moves nothing of the agency's. */
export function recordItem(ledger: Ledger, it: ArticleRow, { agency, actor }: Filing, holdBack: HoldBack | undefined) {
  if (!agency || !mayPublish(actor)) return
  followItem(ledger, it.id, agency.uri)
  saveItem(ledger, agency, holdBack === 'stopped' ? readItem(ledger, agency.uri)?.stopped : undefined)
}

export function holdBackNote(holdBack: HoldBack, { slug, withdrawn_at }: ArticleRow) {
  switch (holdBack) {
    case 'stopped':
      return 'The agency stopped this item, and this isn’t a newer version, so it was kept as a draft and not published.'
    case 'withdrawn':
      return `The newsroom withdrew "${slug}"${withdrawn_at ? ` at ${withdrawn_at}` : ''}: the agency’s update was filed but not published. To bring it back, publish it: PUT /api/articles/${slug}/publication, or newsdesk publish ${slug}.`
  }
}
