/** Drafting an issue: its articles, subject and introduction, seen as a letter before it is saved. */

import { type Flaw, parseWith } from '../../../copy/parse.ts'
import type { NewsletterList } from '../../../copy/shapes/site.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import type { Child } from '../../../markup/markup.ts'
import { type IssueOutcome, type IssueRefusal, type IssueSource, mailingListOf } from '../../../newsletter/calls.ts'
import { newsroomPressOf } from '../../../press/newsroom-calls.ts'
import { issueProblem } from '../../api/issue-problem.ts'
import { IssueBody } from '../../api/request-schemas.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { FlawSummary, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { requestKeyOf } from '../layout/request-key.tsx'
import { TypedText } from '../layout/typed-text.tsx'
import { type IssueValues, issueFieldOf, issueFrom, previewPath, valuesOfSource, valuesSent } from './compose-form.ts'
import { type ChangedDraft, ComposeForm } from './compose-page.tsx'
import { issueResponse, nameInPath } from './issue-handlers.tsx'
import { LetterFrames } from './letter-frames.tsx'

/** Recently published, to tick. */
const OFFERED_STORIES = 40

export async function showNewIssue(c: DeskContext) {
  const list = listInPath(c)
  if (!list) return unknownListResponse(c)
  return composeResponse(c, list, { values: { ...EMPTY, kind: list.kind } })
}

export async function createIssue(c: DeskContext) {
  const list = listInPath(c)
  if (!list) return unknownListResponse(c)
  return receive(c, list, undefined, (source, request) => mailingListOf(c.env).createIssue(source, c.get('actor').name, request))
}

export async function showDraft(c: DeskContext) {
  const list = listInPath(c)
  const draft = await draftInPath(c)
  if (!list || !draft.ok) return list && !draft.ok ? notFoundOrOver(c, draft) : unknownListResponse(c)
  return composeResponse(c, list, { values: valuesOfSource(draft.source, draft.issue.articles), draft: draft.changed })
}

/** What was typed is not saved over what somebody else changed meanwhile. */
export async function changeDraft(c: DeskContext) {
  const list = listInPath(c)
  const draft = await draftInPath(c)
  if (!list || !draft.ok) return list && !draft.ok ? notFoundOrOver(c, draft, await typedText(c)) : unknownListResponse(c)
  return receive(c, list, draft.changed, (source) => mailingListOf(c.env).changeDraft(list.slug, draft.issue.issue, source))
}

async function draftInPath(c: DeskContext) {
  const [slug, issue] = nameInPath(c)
  const found = await mailingListOf(c.env).issueSource(slug, issue)
  if (!found.ok) return found
  if (found.issue.state !== 'draft') return { ok: false, reason: 'wrong-state', state: found.issue.state } as const
  const changed: ChangedDraft = { issue, tag: tagOf(found.source), byRule: found.source.articles === undefined }
  return { ...found, changed }
}

const notFoundOrOver = (c: DeskContext, refusal: IssueRefusal, typed?: Child) =>
  refusal.reason === 'wrong-state'
    ? issueResponse(c, { message: { ...refusalMessage(refusal), children: typed } }, 409)
    : notFoundResponse(c, issueProblem(refusal).detail, typed)

/** For a draft that can’t be changed any more: somebody sent it, or it went out at its hour, while its form was open. */
async function typedText(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return undefined
  const { subject, introduction, articles } = valuesSent(form.value)
  return <TypedText texts={[subject, introduction, articles]} />
}

/** `preview` shows the letter and saves nothing. */
async function receive(
  c: DeskContext,
  list: NewsletterList,
  draft: ChangedDraft | undefined,
  save: (source: IssueSource, request: string | undefined) => Promise<IssueOutcome>,
) {
  const form = await readForm(c)
  if (!form.ok) return composeResponse(c, list, { values: EMPTY, draft, message: { kind: 'refused', text: form.problem.detail } }, 422)
  const values = valuesSent(form.value)
  const body = parseWith(IssueBody, issueFrom(values))
  if (!body.ok) return composeResponse(c, list, { values, draft, flaws: body.flaws }, 422)
  const shown = draft && { ...draft, tag: form.value.text('tag') }
  if (form.value.text('order') === 'preview') return composeResponse(c, list, { values, draft: shown, isPreview: true })
  // The form that comes back has the tag of what is there now: sent once more, it replaces that.
  if (draft && shown?.tag !== draft.tag) return composeResponse(c, list, { values, draft, message: CHANGED_MEANWHILE }, 422)
  const { kind = list.kind, articles, introduction, subject } = body.value
  const source = { kind, list: list.slug, ...(articles && { articles }), ...(introduction && { introduction }), ...(subject && { subject }) }
  const saved = await save(source, await requestKeyOf(form.value, source))
  if (!saved.ok) return composeResponse(c, list, { values, draft, message: refusalMessage(saved) }, 422)
  if (!saved.isKnown) await press(c).recordAudit({ what: draft ? 'change-issue' : 'draft-issue', detail: `${list.slug}/${saved.issue.issue}` }, c.get('actor'))
  return c.redirect(`/desk/newsletters/${list.slug}/${saved.issue.issue}?done=${draft ? 'changed' : 'drafted'}`, 303)
}

const CHANGED_MEANWHILE: MessageText = {
  kind: 'refused',
  text: 'Somebody else changed this draft while its form was open. Nothing was saved yet: compare with it in another tab, then save to replace it with what’s below.',
}

const EMPTY: IssueValues = { kind: '', subject: '', introduction: '', articles: '', picked: [] }

const refusalMessage = (refusal: IssueRefusal): MessageText => ({ kind: 'refused', text: issueProblem(refusal).detail })

const listInPath = (c: DeskContext) => c.get('site').newsletter?.lists.find(({ slug }) => slug === c.req.param('list'))

const unknownListResponse = (c: DeskContext) => notFoundResponse(c, 'The site has no such newsletter.')

type Asked = { values: IssueValues; flaws?: readonly Flaw[]; message?: MessageText; isPreview?: boolean; draft?: ChangedDraft | undefined }

async function composeResponse(c: DeskContext, list: NewsletterList, { values, flaws = [], message, isPreview, draft }: Asked, status: 200 | 422 = 200) {
  const stories = (await newsroomPressOf(c.env).list({ state: 'published', limit: OFFERED_STORIES })).items
  const title = draft ? `Change the draft of ${list.name}` : `Draft an issue of ${list.name}`
  const preview = isPreview ? previewPath(list.slug, values) : undefined
  const children = (
    <>
      <div class="head-line">
        <h1>{title}</h1>
        {draft ? <a href={`/desk/newsletters/${list.slug}/${draft.issue}`}>The issue</a> : <a href={`/desk/newsletters/${list.slug}`}>All issues</a>}
      </div>
      {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={issueFieldOf} />}
      {preview && <LetterFrames src={preview} />}
      {isPreview && !preview && (
        <p>The introduction is too long to be shown before it’s saved. Save the draft: its page shows the letter, and nothing is sent by that.</p>
      )}
      <ComposeForm list={list} values={values} flaws={flaws} stories={stories} site={c.get('site')} draft={draft} />
    </>
  )
  return deskResponse(c, { title, area: '/desk/newsletters', message, children }, status)
}
