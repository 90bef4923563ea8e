/** Shows the progress of an issue that is being sent. Sending doesn’t depend on it. */

import type { Issue, Progress } from '../newsletter/calls.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT } from './exit-error.ts'
import { describeIssue, describeProgress, finishedLetters, type IssueName, issuePath, shownName } from './issue.ts'
import { problemLines } from './problem.ts'
import type { Progress as Bar } from './progress.ts'
import { refuse } from './state-change.ts'

const PAUSE_MS = 1000

/** Until it is sent, paused or stopped, or waits for another day. */
export async function watchIssue(context: CommandContext, name: IssueName): Promise<number> {
  const { api, print, environment } = context
  let bar: Bar | undefined
  let shown = 0
  try {
    for (;;) {
      const reply = await api.ask<Issue>('GET', issuePath(name))
      if (!reply.ok) {
        refuse(context, { issue: shownName(name) }, reply.problem, problemLines(shownName(name), reply.problem))
        return EXIT.refused
      }
      const { progress } = reply.value
      if (progress) {
        bar ??= print.progress(progress.recipients, 'emails')
        const finished = finishedLetters(progress)
        // A batch that was deferred or sent again takes its letters back.
        bar.step(finished - shown, barWords(progress))
        shown = finished
      }
      if (!isUnderWay(reply.value)) {
        bar?.end()
        return showIssue(context, reply.value)
      }
      await environment.wait(PAUSE_MS)
      if (environment.signal?.aborted) {
        bar?.end()
        print.remark(`Sending continues. To see it again: newsdesk letters status ${shownName(name)} --watch`)
        return EXIT.ok
      }
    }
  } finally {
    bar?.end()
  }
}

const isUnderWay = (issue: Issue) => issue.state === 'sending' && issue.waits?.for !== 'daily-cap'

function barWords({ lettersPerSecond, uncertain, skipped }: Progress) {
  const speed = lettersPerSecond === null ? '' : `, ${Math.round(lettersPerSecond)} a second`
  return `emails${speed}${uncertain > 0 ? `, ${uncertain} uncertain` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** The issue’s state, and what an editor has to decide. Paused and stopped exit with 1, for scripts that wait. */
export function showIssue({ print }: CommandContext, issue: Issue): number {
  const name = shownName(issue)
  print.result(issue, `${name}  ${describeIssue(issue)}  ${issue.subject}`, ...(issue.progress ? [`  ${describeProgress(issue.progress)}`] : []))
  if (issue.progress && issue.progress.uncertain > 0)
    print.remark(`  ${issue.progress.uncertain} of them may or may not have arrived. Decide: newsdesk letters uncertain ${name}`)
  if (issue.state === 'paused') print.remark(`  Resume: newsdesk letters resume ${name}`)
  return issue.state === 'paused' || issue.state === 'stopped' ? EXIT.refused : EXIT.ok
}
