/** The mailing list's refusals of editors' orders as problems. */
import type { Problem } from '../../edge/problem.ts'
import type { IssueRefusal, IssueState } from '../../newsletter/calls.ts'

export function issueProblem(refusal: IssueRefusal): Problem {
  switch (refusal.reason) {
    case 'unknown-issue':
      return { status: 404, detail: 'This newsletter doesn’t have this issue. Check its name.' }
    case 'unknown-batch':
      return { status: 404, detail: 'No batch with this number is waiting for a decision. Someone may have decided already.' }
    case 'wrong-state':
      return { status: 409, detail: WORDS[refusal.state], members: { state: refusal.state } }
    case 'no-mailer':
      return { status: 409, detail: 'Sending isn’t set up. Set MAIL_LETTERS, as described in docs/newsletters.md.', members: { reason: refusal.reason } }
    case 'no-sender':
      return { status: 409, detail: 'The site has no sender address. Set "newsletter.from" in the site.', members: { reason: refusal.reason } }
    case 'no-publisher':
      return {
        status: 409,
        detail: 'Every issue must have the publisher’s postal address. Set "newsletter.publisher" in the site.',
        members: { reason: refusal.reason },
      }
    case 'no-address':
      return {
        status: 422,
        detail: 'This isn’t a valid email address.',
        flaws: [{ pointer: '/email', message: 'Enter an email address such as name@example.org.' }],
      }
    case 'not-composed':
      return { status: refusal.why === 'unknown-list' ? 404 : 409, detail: refusal.message, members: { reason: refusal.why } }
    case 'article-withdrawn':
      return {
        status: 409,
        detail: `Readers can no longer read ${refusal.articles.join(', ')}, and this issue has no other articles. Stop the issue.`,
        members: { reason: refusal.reason, articles: refusal.articles },
      }
    case 'not-sent':
      return { status: 503, detail: `The email wasn’t sent: ${refusal.message}`, headers: { 'Retry-After': '60' } }
  }
}

const WORDS: Record<IssueState['state'], string> = {
  draft: 'This issue is a draft. Nothing has been sent yet.',
  scheduled: 'This issue is scheduled. Pause it to make it a draft again.',
  sending: 'This issue is being sent. Pause or stop it.',
  paused: 'This issue is paused. Resume or stop it.',
  stopped: 'This issue was stopped for good. Draft a new one.',
  sent: 'This issue has been sent.',
}
