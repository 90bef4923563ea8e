/** Filing: one more revision, and what follows from it. */
import type { Article } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Filing, Outcome, Refusal } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { followBlocks } from '../ledger/block-notes.ts'
import { publishedCorrectionsOf, withCorrections } from '../ledger/corrections.ts'
import { endFiledDraft } from '../ledger/drafts.ts'
import { renamedFrom, renamedRefusal } from '../ledger/former-slugs.ts'
import { withPresentSection } from '../ledger/moved-sections.ts'
import { namesNotes, withPresentNames } from '../ledger/names.ts'
import { preconditionRefusal } from '../ledger/preconditions.ts'
import { copyOfRevision, saveRevision, textOfArticle, textOfRevision } from '../ledger/revisions.ts'
import { slugFor } from '../ledger/slugs.ts'
import { type Ledger, laterOf, run } from '../ledger/sql.ts'
import { withTopicAddresses } from '../ledger/topic-addresses.ts'
import { checkAgencyCopy, holdBackNote, recordItem } from './agency-copy.ts'
import { hasChanged, successOf, wrongStateRefusal } from './outcome.ts'
import { dateFiling } from './publication-date.ts'
import { cancelSchedule, holdUntil, isPublicationOrdered, latestMoment, release } from './release.ts'
import { sharedPageNotes } from './shared-pages.ts'
import { tellOfSchedule } from './story-events.ts'
import { baseOfFiling, noteWhatSenderKnew, withToldUpdates } from './told-updates.ts'

export function file(
  ledger: Ledger,
  now: number,
  filing: Filing,
  { what = 'file', note: why, bulk = false, base }: { what?: string; note?: string; bulk?: boolean; base?: number } = {},
): Outcome {
  const { actor } = filing
  const slug = slugFor(ledger, filing)
  const before = articleRow(ledger, slug)
  const renamed = before ? undefined : renamedFrom(ledger, slug)
  if (renamed) return renamedRefusal(slug, renamed)
  const refusal = filingRefusal(slug, before, filing)
  if (refusal) return refusal
  const ruling = checkAgencyCopy(ledger, before, filing)
  if ('refusal' in ruling) return ruling.refusal
  const { article: complete, undated } = completeFiling(ledger, before, { ...filing, article: { ...filing.article, slug } }, now)
  const merged = before
    ? withToldUpdates(ledger, before, complete, base ?? baseOfFiling(filing, before), now)
    : { article: complete, notes: [], knew: undefined }
  if ('message' in merged) return wrongStateRefusal(slug, before?.state ?? 'draft', merged.message)
  const sent = withTopicAddresses(ledger, merged.article)
  const newest = before && textOfRevision(ledger, before.id, before.revision)
  // What was filed before a topic was renamed is the same when it is filed once more.
  const article = newest === textOfArticle(sent) ? sent : withPresentSection(ledger, withPresentNames(ledger, sent))
  const isNew = !before || newest !== textOfArticle(article)
  // A folder that is filed once more, as after an interruption, is no order to bring back what was withdrawn meanwhile.
  if (before?.state === 'withdrawn' && !isNew && filing.publish === 'now' && what === 'file')
    return wrongStateRefusal(slug, 'withdrawn', alreadyWithdrawnMessage(before))
  const it = isNew ? saveRevision(ledger, article, actor, now, why ?? filing.note, { base, item: filing.agency, undated }) : before
  if (merged.knew !== undefined) noteWhatSenderKnew(ledger, it, merged.knew)
  if (isNew) followBlocks(ledger, it, article)
  recordItem(ledger, it, filing, ruling.holdBack)
  if (filing.embargoedUntil) saveEmbargo(ledger, filing, it, now)
  const isReleased = !ruling.holdBack && isForReaders(filing, it) && (isNew || it.live !== it.revision || isEmbargoed(filing, now))
  if (isReleased) releaseFiled(ledger, article, filing, now, bulk)
  endFiledDraft(ledger, filing, slug, now)
  const after = articleRow(ledger, slug) as ArticleRow // Saved in the lines above.
  if (!before || hasChanged(before, after)) recordAudit(ledger, actor, now, { what, slug, revision: it.revision, detail: detailOf(why, before, after) })
  const notes = [
    ...merged.notes,
    ...namesNotes(sent, article),
    ...(article.section === sent.section ? [] : [`/section: “${sent.section}” was renamed: it’s “${article.section}” now.`]),
    ...(bulk || !isNew ? [] : sharedPageNotes(ledger, article, newest === undefined ? undefined : (JSON.parse(newest) as Article))),
    ...(ruling.holdBack ? [holdBackNote(ruling.holdBack, after)] : []),
    ...broughtBackNotes(before, after),
  ]
  return { ...successOf(ledger, slug, { created: !before, before }), ...(notes.length > 0 && { notes }) }
}

