/** The editors' API: every call, who may make it, and what answers. Described by `/api/openapi.json`. */
import { Hono } from 'hono'
import { routingPath } from '../../edge/address.ts'
import { notModifiedOr } from '../../edge/entity-tag.ts'
import type { Role } from '../../press/calls.ts'
import { accessProblem, hasRole, identifyCaller, roleProblem } from '../access.ts'
import { patientEnv } from '../patient-env.ts'
import type { ApiEnv, Handler } from './api-context.ts'
import { createApproval, endApproval, endPreview, listApprovals, listPreviews } from './approvals.ts'
import { fileArticle, fileNinjs } from './article-upload.ts'
import { diffRevisions, listArticles, listAuditOf, listRevisions, previewArticle, readArticle, readCalendar } from './articles.ts'
import { beginBackup, readBackupPage } from './backup.ts'
import { addNote, changeNote, deleteNote, listNotes } from './block-notes.ts'
import { orderInBulk } from './bulk.ts'
import { recordCall } from './call-log.ts'
import { bookCampaign, endCampaign, listCampaigns, readCampaign } from './campaigns.ts'
import { checkCopyBeforePublishing } from './checks.ts'
import { deleteDraft, listDrafts, readDraft, saveDraft } from './drafts.ts'
import { adopt, exportLedger, importLedger, reprint } from './edition.ts'
import { failureResponse } from './failure.ts'
import { checkHealth } from './health.ts'
import { addStyleRule, exportHouseStyle, importHouseStyle, readHouseStyle, setHouseStyle } from './house-style.ts'
import { createIssue, listIssues, pauseIssue, readIssue, resumeIssue, scheduleIssue, sendIssue, settleBatch, stopIssue, testIssue } from './issues.ts'
import { previewLetter } from './letter-preview.ts'
import { addUpdate, approveUpdate, changeUpdate, listUpdates, removeUpdate } from './live-updates.ts'
import { leaveOutOfMostRead, putBackIntoMostRead, readMostRead } from './most-read.ts'
import { listNames, listSections, mergeName, readAuthor, readTopic, removeAuthor, renameName, renameSection, saveAuthor, saveTopic } from './names.ts'
import { readNewsletters } from './newsletters.ts'
import { changeRole, createOwnLink, disablePerson, enablePerson, endSessions, invitePerson, listPeople } from './people.ts'
import { listPictures, readPictureInfo, setPictureDetails } from './picture-catalogue.ts'
import { allowPicture, readOriginal, uploadPicture, withdrawPicture } from './pictures.ts'
import { sayPresent } from './presence.ts'
import {
  correct,
  deleteArticle,
  embargo,
  endEvent,
  eraseRevision,
  liftEmbargo,
  liftWithdrawal,
  publish,
  rename,
  restore,
  resumeEvent,
  undoPublication,
  unschedule,
  withdraw,
} from './publication.ts'
import { exportRedirectLines, exportRedirectsCsv, importRedirects, listRedirects, removeRedirect, reportAddresses, saveRedirect } from './redirects.ts'
import { problemResponse } from './responses.ts'
import { beginRestore, endRestore, restorePicture, restoreRows } from './restoring.ts'
import { endBanner, readBanner, readFront, readSite, setBanner, setFront, setSite } from './site.ts'
import {
  eraseSubscriber,
  eraseSubscriberByPath,
  exportSubscribers,
  importSubscribers,
  listConsents,
  listSubscribers,
  renewNewsletterKey,
} from './subscribers.ts'
import { addToken, listTokens, readAudit, revokeToken, whoAmI } from './tokens.ts'
import {
  addWebhook,
  changeWebhook,
  listWebhooks,
  readWebhook,
  readWebhookLog,
  removeWebhook,
  replayWebhook,
  rotateWebhookSecret,
  testWebhook,
} from './webhooks.ts'

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
export type Call = { method: Method; path: string; needs: Role; handle: Handler }

const call = (method: Method, path: string, needs: Role, handle: Handler): Call => ({ method, path, needs, handle })

