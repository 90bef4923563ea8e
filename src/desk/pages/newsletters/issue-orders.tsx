/** Orders about an issue, each recorded in the audit trail. What is refused is told on the issue's page. */
import { parseWith } from '../../../copy/parse.ts'
import { type IssueCalls, type IssueOutcome, mailingListOf } from '../../../newsletter/calls.ts'
import { issueProblem } from '../../api/issue-problem.ts'
import { newslettersReport } from '../../api/newsletters.ts'
import { ScheduleBody } from '../../api/request-schemas.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { momentInZone } from '../layout/zoned-time.ts'
import { issueResponse, nameInPath } from './issue-handlers.tsx'
import type { IssueTyped } from './issue-page.tsx'

/** A page of its own asks once more: what is sent can't be called back. */
export async function confirmSending(c: DeskContext) {
  const [list, name] = nameInPath(c)
  const read = await mailingListOf(c.env).readIssue(list, name)
  if (!read.ok) return notFoundResponse(c, issueProblem(read).detail)
  const { state } = read.issue
  // The page may be opened from an old tab, or by the button "back": what was sent isn't offered again.
  if (state !== 'draft' && state !== 'scheduled')
    return issueResponse(c, { message: { kind: 'refused', text: issueProblem({ ok: false, reason: 'wrong-state', state }).detail } }, 409)
  const readers = (await newslettersReport(c.env, c.get('site'))).lists.find((one) => one.list === list)?.confirmed ?? 0
  const children = (
    <>
      <h1>Send it now?</h1>
      <p>
        <strong dir="auto">{read.issue.subject}</strong> goes to {readers === 1 ? '1 reader' : `${readers.toLocaleString('en')} readers`}. You can pause it, but
        what was sent can’t be called back.
      </p>
      <form class="buttons" method="post" action={`/desk/newsletters/${list}/${name}/send`}>
        <button type="submit">{readers === 1 ? 'Send to 1 reader' : `Send to ${readers.toLocaleString('en')} readers`}</button>
        <a class="button quiet" href={`/desk/newsletters/${list}/${name}`}>
          Not yet
        </a>
      </form>
    </>
  )
  return deskResponse(c, { title: 'Send it now?', area: '/desk/newsletters', children })
}

export async function giveOrder(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return issueResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  switch (c.req.param('order')) {
    case 'send':
      return order(c, 'send-issue', (list, ...name) => list.sendIssue(...name))
    case 'pause':
      return order(c, 'pause-issue', (list, ...name) => list.pauseIssue(...name))
    case 'resume':
      return order(c, 'resume-issue', (list, ...name) => list.resumeIssue(...name))
    case 'stop':
      return order(c, 'stop-issue', (list, ...name) => list.stopIssue(...name))
    default:
      return notFoundResponse(c)
  }
}

export const scheduleIssue = withForm(async (c, form) => {
  const at = form.text('at')
  const moment = momentInZone(at, c.get('site').timeZone)
  const refuse = (why: string) => issueResponse(c, { typed: { at, flaws: { at: why } } }, 422)
  if (!moment.ok) return refuse(moment.message)
  const body = parseWith(ScheduleBody, { at: moment.at })
  if (!body.ok) return refuse(body.flaws[0]?.message ?? '')
  const done = moment.note ? 'schedule-issue-first' : 'schedule-issue'
  return order(c, 'schedule-issue', (list, ...name) => list.scheduleIssue(...name, body.value.at), { typed: { at }, done })
})

/** The address isn't recorded in the audit trail, and is in no URL. */
export const testIssue = withForm(async (c, form) => {
  const email = form.text('email')
  return order(c, 'test-issue', (list, ...name) => list.testSend(...name, email), { typed: { email } })
})

export const settleBatch = withForm(async (c, form) => {
  const decision = form.text('decision')
  if (decision !== 'resend' && decision !== 'skip')
    return issueResponse(c, { message: { kind: 'refused', text: 'Choose what becomes of these letters.' } }, 422)
  return order(c, `${decision}-batch`, (list, ...name) => list.settleUncertain(...name, Number(c.req.param('batch')), decision))
})

function withForm(work: (c: DeskContext, form: Form) => Promise<Response>) {
  return async (c: DeskContext) => {
    const form = await readForm(c)
    return form.ok ? work(c, form.value) : issueResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  }
}

type Give = (list: IssueCalls, ...name: [list: string, issue: string]) => Promise<IssueOutcome>

async function order(c: DeskContext, what: string, give: Give, { typed = {}, done = what }: { typed?: IssueTyped; done?: string } = {}) {
  const [list, name] = nameInPath(c)
  const outcome = await give(mailingListOf(c.env), list, name)
  if (!outcome.ok) {
    const { status, detail, flaws } = issueProblem(outcome)
    const message = flaws?.[0]?.message
    if (message && typed.email !== undefined) return issueResponse(c, { typed: { ...typed, flaws: { email: message } } }, 422)
    return issueResponse(c, { typed, message: { kind: 'refused', text: detail } }, status === 503 ? 503 : 409)
  }
  await press(c).recordAudit({ what, detail: `${list}/${name}` }, c.get('actor'))
  return c.redirect(`/desk/newsletters/${list}/${name}?done=${done}`, 303)
}
