import type { Issue } from '../../../newsletter/calls.ts'
import type { AddSubcommand } from '../../command-context.ts'
import { EXIT } from '../../exit-error.ts'
import { describeIssue, listPath, shownName } from '../../issue.ts'
import { parseSlug, parseWholeNumber } from '../../option-values.ts'
import { itemsOf } from '../../paging.ts'
import { shortMoment } from '../../short-moment.ts'

export const addIssues: AddSubcommand = (group, run) =>
  group
    .command('issues')
    .description('List the issues of a newsletter, newest first')
    .argument('<list>', 'the newsletter; newsdesk subscribers counts lists them', parseSlug)
    .option('--limit <n>', 'how many at most', parseWholeNumber, 20)
    .addHelpText('after', '\nExample:\n  newsdesk letters issues morning')
    .action(
      run(async (context, list, { limit }) => {
        const count = await context.print.results(itemsOf<Issue>(context, listPath(list, '/issues'), {}, limit), {
          line: (issue) => `${shownName(issue)}  ${describeIssue(issue)}  ${issue.subject}${lettersOf(issue)}`,
          heads: ['Issue', 'UTC', 'State', 'Emails', 'Subject'],
          elastic: 4,
          cells: (issue) => [shownName(issue), shortMoment(issue.createdAt), describeIssue(issue, shortMoment), sentOf(issue), issue.subject],
        })
        if (count === 0) context.print.remark(`${list} has no issues yet. Draft one: newsdesk letters draft ${list}`)
        return EXIT.ok
      }),
    )

const sentOf = ({ progress }: Issue) => (progress ? `${progress.sent.toLocaleString('en')} of ${progress.recipients.toLocaleString('en')}` : '')
const lettersOf = (issue: Issue) => (issue.progress ? `  ${sentOf(issue)} emails` : '')
