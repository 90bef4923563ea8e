import { Option } from '@commander-js/extra-typings'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { usageError } from '../../exit-error.ts'
import { parseMoment } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'
import { DELIVERY_STATES } from './log.ts'
import { webhookPath } from './webhook.ts'

type Options = { from?: string | undefined; until?: string | undefined; state?: string | undefined }

export const addReplay: AddSubcommand = (group, run) =>
  group
    .command('replay')
    .description('Send a webhook one message again, or all of a span (admins)')
    .argument('<id>', 'the webhook’s id; newsdesk webhooks list shows them')
    .argument('[event]', 'the message’s id; newsdesk webhooks log shows them')
    .option('--from <moment>', 'all from then on', parseMoment)
    .option('--until <moment>', 'and before then; without, until now', parseMoment)
    .addOption(new Option('--state <state>', 'of a span, only those').choices(DELIVERY_STATES))
    .addHelpText('after', '\nExample:\n  newsdesk webhooks replay 3f2a --from 2026-11-26T08:00:00Z --state failed')
    .action(run((context, id, event, options) => replay(context, id, event, options)))

async function replay(context: CommandContext, id: string, event: string | undefined, { from, until, state }: Options) {
  if ((event === undefined) === (from === undefined)) throw usageError('Name one message, or give --from.')
  const span = { from, until: until ?? new Date(context.environment.now()).toISOString(), state }
  const reply = await context.api.ask<{ count: number }>('POST', webhookPath(id, '/replay'), { body: event === undefined ? span : { event } })
  return showReply(context, id, reply, ({ count }) => context.print.result({ ok: true, id, count }, `${id}  ${counted(count, 'message')} on the way again`))
}
