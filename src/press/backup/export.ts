/** The whole ledger as JSON Lines. A line holds one thing, and never more than one revision, so that lines stay short. */

import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { erasureOf } from '../ledger/erasures.ts'
import { listStoppedUnfollowed, originOf, readItem } from '../ledger/origins.ts'
import { textOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { readPins, readSite } from '../ledger/stored-values.ts'
import { chosenAlsoOf } from '../listings/also-worth-reading.ts'
import { isLeftOutOfMostRead } from '../listings/most-read.ts'
import { listCampaigns } from '../publishing/campaigns.ts'
import { readHouseStyle } from '../reference/house-style.ts'
import { erasedRevisionsLine } from './erased-lines.ts'
import { VERSION } from './lines.ts'
import { nameLines } from './name-lines.ts'
import { pictureInCursor, pictureLines } from './picture-lines.ts'
import { redirectInCursor, redirectLines } from './redirect-lines.ts'
import { formerSlugsLine } from './renamed-lines.ts'

/** A page of an export ends after so many UTF-16 units. */
const PAGE_UNITS = 1_000_000

export function exportLines(ledger: Ledger, cursor?: string): { lines: string[]; nextCursor?: string } {
  const afterPicture = pictureInCursor(cursor)
  if (afterPicture !== undefined) return tailLines(ledger, [], afterPicture)
  const afterRedirect = redirectInCursor(cursor)
  if (afterRedirect !== undefined) return lastLines(ledger, [], afterRedirect)
  const [id = 0, revision = 0] = (cursor ?? '').split('.').map(Number)
  const lines = cursor ? [] : headLines(ledger)
  let units = 0
  const wanted = rows<{ id: number; slug: string; revision: number; of: number }>(
    ledger,
    `SELECT a.id, a.slug, r.revision, a.revision AS of FROM revisions r JOIN articles a ON a.id = r.article
     WHERE (r.article, r.revision) > (?, ?) ORDER BY r.article, r.revision LIMIT 500`,
    ...[id, revision],
  )
  for (const it of wanted) {
    const line = revisionLine(ledger, it)
    lines.push(line)
    units += line.length
    if (it.revision === it.of) lines.push(articleLine(ledger, it.slug))
    if (units > PAGE_UNITS) return { lines, nextCursor: `${it.id}.${it.revision}` }
  }
  const last = wanted.at(-1)
  if (last && wanted.length === 500) return { lines, nextCursor: `${last.id}.${last.revision}` }
  return tailLines(ledger, lines, 0)
}

/** After all copy: pictures, then redirects, which lead to it, and at the very end the pins. */
function tailLines(ledger: Ledger, lines: string[], afterPicture: number) {
  const pictures = pictureLines(ledger, afterPicture)
  if (pictures.nextCursor) return { lines: [...lines, ...pictures.lines], nextCursor: pictures.nextCursor }
  return lastLines(ledger, [...lines, ...pictures.lines], '')
}

function lastLines(ledger: Ledger, lines: string[], afterRedirect: string) {
  const redirects = redirectLines(ledger, afterRedirect)
  if (redirects.nextCursor) return { lines: [...lines, ...redirects.lines], nextCursor: redirects.nextCursor }
  return { lines: [...lines, ...redirects.lines, JSON.stringify({ type: 'pins', pins: readPins(ledger) })] }
}

function headLines(ledger: Ledger) {
  const site = readSite(ledger)
  const houseStyle = readHouseStyle(ledger)
  return [
    { type: 'dateline-export', v: VERSION, lang: ledger.lang },
    ...(site ? [{ type: 'site', site }] : []),
    ...(houseStyle.length > 0 ? [{ type: 'house-style', rules: houseStyle }] : []),
    ...nameLines(ledger),
    ...listCampaigns(ledger).map((campaign) => ({ type: 'campaign', campaign })),
    ...listStoppedUnfollowed(ledger).map((item) => ({ type: 'item', ...item })),
  ].map((line) => JSON.stringify(line))
}

function revisionLine(ledger: Ledger, { id, slug, revision }: { id: number; slug: string; revision: number }) {
  const { at, by, note, undated } =
    row<{ at: string; by: string; note: string | null; undated: number | null }>(
      ledger,
      'SELECT at, by, note, undated FROM revisions WHERE article = ? AND revision = ?',
      ...[id, revision],
    ) ?? {}
  const from = originOf(ledger, id, revision)
  const erased = erasureOf(ledger, id, revision)
  return JSON.stringify({
    type: 'revision',
    slug,
    ...formerSlugsLine(ledger, id),
    revision,
    at,
    by,
    ...(note && { note }),
    ...(from && { from }),
    ...(undated === 1 && { undated: true }),
    ...(erased ? { erased } : { article: JSON.parse(textOfRevision(ledger, id, revision) ?? 'null') }),
  })
}

/** After its revisions: what became of the article. */
function articleLine(ledger: Ledger, slug: string) {
  const it = articleRow(ledger, slug) as ArticleRow // Its revisions were just read.
  const releases = rows<{ revision: number; at: string }>(ledger, 'SELECT revision, at FROM releases WHERE article = ? ORDER BY id', it.id)
  const also = chosenAlsoOf(ledger, slug)
  const item = it.agency_uri === null ? undefined : readItem(ledger, it.agency_uri)
  const { id: _, corrections_known: __, ...fields } = it
  return JSON.stringify({
    type: 'article',
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
    ...(it.state === 'withdrawn' && { withdrawn_for: it.withdrawn_for }),
    ...(item && { item }),
    ...formerSlugsLine(ledger, it.id),
    ...erasedRevisionsLine(ledger, it.id),
    releases,
    ...(also && { also }),
    ...(isLeftOutOfMostRead(ledger, it.id) && { left_out_of_most_read: true }),
  })
}
