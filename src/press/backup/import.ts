/** An export's lines, read back into the ledger. Lines that are plain articles are filed and published. */

import type * as v from 'valibot'
import { parseHouseStyle } from '../../copy/checks/house-style/parse-rules.ts'
import { futureMomentFlaws } from '../../copy/future-moments.ts'
import { itemVersionOf } from '../../copy/ninjs/item-version.ts'
import { parseJson, parseStoredArticle, parseWith } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { type Article, pathOf } from '../../copy/shapes/article.ts'
import type { Actor, LineResult } from '../calls.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { agencyItemOf, readItem, type StopKind, saveItem, saveOrigin } from '../ledger/origins.ts'
import { enqueue, RANK } from '../ledger/outbox.ts'
import { indexForEditors, saveRevisionText, textOfArticle, textOfRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { removeFromListings } from '../listings/listed-articles.ts'
import { saveCampaign } from '../publishing/campaigns.ts'
import { erase } from '../publishing/erasing.ts'
import { file } from '../publishing/filing.ts'
import { tellOfImported } from '../publishing/import-events.ts'
import { endPreviews } from '../publishing/previews.ts'
import { savePins, saveSite } from '../publishing/site-settings.ts'
import { tellOfWithdrawal } from '../publishing/story-events.ts'
import { saveHouseStyle } from '../reference/house-style.ts'
import { importAbout } from './about-lines.ts'
import { erasureRefusal, importErasures } from './erased-lines.ts'
import { deletionRefusal, importRefusal, onRecord } from './import-refusal.ts'
import { type ArticleLine, ExportLine, type RevisionLine } from './lines.ts'
import { importName } from './name-lines.ts'
import { importPicture } from './picture-lines.ts'
import { importReadersLists } from './readers-lists.ts'
import { importRedirectLine } from './redirect-lines.ts'
import { currentSlugOf, importFormerSlugs } from './renamed-lines.ts'
import { importStory, slugForStory } from './story-lines.ts'

/** One result for each line, counted from 1. A line that is refused changes nothing; the others count. */
export function importLines(ledger: Ledger, lines: string[], actor: Actor, now: number): LineResult[] {
  const results: LineResult[] = []
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue
    results.push({ line: at + 1, ...importLine(ledger, text, actor, now) })
  }
  const isQuestion = lines.every((text) => text.startsWith('{"type":"story-slug"'))
  if (!isQuestion) recordAudit(ledger, actor, now, { what: 'import', detail: `${results.filter(({ ok }) => ok).length} of ${results.length} lines` })
  return results
}

function importLine(ledger: Ledger, text: string, actor: Actor, now: number): Omit<LineResult, 'line'> {
  const json = parseJson(text)
  if (!json.ok) return refused(json.flaws)
  const isArticle = typeof json.value === 'object' && json.value !== null && !('type' in json.value)
  if (isArticle) {
    const parsed = parseArticle(json.value)
    if (!parsed.ok) return refused(parsed.flaws, slugIn(json.value))
    const { slug } = parsed.value
    if (articleRow(ledger, slug)?.state === 'withdrawn')
      return { ok: false, slug, message: `"${slug}" was withdrawn here, and imports don’t bring articles back. To bring it back, publish it.` }
    const ahead = futureMomentFlaws(parsed.value, now)
    if (ahead.length > 0) return refused(ahead, parsed.value.slug)
    const outcome = file(ledger, now, { article: parsed.value, actor, publish: 'now', undated: false }, { what: 'import', bulk: true })
    return outcome.ok
      ? { ok: true, slug: outcome.entry.slug, ...(parsed.notes.length > 0 && { notes: parsed.notes }) }
      : { ok: false, slug, message: 'message' in outcome ? outcome.message : outcome.reason }
  }
  const parsed = parseWith(ExportLine, json.value)
  if (!parsed.ok) return refused(parsed.flaws, slugIn(json.value))
  const line = parsed.value
  switch (line.type) {
    case 'dateline-export':
      return { ok: true }
    case 'site':
      saveSite(ledger, line.site, actor, now)
      return { ok: true }
    case 'house-style': {
      const rules = parseHouseStyle(line.rules)
      if (!rules.ok) return refused(rules.flaws)
      saveHouseStyle(ledger, rules.value, actor, now)
      return { ok: true }
    }
    case 'name':
      importName(ledger, line, now)
      return { ok: true }
    case 'campaign':
      saveCampaign(ledger, line.campaign, actor, now)
      return { ok: true }
    case 'pins':
      savePins(ledger, line.pins, actor, now)
      return { ok: true }
    case 'picture':
      importPicture(ledger, line, now)
      return { ok: true }
    case 'redirect': {
      const taken = importRedirectLine(ledger, line, now)
      return taken.ok ? { ok: true } : { ok: false, message: `${line.from}: ${taken.message}` }
    }
    case 'item':
      importItem(ledger, line.uri, line)
      return { ok: true }
    case 'story':
      return importStory(ledger, line, actor, now)
    case 'story-slug':
      return slugForStory(ledger, line)
    case 'revision':
      return importRevision(ledger, line, now)
    case 'article':
      return importArticleState(ledger, line, now)
    case 'about-article':
      return importAbout(ledger, line, now)
  }
}

