import { InvalidArgumentError } from '@commander-js/extra-typings'
import { WEBHOOK_EVENTS } from '../../../copy/shapes/webhook.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { confirm } from '../../confirm.ts'
import { EXIT, usageError } from '../../exit-error.ts'
import { yesOption } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'
import { type Webhook, webhookPath } from './webhook.ts'

const ID = 'its id; newsdesk webhooks list shows them'

export const addOrders: AddSubcommand = (group, run) => {
  group
    .command('list')
    .description('Show all webhooks and how they are (admins)')
    .addHelpText('after', '\nExample:\n  newsdesk webhooks list')
    .action(run((context) => list(context)))
  group
    .command('add')
    .description('Add a webhook, and print its secret once (admins)')
    .argument('<url>', 'where messages go, an https address')
    .option('--events <events>', 'only these, with commas between them; without, everything', parseEvents)
    .option('--note <text>', 'what it is for')
    .addHelpText('after', '\nExample:\n  newsdesk webhooks add https://example.org/hook --events article.published,article.withdrawn')
    .action(run((context, url, { events, note }) => add(context, { url, ...(events && { events }), ...(note !== undefined && { note }) })))
  group
    .command('change')
    .description('Change a webhook; what is not given stays (admins)')
    .argument('<id>', ID)
    .option('--address <url>', 'where messages go from now on')
    .option('--events <events>', 'only these, with commas between them', parseEvents)
    .option('--note <text>', 'what it is for')
    .option('--disable', 'send it nothing; what waits fails')
    .option('--enable', 'send to it again')
    .addHelpText('after', '\nExample:\n  newsdesk webhooks change 3f2a --disable')
    .action(run((context, id, options) => change(context, id, options)))
  group
    .command('remove')
    .description('Remove a webhook, with its log (admins)')
    .argument('<id>', ID)
    .addOption(yesOption())
    .addHelpText('after', '\nExample:\n  newsdesk webhooks remove 3f2a')
    .action(run((context, id, { yes }) => remove(context, id, yes === true)))
  group
    .command('rotate')
    .description('Replace its secret, and print the new one once; the old one signs too for 24 hours (admins)')
    .argument('<id>', ID)
    .addHelpText('after', '\nExample:\n  newsdesk webhooks rotate 3f2a')
    .action(run(async (context, id) => showReply(context, id, await context.api.ask<Webhook>('POST', webhookPath(id, '/secret')), printSecret(context))))
  group
    .command('test')
    .description('Send it the event webhook.test now (admins)')
    .argument('<id>', ID)
    .addHelpText('after', '\nExample:\n  newsdesk webhooks test 3f2a')
    .action(run((context, id) => test(context, id)))
}

function parseEvents(text: string): string[] {
  const events = text.split(',').map((event) => event.trim())
  const unknown = events.find((event) => !WEBHOOK_EVENTS.some((known) => known === event))
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is no event. Events are ${WEBHOOK_EVENTS.join(', ')}.`)
  return events
}

async function list(context: CommandContext) {
  return showReply(context, 'webhooks', await context.api.ask<{ items: Webhook[] }>('GET', '/api/webhooks'), ({ items }) =>
    context.print.results(items, {
      line: (one) => `${one.id}  ${stateOf(one)}  ${one.url}${one.note ? `  ${one.note}` : ''}`,
      heads: ['Id', 'State', 'Address', 'Note'],
      elastic: 2,
      cells: (one) => [one.id, stateOf(one), one.url, one.note ?? ''],
    }),
  )
}

const stateOf = ({ state, failures, waiting }: Webhook) =>
  [state, failures > 0 && `${failures} failures`, waiting > 0 && `${waiting} waiting`].filter(Boolean).join(', ')

async function add(context: CommandContext, body: object) {
  return showReply(context, 'webhook', await context.api.ask<Webhook>('POST', '/api/webhooks', { body }), printSecret(context))
}

const printSecret = (context: CommandContext) => (made: Webhook) => {
  if (context.print.json) return context.print.result(made)
  context.print.text(made.secret ?? '')
  return context.print.remark(`This is the secret of ${made.url} (id ${made.id}). It is shown once.`)
}

type Options = { address?: string | undefined; events?: string[] | undefined; note?: string | undefined; disable?: true | undefined; enable?: true | undefined }

async function change(context: CommandContext, id: string, { address, events, note, disable, enable }: Options) {
  if (disable && enable) throw usageError('--disable and --enable exclude each other.')
  const body = { url: address, events, note, disabled: disable ? true : enable ? false : undefined }
  if (Object.values(body).every((value) => value === undefined)) throw usageError('Nothing to change was given. See newsdesk webhooks change --help.')
  const reply = await context.api.ask<Webhook>('PATCH', webhookPath(id), { body })
  return showReply(context, id, reply, (webhook) => context.print.result({ ok: true, ...webhook }, `${webhook.id}  ${stateOf(webhook)}  ${webhook.url}`))
}

async function remove(context: CommandContext, id: string, yes: boolean) {
  if (!yes && !(await confirm(context, `Remove the webhook ${id} with its log? [y/N] `, 'y'))) return EXIT.refused
  return showReply(context, id, await context.api.ask('DELETE', webhookPath(id)), () => context.print.result({ ok: true, id }, `${id}  removed`))
}

async function test(context: CommandContext, id: string) {
  const reply = await context.api.ask<{ event: string }>('POST', webhookPath(id, '/test'))
  return showReply(context, id, reply, ({ event }) => {
    context.print.result({ ok: true, id, event }, `${id}  ${event} is on its way`)
    context.print.remark(`See how it went: ${context.api.command(`webhooks log ${id}`)}`)
  })
}
