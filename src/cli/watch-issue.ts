/** An issue on its way out, watched from afar: it goes on whether or not anybody looks. */
import type { CommandContext } from './command-context.ts'
import { EXIT } from './exit-error.ts'
import { describeIssue, describeProgress, finishedLetters, type Issue, type IssueName, issuePath, type Progress, shownName } from './issue.ts'
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
        bar ??= print.progress(progress.recipients, 'letters')
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
        print.remark(`The letters go on. Look again: newsdesk letters status ${shownName(name)} --watch`)
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
  return `letters${speed}${uncertain > 0 ? `, ${uncertain} uncertain` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** How it stands, and what an editor has to decide about. A send that stands still is a refusal to a script that waited for it. */
export function showIssue({ print }: CommandContext, issue: Issue): number {
  const name = shownName(issue)
  print.result(issue, `${name}  ${describeIssue(issue)}  ${issue.subject}`, ...(issue.progress ? [`  ${describeProgress(issue.progress)}`] : []))
  if (issue.progress && issue.progress.uncertain > 0)
    print.remark(`  Nobody knows whether ${issue.progress.uncertain} of them arrived. Decide: newsdesk letters uncertain ${name}`)
  if (issue.state === 'paused') print.remark(`  Go on: newsdesk letters resume ${name}`)
  return issue.state === 'paused' || issue.state === 'stopped' ? EXIT.refused : EXIT.ok
}
