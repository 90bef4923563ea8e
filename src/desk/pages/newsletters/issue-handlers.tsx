/** An issue's page, its letter in a frame, and its progress while it is being sent. */
import { type IssueRead, mailingListOf } from '../../../newsletter/calls.ts'
import { issueProblem } from '../../api/issue-problem.ts'
import { LETTER_HEADERS } from '../../api/letter-preview.ts'
import type { DeskContext } from '../desk-context.ts'
import { DESK_HEADERS, deskResponse } from '../layout/desk-page.tsx'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { IssuePage, type IssueTyped } from './issue-page.tsx'
import { ProgressRegion, stampOf } from './progress.tsx'

const DONE = {
  drafted: 'The draft is saved. Nothing has been sent.',
  changed: 'The draft is changed. Nothing has been sent.',
  'send-issue': 'Sending has begun.',
  'pause-issue': 'Paused. What was on its way arrives; nothing more is begun.',
  'resume-issue': 'It goes on.',
  'stop-issue': 'Stopped for good.',
  'schedule-issue': 'Scheduled.',
  'schedule-issue-first': 'Scheduled. The clocks go back that night and this time comes twice: the first of the two is meant.',
  'test-issue': 'The test is on its way. It counts nowhere.',
  'resend-batch': 'Those letters are sent again.',
  'skip-batch': 'Those letters are left as they are.',
}

export const showIssue = (c: DeskContext) => issueResponse(c, {})

export const nameInPath = (c: DeskContext): [list: string, issue: string] => [c.req.param('list') ?? '', c.req.param('issue') ?? '']

type Asked = { message?: MessageText; typed?: IssueTyped }

/** Also where an order was refused: with why, and with what was typed. */
export async function issueResponse(c: DeskContext, { message, typed = {} }: Asked, status: 200 | 409 | 422 | 503 = 200) {
  const read = await mailingListOf(c.env).readIssue(...nameInPath(c))
  if (!read.ok) return notFoundResponse(c, issueProblem(read).detail)
  const children = <IssuePage issue={read.issue} site={c.get('site')} typed={typed} />
  return deskResponse(c, { title: read.issue.subject, area: '/desk/newsletters', message: message ?? doneMessage(c.req.url, DONE), children }, status)
}

export async function showLetter(c: DeskContext) {
  const letter = await mailingListOf(c.env).previewIssue(...nameInPath(c))
  return letter.ok ? c.html(letter.html, 200, LETTER_HEADERS) : c.html(String(<p>{issueProblem(letter).detail}</p>), 200, LETTER_HEADERS)
}

/** Asked by the page every other second. Where more than numbers changed, the whole page is loaded anew. */
export async function showProgress(c: DeskContext) {
  const read = await mailingListOf(c.env).readIssue(...nameInPath(c))
  if (!read.ok) return notFoundResponse(c, issueProblem(read).detail)
  if (isOtherThanShown(c, read.issue)) c.header('HX-Refresh', 'true')
  return c.html(String(<ProgressRegion issue={read.issue} />), 200, DESK_HEADERS)
}

const isOtherThanShown = (c: DeskContext, issue: IssueRead) => c.req.query('shown') !== stampOf(issue)
