import { Option } from '@commander-js/extra-typings'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { itemsOf } from '../../paging.ts'
import { problemOf } from '../../problem.ts'
import { saveStream } from '../../save-stream.ts'
import type { Subscriber } from '../../subscriber.ts'

/** Addresses are nobody else's business on this machine either. */
const OWNER_ONLY = 0o600

export const addExport: AddSubcommand = (group, run) =>
  group
    .command('export')
    .description('Save all subscribers, in a file that only you can read or on stdout (admins)')
    .argument('[file]', 'the file to write, or - for stdout', '-')
    .addOption(new Option('--as <form>', 'csv, or JSON Lines').choices(['csv', 'json']))
    .addHelpText('after', '\nExamples:\n  newsdesk subscribers export subscribers.csv\n  newsdesk subscribers export --as json > subscribers.jsonl')
    .action(run((context, file, { as = context.print.json ? 'json' : 'csv' }) => save(context, file, as)))

async function save(context: CommandContext, file: string, as: 'csv' | 'json') {
  const lines = await saveStream(context, file, as === 'csv' ? await csvOf(context) : jsonLinesOf(context), OWNER_ONLY)
  // The first line of CSV names the columns.
  context.print.remark(`${counted(as === 'csv' ? Math.max(0, lines - 1) : lines, 'subscription')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}

async function csvOf({ api }: CommandContext) {
  const response = await api.send('GET', '/api/subscribers.csv', { headers: { Accept: 'text/csv' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  return response.body
}

const encoder = new TextEncoder()

async function* jsonLinesOf(context: CommandContext): AsyncGenerator<Uint8Array> {
  for await (const one of itemsOf<Subscriber>(context, '/api/subscribers', {}, Infinity)) yield encoder.encode(`${JSON.stringify(one)}\n`)
}
