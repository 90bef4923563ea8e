/** Every call of the press: what kind of work it is, who may ask for it, and what does it. The Durable Object answers these and no others. */

import { instantOf } from '../copy/text/instant.ts'
import { ACCESS_CALLS } from './access/call-table.ts'
import { exportLines } from './backup/export.ts'
import { importLines } from './backup/import.ts'
import { BACKUP_CALLS } from './backup-call-table.ts'
import type { PressBackupCalls } from './backup-calls.ts'
import type { Outcome, PressCalls } from './calls.ts'
import { readAudit, recordAudit } from './ledger/audit.ts'
import { bookingsJob } from './ledger/bookings.ts'
import { readRevision, revisionsOf } from './ledger/entries.ts'
import { storyCalled } from './ledger/former-slugs.ts'
import { liveArticleCalled } from './ledger/live-articles.ts'
import type { PrintJob } from './ledger/outbox.ts'
import { readPins } from './ledger/stored-values.ts'
import { addToken, listTokens, revokeToken, tokenHolder } from './ledger/tokens.ts'
import { archiveDayOf, archiveMonthOf, archiveMonthsOf } from './listings/days-and-months.ts'
import { listingAfter, listingOf, topicsByTotal } from './listings/listings.ts'
import { changesOf, correctionsPage, publicStateOf } from './listings/public-history.ts'
import { publishedSince, sitemapMonthOf } from './listings/sitemaps.ts'
import { LIVE_CALLS } from './live-call-table.ts'
import type { LiveCalls } from './live-calls.ts'
import { MOST_READ_CALLS } from './most-read-call-table.ts'
import type { MostReadCalls } from './most-read-calls.ts'
import { NEWSROOM_CALLS } from './newsroom-call-table.ts'
import type { NewsroomCalls } from './newsroom-calls.ts'
import { PICTURE_CALLS } from './picture-call-table.ts'
import type { PictureCalls } from './picture-calls.ts'
import { recordPictureAllowed, recordPictureWithdrawn } from './pictures/picture-orders.ts'
import { lastGoodCopy } from './printing/malformed-copy.ts'
import { reprint } from './printing/reprint.ts'
import { sweep } from './printing/sweep.ts'
import { fillSearch } from './printing/telling-search.ts'
import { changeCampaign, listCampaigns, readCampaign, removeCampaign } from './publishing/campaigns.ts'
import { deleteArticle } from './publishing/deleting.ts'
import { eraseRevision } from './publishing/erasing.ts'
import { file } from './publishing/filing.ts'
import * as orders from './publishing/orders.ts'
import { readPreview, savePreview } from './publishing/previews.ts'
import { rename } from './publishing/renaming.ts'
import { changePins, changeSite } from './publishing/site-settings.ts'
import { obeyStopOrder } from './publishing/stop-orders.ts'
import { publishUndoably, undoPublication } from './publishing/undo-publication.ts'
import { REDIRECT_CALLS } from './redirect-call-table.ts'
import type { RedirectCalls } from './redirect-calls.ts'
import { readEditorsSite } from './reference/house-style.ts'
import { REFERENCE_CALLS } from './reference-call-table.ts'
import { change, changeOnce, dryRun, order, read, type Step, type Task } from './task.ts'
import { WRITING_CALLS } from './writing-call-table.ts'
import type { WritingCalls } from './writing-calls.ts'

const SITE: PrintJob = { kind: 'site', name: 'site' }
const FRONT: PrintJob = { kind: 'listing', name: 'front' }

export type Calls = PressCalls & LiveCalls & NewsroomCalls & PictureCalls & WritingCalls & MostReadCalls & RedirectCalls & PressBackupCalls
type CallTable = { [Name in keyof Calls]: (...asked: Parameters<Calls[Name]>) => Task<Awaited<ReturnType<Calls[Name]>>> }