const slugIn = (value: unknown) => (typeof value === 'object' && value !== null && 'slug' in value && typeof value.slug === 'string' ? value.slug : undefined)

const refused = (flaws: { pointer: string; message: string }[], slug?: string) => ({
  ok: false,
  ...(slug !== undefined && { slug }),
  message: flaws.map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message)).join(' '),
})

/** Revisions come in order, oldest first. One that is here already is left as it is, so that an import may be repeated. */
function importRevision(
  ledger: Ledger,
  { slug: slugThen, formerly, revision, at, by, note, from, undated, article: raw, erased }: v.InferOutput<typeof RevisionLine>,
  now: number,
): Omit<LineResult, 'line'> {
  const slug = currentSlugOf(ledger, { slug: slugThen, ...(formerly && { formerly }), revision, at, by }, now)
  const it = articleRow(ledger, slug)
  // It was filed once, under the rules of its day; `parseArticle` above brought the sanitiser.
  const parsed = erased ? { ok: true as const, value: markerOf(it, at) } : parseStoredArticle(raw)
  if (!parsed.ok) return refused(parsed.flaws, slug)
  if (!erased && parsed.value.slug !== slugThen)
    return { ok: false, slug, message: `This line is for "${slugThen}", but its article is "${parsed.value.slug}".` }
  const article: Article = { ...parsed.value, slug }
  const newest = it?.revision ?? 0
  const refusal = it && deletionRefusal(ledger, it, { slug: slugThen, at })
  if (refusal) return { ok: false, slug, message: refusal }
  if (it && revision <= newest) {
    if (erased || textOfRevision(ledger, it.id, revision) === textOfArticle(article)) return { ok: true, slug }
    const message = erasureRefusal(ledger, it, [revision]) ?? `Revision ${revision} already exists with different content. Nothing was overwritten.`
    return { ok: false, slug, message }
  }
  if (revision !== newest + 1) return { ok: false, slug, message: `Revision ${newest + 1} is missing. It must come before revision ${revision}.` }
  const { section, headline, publishedAt } = article
  run(
    ledger,
    `INSERT INTO articles (slug, section, headline, published_at, state, revision, path, at, by) VALUES (?, ?, ?, ?, 'draft', ?, ?, ?, ?)
     ON CONFLICT (slug) DO UPDATE SET section = excluded.section, headline = excluded.headline, published_at = excluded.published_at, revision = excluded.revision, at = excluded.at, by = excluded.by`,
    ...[slug, section, headline, publishedAt, revision, pathOf({ section, slug }), at, by],
  )
  const { id } = articleRow(ledger, slug) as ArticleRow
  saveRevisionText(ledger, id, revision, textOfArticle(article), { at, by, headline, note: note ?? null, ...(undated && { undated }) })
  const origin = from ? { uri: from.uri, ...itemVersionOf({ version: from.version, versionCreated: from.made }) } : agencyItemOf(article)
  if (origin) saveOrigin(ledger, id, revision, origin)
  indexForEditors(ledger, id, slug, headline)
  if (erased) erase(ledger, articleRow(ledger, slug) as ArticleRow, revision, erased, now)
  return { ok: true, slug }
}

/** In place of a revision whose text is gone: what the story is known by until the next of its revisions comes. */
const markerOf = (it: ArticleRow | undefined, at: string): Article => ({
  v: 1,
  slug: '',
  section: it?.section ?? 'erased',
  headline: it?.headline ?? '',
  publishedAt: it?.published_at ?? at,
  body: [],
})

