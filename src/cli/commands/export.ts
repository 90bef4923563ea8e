import { Option } from '@commander-js/extra-typings'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { problemOf } from '../problem.ts'
import { saveStream } from '../save-stream.ts'

export const exportEdition: AddCommand = (program, run) =>
  program
    .command('export')
    .description('Save the whole ledger as JSON Lines, or articles in another system’s format')
    .argument('[file]', 'the file to write, or - for stdout; with --as a folder', '-')
    .addOption(new Option('--as <format>', 'write articles and their pictures in this format').choices(FORMATS))
    .addHelpText('after', '\nExamples:\n  newsdesk export backup.jsonl\n  newsdesk export site --as markdown')
    .action(run((context, file, options) => (options.as ? exportArticles(context, options.as, file) : exportTo(context, file))))

/** As `moving-out/export-as.ts` has them; what writes them is loaded when one is named. */
const FORMATS = ['wordpress', 'ghost', 'ninjs', 'markdown'] as const

async function exportArticles(context: CommandContext, format: (typeof FORMATS)[number], folder: string) {
  if (folder === '-') throw usageError(`Name a folder to write into: newsdesk export site --as ${format}`)
  return (await import('../moving-out/export-as.ts')).exportAs(context, format, folder)
}

async function exportTo(context: CommandContext, file: string) {
  const response = await context.api.send('GET', '/api/export', { headers: { Accept: 'application/jsonl' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const lines = await saveStream(context, file, response.body)
  context.print.remark(`${counted(lines, 'line')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}
