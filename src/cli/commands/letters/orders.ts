/** Orders about one issue: try it, send it, hold it up. */

import type { Issue } from '../../../newsletter/calls.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { confirm } from '../../confirm.ts'
import { EXIT } from '../../exit-error.ts'
import { describeIssue, describeProgress, type IssueName, issuePath, parseIssueName, shownName } from '../../issue.ts'
import { confirmedOn, type Newsletters } from '../../newsletters.ts'
import { parseMoment, yesOption } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'
import { watchIssue } from '../../watch-issue.ts'

const ISSUE = 'such as morning/2026-11-26; newsdesk letters issues lists them'

export const addOrders: AddSubcommand = (group, run) => {
  group
    .command('test')
    .description('Send a test of an issue to one address; it isn’t counted')
    .argument('<issue>', ISSUE, parseIssueName)
    .argument('<address>', 'who gets it')
    .addHelpText('after', '\nExample:\n  newsdesk letters test morning/2026-11-26 me@news.example')
    .action(run((context, name, email) => order(context, name, { what: 'test', body: { email }, words: () => `test sent to ${email}` })))
  group
    .command('send')
    .description('Send an issue to everyone on its newsletter')
    .argument('<issue>', ISSUE, parseIssueName)
    .option('--watch', 'wait, and show the progress')
    .addOption(yesOption())
    .addHelpText('after', '\nExample:\n  newsdesk letters send morning/2026-11-26 --watch')
    .action(run((context, name, options) => send(context, name, options)))
  group
    .command('schedule')
    .description('Send an issue at a set time')
    .argument('<issue>', ISSUE, parseIssueName)
    .requiredOption('--at <moment>', 'when to send it, with a time zone', parseMoment)
    .addHelpText('after', '\nExample:\n  newsdesk letters schedule morning/2026-11-26 --at 2026-11-26T07:00:00+08:00')
    .action(run((context, name, { at }) => order(context, name, { what: 'schedule', body: { at }, repeatable: true })))
  group
    .command('pause')
    .description('Pause an issue now; a scheduled issue becomes a draft again')
    .argument('<issue>', ISSUE, parseIssueName)
    .addHelpText('after', '\nExample:\n  newsdesk letters pause morning/2026-11-26')
    .action(run((context, name) => order(context, name, { what: 'pause' })))
  group
    .command('resume')
    .description('Resume a paused issue where it stopped')
    .argument('<issue>', ISSUE, parseIssueName)
    .option('--watch', 'wait, and show the progress')
    .addHelpText('after', '\nExample:\n  newsdesk letters resume morning/2026-11-26')
    .action(run((context, name, { watch }) => orderAndWatch(context, name, { what: 'resume' }, watch)))
  group
    .command('stop')
    .description('Stop an issue for good')
    .argument('<issue>', ISSUE, parseIssueName)
    .addOption(yesOption())
    .addHelpText('after', '\nExample:\n  newsdesk letters stop morning/2026-11-26')
    .action(run((context, name, { yes }) => stop(context, name, yes)))
}

type Order = { what: string; body?: object; repeatable?: true; words?: (issue: Issue) => string }

async function order(context: CommandContext, name: IssueName, { what, body, repeatable, words = wordsOf }: Order) {
  const reply = await context.api.ask<Issue>('POST', issuePath(name, `/${what}`), { body, ...(repeatable && { repeatable }) })
  return showReply(context, shownName(name), reply, (issue) => context.print.result(issue, `${shownName(name)}  ${words(issue)}`))
}

const wordsOf = (issue: Issue) => (issue.progress ? `${describeIssue(issue)}  ${describeProgress(issue.progress)}` : describeIssue(issue))

async function orderAndWatch(context: CommandContext, name: IssueName, given: Order, watch: true | undefined) {
  if (!watch) return order(context, name, given)
  const reply = await context.api.ask<Issue>('POST', issuePath(name, `/${given.what}`), { repeatable: given.repeatable === true })
  return reply.ok ? watchIssue(context, name) : showReply(context, shownName(name), reply, () => {})
}

/** Sent again, nothing is sent twice: a connection that broke is no danger. */
async function send(context: CommandContext, name: IssueName, { watch, yes }: { watch?: true | undefined; yes?: true | undefined }) {
  if (!yes && !(await mayGoOut(context, name))) return EXIT.refused
  return orderAndWatch(context, name, { what: 'send', repeatable: true }, watch)
}

/** Emails can’t be recalled, so an editor sees first what goes to how many. */
async function mayGoOut(context: CommandContext, name: IssueName) {
  const [issue, newsletters] = await Promise.all([context.api.ask<Issue>('GET', issuePath(name)), context.api.ask<Newsletters>('GET', '/api/newsletters')])
  if (!issue.ok || !newsletters.ok) {
    const refused = issue.ok ? newsletters : issue
    await showReply(context, shownName(name), refused, () => {})
    return false
  }
  const readers = confirmedOn(newsletters.value, name.list).toLocaleString('en')
  const question = `This sends "${issue.value.subject}" to the ${readers} readers of ${name.list}, and can’t be undone. Type ${name.list} to continue: `
  return confirm(context, question, name.list)
}

async function stop(context: CommandContext, name: IssueName, yes: true | undefined) {
  const question = `This stops ${shownName(name)} for good; newsdesk letters pause only pauses it. Type stop to continue: `
  if (!yes && !(await confirm(context, question, 'stop'))) return EXIT.refused
  return order(context, name, { what: 'stop' })
}
