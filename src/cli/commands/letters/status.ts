import type { Issue } from '../../../newsletter/calls.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { type IssueName, issuePath, listPath, parseIssueOrList, shownName } from '../../issue.ts'
import { itemsOf } from '../../paging.ts'
import { showReply } from '../../state-change.ts'
import { showIssue, watchIssue } from '../../watch-issue.ts'

export const addStatus: AddSubcommand = (group, run) =>
  group
    .command('status')
    .description('Show an issue’s progress: emails sent, per second, skipped, uncertain')
    .argument('<issue>', 'an issue, or a newsletter for its newest issue', parseIssueOrList)
    .option('--watch', 'wait until it is sent, paused or stopped')
    .addHelpText('after', '\nExamples:\n  newsdesk letters status morning\n  newsdesk letters status morning/2026-11-26 --watch')
    .action(
      run(async (context, given, { watch }) => {
        const name = given.issue === undefined ? await newestOf(context, given.list) : given
        if (watch) return watchIssue(context, name)
        return showReply(context, shownName(name), await context.api.ask<Issue>('GET', issuePath(name)), (issue) => showIssue(context, issue))
      }),
    )

async function newestOf(context: CommandContext, list: string): Promise<IssueName> {
  for await (const issue of itemsOf<Issue>(context, listPath(list, '/issues'), {}, 1)) return issue
  throw new ExitError(EXIT.refused, `${list}: this newsletter has no issues yet. Draft one: newsdesk letters draft ${list}`)
}