export const CALLS: CallTable = {
  ...LIVE_CALLS,
  ...NEWSROOM_CALLS,
  ...WRITING_CALLS,
  ...PICTURE_CALLS,
  ...MOST_READ_CALLS,
  ...REDIRECT_CALLS,
  ...BACKUP_CALLS,

  file(filing) {
    const run: Step<Outcome> = (ledger, now) => file(ledger, now, filing)
    return filing.validateOnly ? dryRun(run) : order(filing.actor, filing, run)
  },
  stop(stopOrder) {
    const run: Step<Outcome> = (ledger, now) => obeyStopOrder(ledger, now, stopOrder)
    return stopOrder.validateOnly ? dryRun(run) : order(stopOrder.actor, {}, run)
  },
  publish(slug, actor, options) {
    const run: Step<Outcome> = (ledger, now) => publishUndoably(ledger, now, slug, actor, options)
    return options?.dryRun ? dryRun(run) : order(actor, options, run)
  },
  undoPublication: (slug, actor, conditions) => order(actor, conditions, (ledger, now) => undoPublication(ledger, now, slug, actor, conditions)),
  withdraw: (slug, actor, options) => order(actor, options, (ledger, now) => orders.withdraw(ledger, now, slug, actor, options)),
  embargo: (slug, until, actor, conditions) => order(actor, conditions, (ledger, now) => orders.embargo(ledger, now, slug, until, actor, conditions)),
  liftEmbargo: (slug, actor, conditions) => order(actor, conditions, (ledger, now) => orders.liftEmbargo(ledger, now, slug, actor, conditions)),
  unschedule: (slug, actor, conditions) => order(actor, conditions, (ledger, now) => orders.unschedule(ledger, now, slug, actor, conditions)),
  liftWithdrawal: (slug, actor, conditions) => order(actor, conditions, (ledger, now) => orders.liftWithdrawal(ledger, now, slug, actor, conditions)),
  correct: (slug, text, actor, conditions) => order(actor, conditions, (ledger, now) => orders.correct(ledger, now, slug, text, actor, conditions)),
  restore: (slug, revision, actor, conditions) => order(actor, conditions, (ledger, now) => orders.restore(ledger, now, slug, revision, actor, conditions)),
  rename: (slug, to, actor, conditions) => order(actor, conditions, (ledger, now) => rename(ledger, now, slug, to, actor, conditions)),
  deleteArticle: (slug, actor, conditions) => changeOnce(actor, conditions, (ledger, now) => deleteArticle(ledger, now, slug, actor, conditions)),
  eraseRevision: (slug, revision, reason, actor, conditions) =>
    changeOnce(actor, conditions, (ledger, now) => eraseRevision(ledger, now, slug, { revision, reason }, actor, conditions)),

  recordPictureWithdrawn: (id, actor, reason) =>
    change({ actor, needs: 'editor' }, (ledger, now) => recordPictureWithdrawn(ledger, id, actor, now, reason), 'purge'),
  recordPictureAllowed: (id, actor) => change({ actor, needs: 'admin' }, (ledger, now) => recordPictureAllowed(ledger, id, actor, now)),

  read: (slug, revision, as) => read((ledger) => readRevision(ledger, slug, revision, as)),
  revisions: (slug) => read((ledger) => revisionsOf(ledger, slug)),
  audit: (cursor, limit) => read((ledger) => readAudit(ledger, cursor, limit)),
  recordAudit: (entry, actor) => change({ actor, needs: 'editor' }, (ledger, now) => recordAudit(ledger, actor, now, entry)),

  setSite: (site, actor, expect) => change({ actor, needs: 'admin' }, (ledger, now) => changeSite(ledger, site, actor, now, expect), SITE),
  readSite: () => read((ledger) => readEditorsSite(ledger) ?? null),
  setPins: (slugs, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => changePins(ledger, slugs, actor, now, expect), FRONT),
  pins: () => read(readPins),
  setCampaign: (campaign, actor, expect) =>
    change({ actor, needs: 'editor' }, (ledger, now) => changeCampaign(ledger, campaign, actor, now, expect), bookingsJob(campaign.sections?.[0] ?? '')),
  campaigns: () => read(listCampaigns),
  campaign: (id) => read((ledger) => readCampaign(ledger, id) ?? null),
  removeCampaign: (id, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => removeCampaign(ledger, id, actor, now, expect), 'print'),

  ...REFERENCE_CALLS,

  addToken: (token, actor) => change({ actor, needs: 'admin' }, (ledger, now) => addToken(ledger, { id: crypto.randomUUID(), ...token }, actor, now)),
  tokens: () => read(listTokens),
  revokeToken: (id, actor) => change({ actor, needs: 'admin' }, (ledger, now) => revokeToken(ledger, id, actor, now)),
  tokenHolder: (hash) => read((ledger, now) => tokenHolder(ledger, hash, now)),
  ...ACCESS_CALLS,

  listingPage: (name, page) => read((ledger) => listingOf(ledger, name, page) ?? null),
  listingAfter: (name, place) => read((ledger) => listingAfter(ledger, name, place)),
  archiveDay: (date, page) => read((ledger, now) => archiveDayOf(ledger, date, page, now)),
  archiveMonth: (month) => read((ledger, now) => archiveMonthOf(ledger, month, now)),
  corrections: (page) => read((ledger) => correctionsPage(ledger, page)),
  changes: (slug) => read((ledger) => changesOf(ledger, slug)),
  popularTopics: (limit) => read((ledger) => topicsByTotal(ledger, limit)),
  archiveMonths: () => read(archiveMonthsOf),
  sitemapMonth: (month) => read((ledger, now) => sitemapMonthOf(ledger, month, now)),
  publishedSince: (at, limit) => read((ledger, now) => publishedSince(ledger, at, limit, now)),
  savePreview(article, options) {
    const id = crypto.randomUUID()
    return change(undefined, (ledger, now) => ({ id, until: instantOf(savePreview(ledger, id, article, now, options)) }))
  },
  readPreview: (id) => read((ledger, now) => readPreview(ledger, id, now)),
  publicState: (slug) => read((ledger) => publicStateOf(ledger, slug)),
  notPublished: (slugs) => read((ledger) => slugs.filter((slug) => storyCalled(ledger, slug)?.state !== 'published')),
  liveArticles: (slugs) => read((ledger) => slugs.map((slug) => liveArticleCalled(ledger, slug))),

  reprint: (actor) => change({ actor, needs: 'admin' }, (ledger, now) => reprint(ledger, actor, now)),
  exportPage: (cursor) => read((ledger) => exportLines(ledger, cursor)),
  importLines: (lines, actor) => change({ actor, needs: 'admin' }, (ledger, now) => importLines(ledger, lines, actor, now)),
  sweep: (actor) => ({ kind: 'work', permission: { actor, needs: 'editor' }, run: (context) => sweep(context, actor) }),
  fillSearch: () => change(undefined, fillSearch),
  lastGoodCopy: (key, message) => change(undefined, (_ledger, _now, context) => lastGoodCopy(context, key, message)),
}