/** Paths are below `/api`. `needs` is the least role; what a reporter files still waits for an editor. */
export const CALLS: readonly Call[] = [
  call('GET', '/me', 'reporter', whoAmI),
  call('GET', '/articles', 'reporter', listArticles),
  call('GET', '/calendar', 'reporter', readCalendar),
  call('POST', '/bulk', 'editor', orderInBulk),
  call('GET', '/articles/:slug', 'reporter', readArticle),
  call('PUT', '/articles/:slug', 'reporter', fileArticle),
  call('DELETE', '/articles/:slug', 'editor', deleteArticle),
  call('POST', '/articles/:slug/rename', 'editor', rename),
  call('GET', '/articles/:slug/revisions', 'reporter', listRevisions),
  call('GET', '/articles/:slug/audit', 'reporter', listAuditOf),
  call('DELETE', '/articles/:slug/revisions/:revision', 'admin', eraseRevision),
  call('GET', '/articles/:slug/diff', 'reporter', diffRevisions),
  call('POST', '/articles/:slug/preview', 'reporter', previewArticle),
  call('POST', '/articles/:slug/checks', 'reporter', checkCopyBeforePublishing),
  call('POST', '/articles/:slug/restore', 'editor', restore),
  call('PUT', '/articles/:slug/publication', 'editor', publish),
  call('DELETE', '/articles/:slug/publication', 'editor', withdraw),
  call('POST', '/articles/:slug/publication/undo', 'editor', undoPublication),
  call('PUT', '/articles/:slug/embargo', 'editor', embargo),
  call('DELETE', '/articles/:slug/embargo', 'editor', liftEmbargo),
  call('DELETE', '/articles/:slug/schedule', 'editor', unschedule),
  call('DELETE', '/articles/:slug/withdrawal', 'editor', liftWithdrawal),
  call('POST', '/articles/:slug/corrections', 'editor', correct),
  call('POST', '/articles/:slug/presence', 'reporter', sayPresent),
  call('GET', '/articles/:slug/previews', 'reporter', listPreviews),
  call('DELETE', '/articles/:slug/previews/:id', 'reporter', endPreview),
  call('GET', '/articles/:slug/approvals', 'reporter', listApprovals),
  call('POST', '/articles/:slug/approvals', 'reporter', createApproval),
  call('DELETE', '/articles/:slug/approvals/:id', 'reporter', endApproval),
  call('GET', '/articles/:slug/notes', 'reporter', listNotes),
  call('POST', '/articles/:slug/notes', 'reporter', addNote),
  call('PUT', '/articles/:slug/notes/:id', 'reporter', changeNote),
  call('DELETE', '/articles/:slug/notes/:id', 'reporter', deleteNote),
  call('GET', '/drafts', 'reporter', listDrafts),
  call('GET', '/drafts/:id', 'reporter', readDraft),
  call('PUT', '/drafts/:id', 'reporter', saveDraft),
  call('DELETE', '/drafts/:id', 'reporter', deleteDraft),
  call('GET', '/articles/:slug/updates', 'reporter', listUpdates),
  call('POST', '/articles/:slug/updates', 'reporter', addUpdate),
  call('PATCH', '/articles/:slug/updates/:id', 'reporter', changeUpdate),
  call('DELETE', '/articles/:slug/updates/:id', 'reporter', removeUpdate),
  call('POST', '/articles/:slug/updates/:id/approval', 'editor', approveUpdate),
  call('PUT', '/articles/:slug/end', 'editor', endEvent),
  call('DELETE', '/articles/:slug/end', 'editor', resumeEvent),
  call('POST', '/ninjs', 'reporter', fileNinjs),
  call('POST', '/pictures', 'reporter', uploadPicture),
  call('GET', '/pictures', 'reporter', listPictures),
  call('GET', '/pictures/:id', 'reporter', readPictureInfo),
  call('PUT', '/pictures/:id', 'reporter', setPictureDetails),
  call('GET', '/pictures/:id/original', 'editor', readOriginal),
  call('DELETE', '/pictures/:id', 'editor', withdrawPicture),
  call('DELETE', '/pictures/:id/withdrawal', 'admin', allowPicture),
  call('GET', '/front', 'reporter', readFront),
  call('PUT', '/front', 'editor', setFront),
  call('GET', '/most-read', 'reporter', readMostRead),
  call('PUT', '/most-read/left-out/:slug', 'editor', leaveOutOfMostRead),
  call('DELETE', '/most-read/left-out/:slug', 'editor', putBackIntoMostRead),
  call('GET', '/breaking', 'reporter', readBanner),
  call('PUT', '/breaking', 'editor', setBanner),
  call('DELETE', '/breaking', 'editor', endBanner),
  call('GET', '/campaigns', 'reporter', listCampaigns),
  call('GET', '/campaigns/:id', 'reporter', readCampaign),
  call('PUT', '/campaigns/:id', 'editor', bookCampaign),
  call('DELETE', '/campaigns/:id', 'editor', endCampaign),
  call('GET', '/site', 'reporter', readSite),
  call('PUT', '/site', 'admin', setSite),
  call('GET', '/topics', 'reporter', (c) => listNames(c, 'topic')),
  call('POST', '/topics/:slug/rename', 'editor', (c) => renameName(c, 'topic')),
  call('POST', '/topics/:slug/merge', 'editor', (c) => mergeName(c, 'topic')),
  call('GET', '/topics/:slug', 'reporter', readTopic),
  call('PUT', '/topics/:slug', 'editor', saveTopic),
  call('GET', '/authors', 'reporter', (c) => listNames(c, 'author')),
  call('GET', '/authors/:slug', 'reporter', readAuthor),
  call('PUT', '/authors/:slug', 'editor', saveAuthor),
  call('DELETE', '/authors/:slug', 'editor', removeAuthor),
  call('POST', '/authors/:slug/rename', 'editor', (c) => renameName(c, 'author')),
  call('POST', '/authors/:slug/merge', 'editor', (c) => mergeName(c, 'author')),
  call('GET', '/sections', 'reporter', listSections),
  call('POST', '/sections/:slug/rename', 'admin', renameSection),
  call('GET', '/redirects', 'reporter', listRedirects),
  call('PUT', '/redirects', 'editor', saveRedirect),
  call('DELETE', '/redirects', 'editor', removeRedirect),
  call('POST', '/redirects/import', 'editor', importRedirects),
  call('GET', '/redirects/report', 'reporter', reportAddresses),
  call('GET', '/redirects.csv', 'reporter', exportRedirectsCsv),
  call('GET', '/redirects.jsonl', 'reporter', exportRedirectLines),
  call('GET', '/house-style', 'reporter', readHouseStyle),
  call('PUT', '/house-style', 'editor', setHouseStyle),
  call('GET', '/house-style.csv', 'reporter', exportHouseStyle),
  call('PUT', '/house-style.csv', 'editor', importHouseStyle),
  call('POST', '/house-style/rules', 'editor', addStyleRule),
  call('GET', '/tokens', 'admin', listTokens),
  call('POST', '/tokens', 'admin', addToken),
  call('DELETE', '/tokens/:id', 'admin', revokeToken),
  call('GET', '/webhooks', 'admin', listWebhooks),
  call('POST', '/webhooks', 'admin', addWebhook),
  call('GET', '/webhooks/:id', 'admin', readWebhook),
  call('PATCH', '/webhooks/:id', 'admin', changeWebhook),
  call('DELETE', '/webhooks/:id', 'admin', removeWebhook),
  call('POST', '/webhooks/:id/secret', 'admin', rotateWebhookSecret),
  call('POST', '/webhooks/:id/test', 'admin', testWebhook),
  call('GET', '/webhooks/:id/deliveries', 'admin', readWebhookLog),
  call('POST', '/webhooks/:id/replay', 'admin', replayWebhook),
  call('GET', '/people', 'admin', listPeople),
  call('POST', '/people/invitations', 'admin', invitePerson),
  call('PUT', '/people/:id/role', 'admin', changeRole),
  call('PUT', '/people/:id/disabled', 'admin', disablePerson),
  call('DELETE', '/people/:id/disabled', 'admin', enablePerson),
  call('DELETE', '/people/:id/sessions', 'admin', endSessions),
  call('POST', '/sign-in-links', 'admin', createOwnLink),
  call('GET', '/audit', 'admin', readAudit),
  call('POST', '/reprint', 'admin', reprint),
  call('POST', '/adopt', 'admin', adopt),
  call('GET', '/export', 'admin', exportLedger),
  call('POST', '/import', 'admin', importLedger),
  call('GET', '/health', 'reporter', checkHealth),
  call('POST', '/backup', 'admin', beginBackup),
  call('GET', '/backup/:part', 'admin', readBackupPage),
  call('POST', '/restore', 'admin', beginRestore),
  call('PUT', '/restore/pictures/:id', 'admin', restorePicture),
  call('POST', '/restore/:part', 'admin', restoreRows),
  call('POST', '/restore/:part/end', 'admin', endRestore),
  call('GET', '/newsletters', 'editor', readNewsletters),
  call('GET', '/newsletters/:list/preview', 'editor', previewLetter),
  call('GET', '/newsletters/:list/issues', 'editor', listIssues),
  call('POST', '/newsletters/:list/issues', 'editor', createIssue),
  call('GET', '/newsletters/:list/issues/:issue', 'editor', readIssue),
  call('POST', '/newsletters/:list/issues/:issue/send', 'editor', sendIssue),
  call('POST', '/newsletters/:list/issues/:issue/schedule', 'editor', scheduleIssue),
  call('POST', '/newsletters/:list/issues/:issue/pause', 'editor', pauseIssue),
  call('POST', '/newsletters/:list/issues/:issue/resume', 'editor', resumeIssue),
  call('POST', '/newsletters/:list/issues/:issue/stop', 'editor', stopIssue),
  call('POST', '/newsletters/:list/issues/:issue/test', 'editor', testIssue),
  call('POST', '/newsletters/:list/issues/:issue/batches/:batch', 'editor', settleBatch),
  call('POST', '/newsletters/key', 'admin', renewNewsletterKey),
  call('GET', '/subscribers', 'admin', listSubscribers),
  call('POST', '/subscribers', 'admin', importSubscribers),
  call('GET', '/subscribers.csv', 'admin', exportSubscribers),
  call('GET', '/consents', 'admin', listConsents),
  call('POST', '/subscribers/erase', 'admin', eraseSubscriber),
  call('DELETE', '/subscribers/:email', 'admin', eraseSubscriberByPath),
]

