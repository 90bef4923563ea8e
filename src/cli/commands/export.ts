import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError } from '../exit-error.ts'
import { problemOf } from '../problem.ts'
import { saveStream } from '../save-stream.ts'

export const exportEdition: AddCommand = (program, run) =>
  program
    .command('export')
    .description('Save the whole ledger as JSON Lines, in a file or on stdout')
    .argument('[file]', 'the file to write, or - for stdout', '-')
    .addHelpText('after', '\nExample:\n  newsdesk export backup.jsonl')
    .action(run((context, file) => exportTo(context, file)))

async function exportTo(context: CommandContext, file: string) {
  const response = await context.api.send('GET', '/api/export', { headers: { Accept: 'application/jsonl' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const lines = await saveStream(context, file, response.body)
  context.print.remark(`${counted(lines, 'line')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}