function importArticleState(ledger: Ledger, written: v.InferOutput<typeof ArticleLine>, now: number): Omit<LineResult, 'line'> {
  const slug = currentSlugOf(ledger, written, now)
  const it = articleRow(ledger, slug)
  const line = it ? onRecord(ledger, it, written) : written
  const { releases } = line
  const another = it && deletionRefusal(ledger, it, line)
  if (another) return { ok: false, slug, message: another }
  if (it) importErasures(ledger, it, line, now)
  if (!it || it.revision !== line.revision || [line.live, line.ready].some((revision) => (revision ?? 1) > line.revision)) {
    return { ok: false, slug, message: `The article should have ${line.revision} revisions, but ${it?.revision ?? 0} were imported.` }
  }
  if ((line.state === 'published') !== (line.live !== undefined))
    return { ok: false, slug, message: 'A published article must name its live revision, and only a published one can.' }
  const refusal = erasureRefusal(ledger, it, [line.live, line.ready]) ?? importRefusal(ledger, it, line)
  if (refusal) return { ok: false, slug, message: refusal }
  run(
    ledger,
    `UPDATE articles SET state = ?, live = ?, ready = ?, until = ?, embargo_until = ?, withdraw_at = ?, withdrawn_at = ?, withdrawn_for = ?, came_out = ?, path = ?, agency_uri = ?,
     ordered = ?, out_at = ?, by_role = ?, decided_at = nullif(max(coalesce(decided_at, 0), ?), 0), corrections_known = NULL WHERE id = ?`,
    ...[
      line.state,
      line.live ?? null,
      line.ready ?? null,
      line.until ?? null,
      line.embargo_until ?? null,
      line.withdraw_at ?? null,
      line.withdrawn_at ?? null,
      withdrawnFor(line),
    ],
    ...[
      line.state === 'published' ? 1 : line.came_out,
      pathOf({ section: piecesOf(line.path)[0] as string, slug }),
      line.agency_uri ?? null,
      line.ordered ?? null,
      line.out_at ?? null,
      line.by_role ?? null,
    ],
    ...[line.decided_at ?? 0, it.id],
  )
  if (line.agency_uri) importItem(ledger, line.agency_uri, line.item ?? { version: line.agency_version })
  run(ledger, 'DELETE FROM releases WHERE article = ?', it.id)
  for (const { revision, at } of releases) run(ledger, 'INSERT INTO releases (article, revision, at) VALUES (?, ?, ?)', it.id, revision, at)
  importFormerSlugs(ledger, it, line)
  importErasures(ledger, articleRow(ledger, slug) as ArticleRow, line, now)
  updateReaders(ledger, it, { ...line, slug }, now)
  importReadersLists(ledger, { ...it, live: line.live ?? null }, line, now)
  return { ok: true, slug }
}

/** An older export does not say: of an item that its agency has stopped, the agency's order it may have been. */
function withdrawnFor({ state, withdrawn_for, agency_uri, item }: v.InferOutput<typeof ArticleLine>) {
  if (state !== 'withdrawn' || withdrawn_for !== undefined) return withdrawn_for ?? null
  return (item?.stopped && agency_uri) ?? null
}

/** What was out here and is no more is removed first, from listings too; what is to be out, or to be a tombstone, is printed. */
function updateReaders(ledger: Ledger, before: ArticleRow, { slug, state, live, came_out }: v.InferOutput<typeof ArticleLine>, now: number) {
  if (state === 'withdrawn') endPreviews(ledger, 'slug', slug)
  if (live !== undefined && live !== before.live) tellOfImported(ledger, now)
  if (live === undefined && before.live !== null) tellOfWithdrawal(ledger, before, now, 'withdrawn')
  if (state !== 'published') removeFromListings(ledger, slug, now)
  const leavesTombstone = came_out === 1 && state === 'withdrawn'
  if (state === 'published') enqueue(ledger, { kind: 'article', name: slug }, now, { bulk: true })
  else if (before.came_out || leavesTombstone) enqueue(ledger, { kind: 'article', name: slug, rank: RANK.removal }, now, { bulk: before.live === null })
}

/** Never lower than it is known here, and never released by a line: only the agency does that. */
function importItem(
  ledger: Ledger,
  uri: string,
  { version, made, stopped }: { version?: string | number | undefined; made?: string | undefined; stopped?: StopKind | undefined },
) {
  saveItem(ledger, { uri, ...itemVersionOf({ version, versionCreated: made }) }, readItem(ledger, uri)?.stopped ?? stopped)
}
