/** An issue of a newsletter: its name on the command line, its JSON, and how it is described to an editor. */
import { InvalidArgumentError } from '@commander-js/extra-typings'
import { isAsciiSlug } from '../copy/shapes/slug-spelling.ts'
import type { Issue, PauseReason, Progress } from '../newsletter/calls.ts'

/** `morning/2026-11-26`: as its page's address ends. */
export type IssueName = { list: string; issue: string }

/** `morning/2026-11-26`, or the address of its page. */
export function parseIssueName(text: string): IssueName {
  const name = issueNameIn(text)
  if (!name) throw new InvalidArgumentError('Name an issue by its newsletter and day, such as morning/2026-11-26; newsdesk letters issues lists them.')
  return name
}

function issueNameIn(text: string): IssueName | undefined {
  const [, list = '', issue = ''] = /^(?:(?:https?:\/\/[^/]+)?\/newsletters\/)?([^/]+)\/([^/]+)$/.exec(text) ?? []
  return isAsciiSlug(list) && isAsciiSlug(issue) ? { list, issue } : undefined
}

/** An issue, or a newsletter alone, whose newest issue is meant. */
export const parseIssueOrList = (text: string): IssueName | { list: string; issue?: never } => (isAsciiSlug(text) ? { list: text } : parseIssueName(text))

export const shownName = ({ list, issue }: IssueName) => `${list}/${issue}`

export const listPath = (list: string, rest = '') => `/api/newsletters/${encodeURIComponent(list)}${rest}`
export const issuePath = ({ list, issue }: IssueName, rest = '') => listPath(list, `/issues/${encodeURIComponent(issue)}${rest}`)

/** `moment` shows a moment: whole in a line, short in a column. */
export function describeIssue(issue: Issue, moment: (at: string) => string = (at) => at): string {
  switch (issue.state) {
    case 'draft':
      return 'draft'
    case 'scheduled':
      return `scheduled for ${moment(issue.at)}`
    case 'sending':
      return issue.waits ? `sending, ${WAITS[issue.waits.for]} until ${moment(issue.waits.until)}` : 'sending'
    case 'paused':
      return `paused: ${whyPaused(issue)}`
    case 'stopped':
      return `stopped ${moment(issue.at)}: ${issue.said ?? STOPPED[issue.why]}`
    case 'sent':
      return `sent ${moment(issue.at)}`
  }
}

const WAITS = { 'daily-cap': 'the daily limit is reached: waiting', delivery: 'the provider isn’t accepting emails: waiting' }
const STOPPED = { editor: 'by an editor', 'article-withdrawn': 'its article was withdrawn', 'not-composed': 'it couldn’t be composed' }

function whyPaused(reason: PauseReason) {
  switch (reason.why) {
    case 'editor':
      return 'by an editor'
    case 'list-removed':
      return 'the site no longer has this newsletter'
    case 'no-mailer':
      return 'sending isn’t set up (MAIL_LETTERS)'
    case 'no-sender':
      return 'the site has no sender address (newsletter.from)'
    case 'article-withdrawn':
      return `readers can no longer read ${reason.articles.join(', ')}`
    case 'not-taken':
      return `the provider isn’t accepting emails (${reason.said})`
    case 'all-rejected':
      return `the provider refuses every email (${reason.said})`
  }
}

/** Letters that were tried, for good. */
export const finishedLetters = ({ recipients, remaining, deferred }: Progress) => recipients - remaining - deferred

/** What there is to say of the letters beside how many went out. */
export function describeProgress({ recipients, sent, lettersPerSecond, ...rest }: Progress): string {
  const counts = TROUBLES.flatMap(([name, words]) => (rest[name] > 0 ? [`${rest[name].toLocaleString('en')} ${words}`] : []))
  const speed = lettersPerSecond === null ? [] : [`${lettersPerSecond.toLocaleString('en', { maximumFractionDigits: 1 })} a second`]
  return [`${sent.toLocaleString('en')} of ${recipients.toLocaleString('en')} emails sent`, ...speed, ...counts].join(' · ')
}

const TROUBLES = [
  ['remaining', 'left'],
  ['deferred', 'waiting to be tried again'],
  ['uncertain', 'uncertain'],
  ['skipped', 'skipped (unsubscribed, paused, suppressed or erased since, or skipped by an editor)'],
  ['rejected', 'rejected'],
  ['failed', 'failed'],
] as const
