/** The mailing list's refusals of editors' orders as problems. */
import type { Problem } from '../../edge/problem.ts'
import type { IssueRefusal, IssueState } from '../../newsletter/calls.ts'

export function issueProblem(refusal: IssueRefusal): Problem {
  switch (refusal.reason) {
    case 'unknown-issue':
      return { status: 404, detail: 'This newsletter has no such issue.' }
    case 'unknown-batch':
      return { status: 404, detail: 'No batch with this number waits for a decision; somebody may have decided already.' }
    case 'wrong-state':
      return { status: 409, detail: WORDS[refusal.state], members: { state: refusal.state } }
    case 'no-mailer':
      return { status: 409, detail: 'No way of delivery is set up. Set MAIL_LETTERS, as docs/newsletters.md says.', members: { reason: refusal.reason } }
    case 'no-sender':
      return { status: 409, detail: 'The site does not say who its letters come from. Set "newsletter.from" in the site.', members: { reason: refusal.reason } }
    case 'no-publisher':
      return {
        status: 409,
        detail: 'Each letter bears its publisher’s postal address. Set "newsletter.publisher" in the site.',
        members: { reason: refusal.reason },
      }
    case 'no-address':
      return { status: 422, detail: 'That is no e-mail address.', flaws: [{ pointer: '/email', message: 'An address is written as name@example.org.' }] }
    case 'not-composed':
      return { status: refusal.why === 'unknown-list' ? 404 : 409, detail: refusal.message, members: { reason: refusal.why } }
    case 'article-withdrawn':
      return {
        status: 409,
        detail: `Readers can no longer read ${refusal.articles.join(', ')}, and nothing else is left in this letter. Stop the issue.`,
        members: { reason: refusal.reason, articles: refusal.articles },
      }
    case 'not-sent':
      return { status: 503, detail: `The letter was not sent: ${refusal.message}`, headers: { 'Retry-After': '60' } }
  }
}

const WORDS: Record<IssueState['state'], string> = {
  draft: 'This issue is a draft: nothing of it goes out yet.',
  scheduled: 'This issue waits for its hour. Pause it to make it a draft again.',
  sending: 'This issue is going out. Pause or stop it.',
  paused: 'This issue is paused. Resume or stop it.',
  stopped: 'This issue was stopped, and nothing more of it goes out.',
  sent: 'This issue has gone out to all.',
}
