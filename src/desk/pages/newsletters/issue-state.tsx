/** Where an issue stands, in words. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Issue } from '../../../newsletter/calls.ts'
import { Moment } from '../layout/moment.tsx'

const NAMES: Record<Issue['state'], string> = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  sending: 'Sending',
  paused: 'Paused',
  stopped: 'Stopped',
  sent: 'Sent',
}

/** Colours of a story's states that mean the same: out, ahead, gone. */
const COLOURS: Record<Issue['state'], string> = {
  draft: '',
  scheduled: 'scheduled',
  sending: 'published',
  paused: 'withdrawn',
  stopped: 'withdrawn',
  sent: 'published',
}

export const IssueStateLabel = ({ issue: { state } }: { issue: Issue }) => <span class={`state ${COLOURS[state]}`}>{NAMES[state]}</span>

/** A sentence: since when, and why. */
export const IssueStateText = ({ issue, site }: { issue: Issue; site: Site }) => {
  switch (issue.state) {
    case 'draft':
      return <p>Nothing has been sent yet. The letter is made when it’s sent, of the articles as they are then.</p>
    case 'scheduled':
      return (
        <p>
          It will be sent on <Moment at={issue.at} site={site} />, of the articles as they are then.
        </p>
      )
    case 'sending':
      return (
        <p>
          Sending since <Moment at={issue.since} site={site} />.
          {issue.waits && (
            <>
              {issue.waits.for === 'daily-cap'
                ? ' Today’s limit of the provider is reached. It goes on by itself on '
                : ' The provider asks us to wait. It goes on by itself on '}
              <Moment at={issue.waits.until} site={site} />.
            </>
          )}
        </p>
      )
    case 'paused':
      return (
        <p>
          Paused on <Moment at={issue.since} site={site} />. {pauseText(issue)}
        </p>
      )
    case 'stopped':
      return (
        <p>
          Stopped on <Moment at={issue.at} site={site} />. {stopText(issue)}
        </p>
      )
    case 'sent':
      return (
        <p>
          Sent on <Moment at={issue.at} site={site} />.
        </p>
      )
  }
}

function pauseText(issue: Extract<Issue, { state: 'paused' }>): string {
  switch (issue.why) {
    case 'editor':
      return 'Somebody at the desk paused it.'
    case 'list-removed':
      return 'The site has this newsletter no longer. Add it to the site again, then resume, or stop the issue.'
    case 'no-mailer':
      return 'Sending isn’t set up any more. Ask whoever runs the site, then resume.'
    case 'no-sender':
      return 'The site has no sender’s address any more. Enter one in the site’s settings, then resume.'
    case 'article-withdrawn':
      return `Readers can’t read ${issue.articles.join(', ')} any more. Resume to send a digest without it to those who haven’t had theirs, or stop.`
    case 'not-taken':
      return `The provider takes nothing: ${issue.said} Resume to try again.`
    case 'all-rejected':
      return `The provider refused every letter: ${issue.said} Put that right, then resume.`
  }
}

function stopText(issue: Extract<Issue, { state: 'stopped' }>): string {
  switch (issue.why) {
    case 'editor':
      return 'Somebody at the desk stopped it, for good.'
    case 'article-withdrawn':
      return 'Its article was withdrawn. Nothing more goes out.'
    case 'not-composed':
      return `No letter could be made: ${issue.said ?? 'nobody knows why.'} Draft another issue.`
  }
}
