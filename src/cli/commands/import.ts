import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Api } from '../api.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { chunksOf, type Line, linesOf } from '../json-lines.ts'
import { parseWholeNumber } from '../option-values.ts'
import { shellWord } from '../shell-word.ts'

/** One request holds so much: small enough for the site's limits, large enough that the way there costs little. */
const CHUNK = { maxLines: 200, maxChars: 1_000_000 }

type Result = { line: number; ok: boolean; slug?: string; message?: string }

export const importEdition: AddCommand = (program, run) =>
  program
    .command('import')
    .description('File articles from JSON Lines, or restore an export')
    .argument('<file>', 'a file of JSON Lines, or - for stdin')
    .option('--from-line <n>', 'continue here after an interruption', parseWholeNumber, 1)
    .addHelpText('after', '\nExamples:\n  newsdesk import backup.jsonl\n  newsdesk import backup.jsonl --from-line 4001')
    .action(run((context, file, { fromLine }) => importFrom(context, file, fromLine)))

async function importFrom(context: CommandContext, file: string, from: number): Promise<number> {
  const { api, print } = context
  let [taken, refused, next] = [0, 0, from]
  const source = await sourceOf(file, context)
  const bar = print.progress(undefined, 'lines')
  try {
    for await (const chunk of chunksOf(linesOf(source), { from, ...CHUNK })) {
      next = chunk[0]?.number ?? next
      const heard = new Set<number>()
      for (const result of await sendChunk(api, chunk)) {
        heard.add(result.line)
        result.ok ? taken++ : refused++
        if (!result.ok) print.error(`${file}:${result.line}: ${result.slug ? `${result.slug}: ` : ''}${result.message ?? 'refused'}`)
        if (print.json) print.result(result)
      }
      const silent = chunk.find(({ number }) => !heard.has(number))
      next = silent?.number ?? (chunk.at(-1)?.number ?? next) + 1
      bar.step(heard.size)
      if (silent) throw new ExitError(EXIT.unreachable, `The site stopped answering at line ${silent.number}.`)
    }
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
    const again = file === '-' ? `give the lines from ${next} on again` : api.command(`import ${shellWord(file)} --from-line ${next}`)
    throw new ExitError(error.code, `${error.message} ${counted(taken, 'line')} ${taken === 1 ? 'is' : 'are'} in. Continue with: ${again}`)
  } finally {
    bar.end()
  }
  print.remark(`${counted(taken, 'line')} filed, ${refused} refused.`)
  return refused > 0 ? EXIT.refused : EXIT.ok
}

async function sourceOf(file: string, { environment }: CommandContext): Promise<AsyncIterable<Uint8Array | string>> {
  if (file === '-') return environment.stdin
  const path = resolve(environment.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw usageError(`There is no file "${file}".`)
  return createReadStream(path)
}

/** Filing a line again changes nothing, so a chunk whose answer was lost is simply sent again. */
async function sendChunk(api: Api, chunk: Line[]): Promise<Result[]> {
  const damaged = chunk.flatMap(({ number, damage }): Result[] => (damage ? [{ line: number, ok: false, message: damage }] : []))
  const whole = chunk.filter(({ damage }) => !damage)
  return [...damaged, ...(whole.length > 0 ? await sendWhole(api, whole) : [])].sort((a, b) => a.line - b.line)
}

async function sendWhole(api: Api, chunk: Line[]): Promise<Result[]> {
  const body = `${chunk.map(({ text }) => text).join('\n')}\n`
  const reply = await api.text('POST', '/api/import', { body, type: 'application/jsonl', headers: { Accept: 'application/jsonl' }, repeatable: true })
  if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
  const results = reply.value.split('\n').flatMap(resultIn)
  const heard = new Map(results.map((result) => [result.line, result]))
  return chunk.flatMap(({ number }, at): Result[] => {
    const result = heard.get(at + 1)
    return result ? [{ ...result, line: number }] : []
  })
}

/** A line that breaks off says nothing; whoever is missed in it is asked about again. */
function resultIn(line: string): Result[] {
  try {
    return line.trim() === '' ? [] : [JSON.parse(line) as Result]
  } catch {
    return []
  }
}
