/** Issues of newsletters: what editors order, and what became of it. */
import { type IssueCalls, type IssueOutcome, mailingListOf } from '../../newsletter/calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { issueProblem } from './issue-problem.ts'
import { siteOf } from './newsletters.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { BatchDecision, IssueBody, IssueQuery, RowsQuery, ScheduleBody, TestBody } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export async function listIssues(c: ApiContext) {
  const query = readQuery(c, RowsQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const list = c.req.param('list') ?? ''
  const page = await mailingListOf(c.env).listIssues(list, query.value.cursor)
  // A newsletter that the site has no more keeps its issues.
  if (page.items.length === 0 && query.value.cursor === undefined && !(await newsletterOf(c, list))) return unknownNewsletterResponse(c, list)
  return jsonResponse(c, page)
}

/** A draft; its kind is its newsletter's unless it says another. */
export async function createIssue(c: ApiContext) {
  const body = await readJsonBody(c, IssueBody, { optional: true })
  if (!body.ok) return problemResponse(c, body.problem)
  const list = c.req.param('list') ?? ''
  const newsletter = await newsletterOf(c, list)
  if (!newsletter) return unknownNewsletterResponse(c, list)
  const { kind = newsletter.kind, articles, introduction, subject } = body.value
  const source = { kind, list, ...(articles && { articles }), ...(introduction && { introduction }), ...(subject && { subject }) }
  const created = await mailingListOf(c.env).createIssue(source, c.get('actor').name)
  if (!created.ok) return problemResponse(c, issueProblem(created))
  await record(c, 'draft-issue', created.issue)
  return jsonResponse(c, created.issue, 201, { Location: `/api/newsletters/${list}/issues/${created.issue.issue}` })
}

export async function readIssue(c: ApiContext) {
  const query = readQuery(c, IssueQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const [list, issue] = nameOf(c)
  const read = await mailingListOf(c.env).readIssue(list, issue, query.value.letter === '1')
  return read.ok ? jsonResponse(c, read.issue) : problemResponse(c, issueProblem(read))
}

export const sendIssue = (c: ApiContext) => order(c, 'send-issue', (list, ...name) => list.sendIssue(...name))
export const pauseIssue = (c: ApiContext) => order(c, 'pause-issue', (list, ...name) => list.pauseIssue(...name))
export const resumeIssue = (c: ApiContext) => order(c, 'resume-issue', (list, ...name) => list.resumeIssue(...name))
export const stopIssue = (c: ApiContext) => order(c, 'stop-issue', (list, ...name) => list.stopIssue(...name))

export async function scheduleIssue(c: ApiContext) {
  const body = await readJsonBody(c, ScheduleBody)
  if (!body.ok) return problemResponse(c, body.problem)
  return order(c, 'schedule-issue', (list, ...name) => list.scheduleIssue(...name, body.value.at))
}

/** The address isn't recorded in the audit trail. */
export async function testIssue(c: ApiContext) {
  const body = await readJsonBody(c, TestBody)
  if (!body.ok) return problemResponse(c, body.problem)
  return order(c, 'test-issue', (list, ...name) => list.testSend(...name, body.value.email))
}

export async function settleBatch(c: ApiContext) {
  const body = await readJsonBody(c, BatchDecision)
  if (!body.ok) return problemResponse(c, body.problem)
  const { decision } = body.value
  return order(c, `${decision}-batch`, (list, ...name) => list.settleUncertain(...name, Number(c.req.param('batch')), decision))
}

const newsletterOf = async (c: ApiContext, list: string) => (await siteOf(c)).newsletter?.lists.find(({ slug }) => slug === list)

const unknownNewsletterResponse = (c: ApiContext, list: string) => problemResponse(c, { status: 404, detail: `The site has no newsletter called "${list}".` })

const nameOf = (c: ApiContext): [list: string, issue: string] => [c.req.param('list') ?? '', c.req.param('issue') ?? '']

async function order(c: ApiContext, what: string, give: (list: IssueCalls, ...name: [list: string, issue: string]) => Promise<IssueOutcome>) {
  const outcome = await give(mailingListOf(c.env), ...nameOf(c))
  if (!outcome.ok) return problemResponse(c, issueProblem(outcome))
  await record(c, what, outcome.issue)
  return jsonResponse(c, outcome.issue)
}

const record = (c: ApiContext, what: string, { list, issue }: { list: string; issue: string }) =>
  press(c).recordAudit({ what, detail: `${list}/${issue}` }, c.get('actor'))
