import { resolve } from 'node:path'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { problemOf } from '../../problem.ts'
import { saveStream } from '../../save-stream.ts'

export const addExport: AddSubcommand = (group, run) =>
  group
    .command('export')
    .description('Save the rules of house style as CSV')
    .argument('[file]', 'the file to write, or - for stdout', '-')
    .addHelpText('after', '\nExample:\n  newsdesk style export style.csv')
    .action(run((context, file) => save(context, file)))

async function save(context: CommandContext, file: string) {
  const response = await context.api.send('GET', '/api/house-style.csv', { headers: { Accept: 'text/csv' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const lines = await saveStream(context, file, response.body)
  const tag = response.headers.get('etag')
  if (tag && file !== '-') await context.records.saveTag(resolve(context.environment.cwd, file), tag)
  // The first line names the columns.
  context.print.remark(`${counted(Math.max(0, lines - 1), 'rule')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}