/** Whoever publishes new copy of a story that was withdrawn means it, but may not have known. */
function broughtBackNotes(before: ArticleRow | undefined, { slug, state, until }: ArticleRow) {
  if (before?.state !== 'withdrawn' || state === 'withdrawn') return []
  const again = before.came_out ? ' again' : ''
  const when = state === 'published' ? `readers get it${again}` : `it comes out${again} at ${until}`
  return [`"${slug}" was withdrawn${before.withdrawn_at ? ` at ${before.withdrawn_at}` : ''}. Now ${when}.`]
}

const alreadyWithdrawnMessage = ({ slug, withdrawn_at }: ArticleRow) =>
  `"${slug}" was withdrawn${withdrawn_at ? ` at ${withdrawn_at}` : ''}, and this is the same content. To bring it back, publish it with PUT /api/articles/${slug}/publication or newsdesk publish ${slug}.`

/** The copy with its date, and with the corrections of its story. */
function completeFiling(ledger: Ledger, before: ArticleRow | undefined, filing: Filing, now: number) {
  const { article, undated } = dateFiling(ledger, before, filing, now)
  return { article: before ? withCorrections(article, { corrections: publishedCorrectionsOf(ledger, before) }) : article, undated }
}

/** What becomes of copy that an editor filed to replace what is out or waits. */
function releaseFiled(ledger: Ledger, article: Article, filing: Filing, now: number, bulk: boolean) {
  const it = articleRow(ledger, article.slug) as ArticleRow // It was just saved.
  const { revision } = it
  const isNow = filing.publish === 'now'
  if (isNow || it.state !== 'scheduled' || isPublicationOrdered(it)) {
    const outAt = isNow ? null : orderedMomentOf(ledger, it, article, now)
    const holdsLive = isEmbargoed(filing, now) && it.live !== null && textOfRevision(ledger, it.id, it.live) === textOfArticle(article)
    return release(ledger, it.slug, revision, now, { bulk, article, outAt, holdsLive })
  }
  // Nobody published it: without its embargo nothing would bring it out.
  if ((it.embargo_until ?? '') <= instantOf(now)) return cancelSchedule(ledger, it, now)
  holdUntil(ledger, it, { revision, until: latestMoment(article.publishedAt, it.embargo_until), ordered: false }, now)
}

/**
 * The moment ordered for what waits holds for what takes its place. Where that was the date in its copy, the new copy's date
 * takes its place, unless that would bring out at once what never came out yet.
 */
function orderedMomentOf(ledger: Ledger, it: ArticleRow, article: Article, now: number) {
  if (it.out_at || it.live !== null || it.ready === null || article.publishedAt > instantOf(now)) return it.out_at
  return (copyOfRevision(ledger, it.id, it.ready) as Article).publishedAt
}

/** An editor sets the embargo anew; a reporter, and who files only, may hold back longer, never shorter. What waits is held as long. */
function saveEmbargo(ledger: Ledger, { embargoedUntil = '', actor, publish }: Filing, it: ArticleRow, now: number) {
  const until = Date.parse(embargoedUntil) > now ? instantOf(Date.parse(embargoedUntil)) : ''
  const maySet = mayPublish(actor) && (publish !== 'no' || it.until === null)
  const embargo = (maySet ? until : laterOf(until, it.embargo_until ?? '')) || null
  if (embargo && it.until !== null && it.until < embargo) tellOfSchedule(ledger, it, { revision: it.ready ?? it.revision, until: embargo }, now)
  run(ledger, 'UPDATE articles SET embargo_until = ?1, until = iif(until < ?1, ?1, until) WHERE id = ?2', embargo, it.id)
}

const detailOf = (why: string | undefined, before: ArticleRow | undefined, after: ArticleRow) =>
  [why, before?.ready && before.ready !== after.ready && `replacing revision ${before.ready}, which was waiting`].filter(Boolean).join(', ') || undefined

function filingRefusal(slug: string, it: ArticleRow | undefined, { actor, expect, publish }: Filing): Refusal | undefined {
  if (publish === 'now' && !mayPublish(actor))
    return { ok: false, reason: 'not-allowed', needs: 'editor', message: 'Reporters can only file drafts. Ask an editor to publish it.' }
  return preconditionRefusal(expect, slug, it?.revision)
}

/** Left out, what is published or waits is replaced by what an editor files; a reporter's revision waits for one. */
function isForReaders({ publish, actor }: Filing, { state }: ArticleRow) {
  if (publish === 'no') return false
  return publish === 'now' || (mayPublish(actor) && (state === 'published' || state === 'scheduled'))
}

/** Filed under an embargo, even a live article is to be held back. */
const isEmbargoed = ({ embargoedUntil = '' }: Filing, now: number) => Date.parse(embargoedUntil) > now
