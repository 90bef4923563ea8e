import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { type CsvChunk, csvChunks } from '../../csv-chunks.ts'
import { EXIT, ExitError, usageError } from '../../exit-error.ts'
import { spreadsheetText } from '../../spreadsheet-text.ts'
import { bytesOf } from '../../stdin.ts'

/** One request holds so much: well below the site's limit, and answered within seconds. */
const CHUNK = { maxRecords: 2_000, maxChars: 1_000_000 }

type Result = { line: number; ok: boolean; result?: string; message?: string }
type Answer = { added: number; already: number; refused: number; items: Result[] }

export const addImport: AddSubcommand = (group, run) =>
  group
    .command('import')
    .description('Import readers who agreed elsewhere, with proof of their consent (admins)')
    .argument('<file>', 'CSV, or - for stdin; the first line must name the columns email, list, consent_at, consent_words, consent_source, country')
    .addHelpText(
      'after',
      '\nRows without proof are refused, each with its line; the others are imported. It is safe to run again.\n\nExample:\n  newsdesk subscribers import readers.csv',
    )
    .action(run((context, file) => importFrom(context, file)))

async function importFrom(context: CommandContext, file: string) {
  const { print } = context
  const read = csvChunks(await textIn(context, file), CHUNK)
  if (!read.ok) throw new ExitError(EXIT.refused, `${file}:${read.line}: ${read.message} Nothing was imported.`)
  const { chunks } = read
  if (chunks.length === 0) throw usageError(`"${file}" has no rows. The first line must name the columns; each line after it is a reader.`)
  const total = { added: 0, already: 0, refused: 0 }
  const bar = print.progress(
    chunks.reduce((sum, { records }) => sum + records, 0),
    'rows',
  )
  try {
    for (const chunk of chunks) {
      const answer = await sendChunk(context, file, chunk, total.added)
      for (const count of ['added', 'already', 'refused'] as const) total[count] += answer[count]
      for (const item of answer.items) showRow(context, file, { ...item, line: item.line - 1 - chunk.headLines + chunk.line })
      bar.step(chunk.records)
    }
  } finally {
    bar.end()
  }
  print.remark(`${total.added.toLocaleString('en')} added, ${total.already.toLocaleString('en')} already there, ${total.refused.toLocaleString('en')} refused.`)
  return total.refused > 0 ? EXIT.refused : EXIT.ok
}

async function textIn({ environment }: CommandContext, file: string) {
  const read = spreadsheetText(file === '-' ? await bytesOf(environment.stdin) : await bytesIn(resolve(environment.cwd, file), file))
  if (!read.ok) throw new ExitError(EXIT.refused, `${file}: ${read.message}`)
  return read.text
}

const bytesIn = (path: string, file: string) =>
  readFile(path).catch(() => {
    throw usageError(`The file "${file}" doesn’t exist.`)
  })

/** Nothing is done twice, so a piece whose answer was lost is simply sent again. */
async function sendChunk({ api }: CommandContext, file: string, { text, line }: CsvChunk, added: number): Promise<Answer> {
  const reply = await api.ask<Answer>('POST', '/api/subscribers', { body: text, type: 'text/csv', repeatable: true })
  if (reply.ok) return reply.value
  const before =
    added === 0 ? '' : ` ${counted(added, 'reader')} from the lines before ${line} ${added === 1 ? 'is' : 'are'} in; fix the problem and run it again.`
  throw new ExitError(EXIT.refused, `${file}: ${reply.problem.detail}${before}`)
}

function showRow({ print }: CommandContext, file: string, item: Result) {
  if (!item.ok) print.error(`${file}:${item.line}: ${item.message ?? 'refused'}`)
  if (print.json) print.result(item)
}
