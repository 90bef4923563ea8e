import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { csvChunks } from '../../csv-chunks.ts'
import { EXIT, ExitError, usageError } from '../../exit-error.ts'
import { problemOf } from '../../problem.ts'
import { saveStream } from '../../save-stream.ts'
import { spreadsheetText } from '../../spreadsheet-text.ts'
import { bytesOf } from '../../stdin.ts'

type Remark = { line: number; from: string; ok: boolean; message: string }
type Report = { read: number; added: number; changed: number; same: number; refused: number; items: Remark[] }
/** `before`: how many lines of the file come before its first, which names the columns in each. */
type Piece = { text: string; type: string; before: number }

/** One request holds so much. */
const CHUNK = { maxRecords: 5_000, maxChars: 2_000_000 }
const COUNTS = ['read', 'added', 'changed', 'same', 'refused'] as const

export const addFiles: AddSubcommand = (group, run) => {
  group
    .command('import')
    .description('Import redirects (editors)')
    .argument('<file>', 'CSV with the columns from, to and status, or JSON Lines; - for stdin')
    .addHelpText(
      'after',
      '\nLines with a mistake are refused, each with its number; the others are imported. It is safe to run again.\n\nExample:\n  newsdesk redirects import redirects.csv',
    )
    .action(run((context, file) => importFrom(context, file)))
  group
    .command('export')
    .description('Save all redirects')
    .argument('[file]', 'CSV, or JSON Lines if it ends in .jsonl; - for stdout', '-')
    .addHelpText('after', '\nExample:\n  newsdesk redirects export redirects.csv')
    .action(run((context, file) => exportTo(context, file)))
}

async function importFrom(context: CommandContext, file: string) {
  const total: Report = { read: 0, added: 0, changed: 0, same: 0, refused: 0, items: [] }
  const pieces = piecesOf(file, await textIn(context, file))
  const bar = context.print.progress(undefined, 'redirects')
  try {
    for (const { text, type, before } of pieces) {
      const reply = await context.api.ask<Report>('POST', '/api/redirects/import', { body: text, type, repeatable: true })
      if (!reply.ok) throw new ExitError(EXIT.refused, `${file}: ${[reply.problem.detail, ...reply.problem.flaws.map(({ message }) => message)].join(' ')}`)
      for (const count of COUNTS) total[count] += reply.value[count]
      for (const item of reply.value.items) total.items.push({ ...item, line: item.line + before })
      bar.step(reply.value.read)
    }
  } catch (error) {
    if (!(error instanceof ExitError) || total.read === 0) throw error
    throw new ExitError(
      error.code,
      `${error.message} ${counted(total.read, 'redirect')} ${total.read === 1 ? 'is' : 'are'} in. Run it again: what’s there stays as it is.`,
    )
  } finally {
    bar.end()
  }
  const { items, ...counts } = total
  for (const { line, from, ok, message } of items) context.print[ok ? 'remark' : 'error'](`${file}:${line}: ${from} ${message}`)
  context.print.result(total, summaryOf(counts))
  return counts.refused > 0 ? EXIT.refused : EXIT.ok
}

const summaryOf = ({ read, added, changed, same, refused }: Omit<Report, 'items'>) => {
  const [all, ...parts] = [read, added, changed, same, refused].map((n) => n.toLocaleString('en'))
  return `${all} read = ${parts[0]} added + ${parts[1]} changed + ${parts[2]} already there + ${parts[3]} refused`
}

function piecesOf(file: string, text: string): Piece[] {
  if (/^\ufeff?\s*\{/.test(text)) return linePieces(text)
  const read = csvChunks(text, CHUNK)
  if (!read.ok) throw new ExitError(EXIT.refused, `${file}:${read.line}: ${read.message} Nothing was imported.`)
  // A file of one line, or without names of its columns: each line is a redirect.
  if (read.chunks.length === 0 || !/\bfrom\b|source|old|url|path/i.test(text.split(/[\r\n]/, 1)[0] ?? '')) return [{ text, type: 'text/csv', before: 0 }]
  return read.chunks.map((chunk) => ({ text: chunk.text, type: 'text/csv', before: chunk.line - 1 - chunk.headLines }))
}

function linePieces(text: string): Piece[] {
  const lines = text.split('\n')
  return Array.from({ length: Math.ceil(lines.length / CHUNK.maxRecords) }, (_, at) => ({
    text: lines.slice(at * CHUNK.maxRecords, (at + 1) * CHUNK.maxRecords).join('\n'),
    type: 'application/jsonl',
    before: at * CHUNK.maxRecords,
  }))
}

export async function textIn({ environment }: CommandContext, file: string) {
  const bytes = file === '-' ? await bytesOf(environment.stdin) : await readFile(resolve(environment.cwd, file)).catch(() => undefined)
  if (!bytes) throw usageError(`The file "${file}" doesn’t exist.`)
  const read = spreadsheetText(bytes)
  if (!read.ok) throw new ExitError(EXIT.refused, `${file}: ${read.message}`)
  return read.text
}

async function exportTo(context: CommandContext, file: string) {
  const isLines = file.endsWith('.jsonl')
  const response = await context.api.send('GET', `/api/redirects.${isLines ? 'jsonl' : 'csv'}`, { headers: { Accept: '*/*' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const lines = await saveStream(context, file, response.body)
  context.print.remark(`${counted(Math.max(0, lines - (isLines ? 0 : 1)), 'redirect')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}
