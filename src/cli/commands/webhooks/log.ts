import { Option } from '@commander-js/extra-typings'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { parseWholeNumber } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'
import { webhookPath } from './webhook.ts'

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const

type Delivery = { id: string; sequence: number; type: string; at: string; state: string; attempts: number; nextAt?: string; status?: number; said?: string }

export const addLog: AddSubcommand = (group, run) =>
  group
    .command('log')
    .description('Show what a webhook was sent and how that went, newest first (admins)')
    .argument('<id>', 'its id; newsdesk webhooks list shows them')
    .option('--limit <n>', 'so many', parseWholeNumber, 50)
    .addOption(new Option('--state <state>', 'only those').choices(DELIVERY_STATES))
    .addHelpText('after', '\nExample:\n  newsdesk webhooks log 3f2a --state failed')
    .action(run((context, id, { limit, state }) => log(context, id, { limit: Math.min(limit, 200), state })))

async function log(context: CommandContext, id: string, query: { limit: number; state: string | undefined }) {
  const reply = await context.api.ask<{ items: Delivery[] }>('GET', webhookPath(id, '/deliveries'), { query })
  return showReply(context, id, reply, ({ items }) =>
    context.print.results(items, {
      line: (one) => `${one.at}  ${one.type}  ${one.id}  ${wordsOf(one)}`,
      heads: ['At', 'Event', 'Id', 'How it went'],
      elastic: 3,
      cells: (one) => [one.at, one.type, one.id, wordsOf(one)],
    }),
  )
}

const wordsOf = ({ state, attempts, nextAt, status, said }: Delivery) =>
  [state, `${attempts} tries`, status, state !== 'delivered' && said, nextAt && state === 'waiting' && `next at ${nextAt}`].filter(Boolean).join(', ')
