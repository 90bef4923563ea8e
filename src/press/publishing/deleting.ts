/** A story that readers never had is deleted, with all that is filed of it. */

import { articleKey } from '../../edition/keys.ts'
import type { Actor, Conditions, Deleted, Refusal } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { unfileDrafts } from '../ledger/drafts.ts'
import { formerSlugsOf } from '../ledger/former-slugs.ts'
import { forgetStoryOfOld } from '../ledger/old-addresses.ts'
import { type Ledger, rows, run } from '../ledger/sql.ts'
import { readPins, saveValue } from '../ledger/stored-values.ts'
import { scrubAnswers } from './idempotency.ts'
import { articleFor, wrongStateRefusal } from './outcome.ts'

/** Keyed by the story's number. */
const NUMBERED = [
  'revisions',
  'copy',
  'origins',
  'releases',
  'published_corrections',
  'redirects',
  'recent_publications',
  'block_notes',
  'approvals',
  'waiting_updates',
  'update_authors',
  'most_read',
  'left_out_of_most_read',
] as const

export function deleteArticle(ledger: Ledger, now: number, slug: string, actor: Actor, { expect }: Conditions = {}): Deleted | Refusal {
  const found = articleFor(ledger, slug, actor, 'delete it', expect)
  if ('refusal' in found) return found.refusal
  const { it } = found
  if (it.came_out) return wrongStateRefusal(slug, it.state, `Readers have seen "${slug}", so it stays on record. ${deletionAdvice(it)}`)
  if (it.until) return wrongStateRefusal(slug, it.state, `"${slug}" is scheduled for ${it.until}. Unschedule it first, then delete it.`)
  forgetItems(ledger, it)
  forgetStoryOfOld(ledger, it, now)
  for (const name of [slug, ...formerSlugsOf(ledger, it.id).map((former) => former.slug)]) scrubAnswers(ledger, name)
  unfileDrafts(ledger, it.id)
  for (const table of NUMBERED) run(ledger, `DELETE FROM ${table} WHERE article = ?`, it.id)
  run(ledger, 'DELETE FROM filed WHERE rowid = ?', it.id)
  run(ledger, 'DELETE FROM previews WHERE slug = ?', slug)
  run(ledger, 'DELETE FROM malformed WHERE key = ?', articleKey(ledger.lang, slug))
  run(ledger, 'DELETE FROM articles WHERE id = ?', it.id)
  const pins = readPins(ledger)
  if (pins.includes(slug))
    saveValue(
      ledger,
      'pins',
      pins.filter((pin) => pin !== slug),
    )
  recordAudit(ledger, actor, now, { what: 'delete', slug, revision: it.revision })
  return { ok: true }
}

const deletionAdvice = ({ state, slug }: ArticleRow) =>
  state === 'withdrawn'
    ? 'It’s already withdrawn. An admin can erase its older revisions.'
    : `Withdraw it instead: DELETE /api/articles/${slug}/publication, or newsdesk withdraw ${slug}.`

/** An item that nothing else came from may come again, in whatever version. That an agency stopped it is not forgotten. */
function forgetItems(ledger: Ledger, { id, agency_uri }: ArticleRow) {
  const uris = rows<{ uri: string }>(ledger, 'SELECT DISTINCT uri FROM origins WHERE article = ?', id).map(({ uri }) => uri)
  for (const uri of new Set([...uris, ...(agency_uri ? [agency_uri] : [])]))
    run(
      ledger,
      `DELETE FROM items WHERE uri = ?1 AND stopped IS NULL AND NOT EXISTS (SELECT 1 FROM origins WHERE uri = ?1 AND article != ?2)
       AND NOT EXISTS (SELECT 1 FROM articles WHERE agency_uri = ?1 AND id != ?2)`,
      ...[uri, id],
    )
}