const api = new Hono<ApiEnv>()

/** What the site mounts. */
export const desk = new Hono<ApiEnv>({ getPath: routingPath })

api.onError(failureResponse)

api.use(async (c, next) => {
  const requestId = c.req.header('cf-ray') ?? crypto.randomUUID()
  c.set('requestId', requestId)
  c.env = patientEnv(c.env, c.req)
  const began = Date.now()
  await next()
  // In production the clock stands still while code runs: this is the time spent waiting.
  const ms = Date.now() - began
  c.header('Server-Timing', `call;dur=${ms}`)
  recordCall(c.env, { requestId, method: c.req.method, route: c.get('route'), status: c.res.status, ms })
})

// The Worker is asked before the assets here (wrangler.toml): they know one tag, and no list of them.
api.get('/openapi.json', async (c) => notModifiedOr(c.req.raw, await c.env.ASSETS.fetch(new URL('/api/openapi.json', c.req.url))))

api.use(async (c, next) => {
  const access = await identifyCaller(c.req.raw, c.env)
  if (!access.ok) return problemResponse(c, accessProblem(access))
  c.set('actor', access.actor)
  c.set('expiresAt', access.expiresAt)
  await next()
  c.header('Cache-Control', 'no-store')
  return undefined
})

// Path by path, each with what it refuses: `/subscribers/erase` is no `/subscribers/:email`.
for (const path of new Set(CALLS.map((call) => call.path))) {
  const calls = CALLS.filter((call) => call.path === path)
  for (const { method, needs, handle } of calls)
    api.on(method, path, (c) => {
      c.set('route', `/api${path}`)
      return hasRole(c.get('actor'), needs) ? handle(c) : problemResponse(c, roleProblem(c.get('actor'), needs))
    })
  const methods = calls.map(({ method }) => method)
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ')
  api.all(path, (c) => problemResponse(c, { status: 405, detail: `This address only accepts ${allow}.`, headers: { Allow: allow } }))
}

api.all('*', (c) => problemResponse(c, { status: 404, detail: 'This API call doesn’t exist. All calls are listed in /api/openapi.json.' }))

desk.route('/api', api)
