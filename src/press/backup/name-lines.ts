/** Topics and authors in an export, and sections that got another slug. */
import type * as v from 'valibot'
import { movedSection, movedSections, saveMovedSection } from '../ledger/moved-sections.ts'
import { deleteName, nameRow, saveMovedName, saveName } from '../ledger/names.ts'
import { oldAddressRow } from '../ledger/old-addresses.ts'
import { enqueue } from '../ledger/outbox.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { totalOf } from '../listings/listings.ts'
import { printArticlesOf } from '../reference/moving-names.ts'
import { NAME_KINDS } from '../reference-calls.ts'
import type { NameLine } from './lines.ts'

export const nameLines = (ledger: Ledger) => [...topicAndAuthorLines(ledger), ...movedSections(ledger).map((it) => ({ type: 'name', kind: 'section', ...it }))]

const topicAndAuthorLines = (ledger: Ledger) =>
  NAME_KINDS.flatMap((kind) =>
    rows<{ slug: string; name: string | null; json: string | null; moved_to: string | null; at: string; by: string }>(
      ledger,
      'SELECT slug, name, json, moved_to, at, by FROM names WHERE kind = ? ORDER BY slug',
      kind,
    ).map(({ slug, name, json, moved_to, at, by }) => ({
      type: 'name',
      kind,
      slug,
      ...(name !== null && { name }),
      ...(json !== null && { record: JSON.parse(json) as object }),
      ...(moved_to !== null && { to: moved_to, ...(oldAddressRow(ledger, `/${kind}/${slug}`)?.made === 'merger' && { merged: true }) }),
      at,
      by,
    })),
  )

const hasSection = (ledger: Ledger, slug: string) =>
  totalOf(ledger, `section/${slug}`) > 0 || readSite(ledger)?.sections.some((section) => section.slug === slug) === true

/** The line holds, for articles that come with it and for those that are here already. */
export function importName(ledger: Ledger, { kind, slug, name, record, to, merged, at, by }: v.InferOutput<typeof NameLine>, now: number) {
  if (kind === 'section') {
    // A section that is here has its page.
    if (to !== undefined && to !== slug && !hasSection(ledger, slug)) saveMovedSection(ledger, { slug, to: movedSection(ledger, to)?.to ?? to, at, by }, now)
    return enqueue(ledger, { kind: 'listing', name: `section/${slug}` }, now, { bulk: true })
  }
  deleteName(ledger, kind, slug)
  if (name !== undefined) saveName(ledger, kind, { slug, name, json: record ? JSON.stringify(record) : null, at, by })
  // Here, what it leads to may lead on.
  else if (to !== undefined && to !== slug)
    saveMovedName(ledger, kind, { slug, to: nameRow(ledger, kind, to)?.moved_to ?? to, made: merged ? 'merger' : 'rename', at, by })
  enqueue(ledger, { kind: 'listing', name: `${kind}/${slug}` }, now, { bulk: true })
  printArticlesOf(ledger, `${kind}/${slug}`, now)
}
