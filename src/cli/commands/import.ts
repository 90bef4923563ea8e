import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option } from '@commander-js/extra-typings'
import type { Api } from '../api.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { chunksOf, type Line, linesOf } from '../json-lines.ts'
import type { ImportOptions } from '../moving-in/run-import.ts'
import { parseWholeNumber } from '../option-values.ts'
import { picturesBeside } from '../pictures-named.ts'
import { shellWord } from '../shell-word.ts'

/** One request holds so much: small enough for the site's limits, large enough that the way there costs little. */
const CHUNK = { maxLines: 200, maxChars: 1_000_000 }

type Result = { line: number; ok: boolean; slug?: string; message?: string; notes?: string[] }

export const importEdition: AddCommand = (program, run) =>
  program
    .command('import')
    .description('File articles from JSON Lines, restore an export, or move in from another system')
    .argument('<file...>', 'a file of JSON Lines, or - for stdin; with --from its export: a file, several, a folder or an address')
    .option('--from-line <n>', 'continue here after an interruption', parseWholeNumber, 1)
    .addOption(new Option('--from <system>', 'the system that made the file').choices(SYSTEMS))
    .option('--dry-run', 'with --from: report everything, send nothing')
    .option('--map <file>', 'with --from: which categories are sections here; a dry run proposes one')
    .option('--uploads <folder>', 'with --from: the old site’s uploads, so that pictures need not be fetched')
    .option('--revisions', 'with --from: older versions of stories, too')
    .option('--types <types>', 'with --from wordpress: types of posts to file as stories, beside post and page')
    .option('--old-site <address>', 'with --from: where the old site was, if its export doesn’t say, or says another place than it did before')
    .option('--members <file>', 'with --from ghost: its members (CSV), of whom those with proof of consent are taken')
    .option('--old-redirects <file>', 'with --from: the old site’s redirects, as CSV (from, to, status); with ghost its redirects.json or redirects.yaml, too')
    .option('--permalinks <pattern>', 'with --from ghost: how its addresses were made, such as /:year/:month/:slug/')
    .option('--files-at <address>', 'with --from: where PDFs, recordings and other files will be; links lead there')
    .option('--reread', 'with --from rss: read the feed even if it hasn’t changed since its last import')
    .option('--beside', 'with --from: file new stories beside articles of the same names')
    .option('--allow-private', 'with --from: the old site is on a private network')
    .option('--redirects <file>', 'with --from: write old addresses as CSV instead of sending them')
    .option('--report <file>', 'with --from: write the report as JSON, or as a page (.html); may be repeated', collect)
    .addHelpText('after', EXAMPLES)
    .action(
      run((context, files, options) =>
        options.from ? moveIn(context, files, { ...options, from: options.from }) : importLines(context, files, options.fromLine),
      ),
    )

/** As `OLD_SYSTEMS` has them; what reads them is loaded when one is named. */
const SYSTEMS = ['ans', 'ghost', 'newsml', 'ninjs', 'rss', 'wordpress'] as const

const EXAMPLES = `
Examples:
  newsdesk import backup.jsonl
  newsdesk import backup.jsonl --from-line 4001
  newsdesk import old-site.xml --from wordpress --dry-run
  newsdesk import https://old.example/feed --from rss --dry-run
  newsdesk import old-site.json --from ghost --old-site https://old.example --dry-run
  newsdesk import old-site.xml --from wordpress --map sections.yaml --report report.html`

const collect = (file: string, before: string[] = []) => [...before, file]

const moveIn = async (context: CommandContext, files: string[], options: ImportOptions) =>
  (await import('../moving-in/run-import.ts')).importFromOldSystem(context, files, options)

async function importLines(context: CommandContext, [file = '', ...more]: string[], from: number) {
  if (more.length > 0) throw usageError('Files of JSON Lines go in one by one: name one.')
  return await importFrom(context, file, from)
}

async function importFrom(context: CommandContext, file: string, from: number): Promise<number> {
  const { api, print } = context
  let [taken, refused, picturesRefused, next] = [0, 0, 0, from]
  const source = await sourceOf(file, context)
  const sendPictures = file === '-' ? undefined : picturesBeside(api, resolve(context.environment.cwd, file))
  const bar = print.progress(undefined, 'lines')
  try {
    for await (const chunk of chunksOf(linesOf(source), { from, ...CHUNK })) {
      next = chunk[0]?.number ?? next
      const heard = new Set<number>()
      for (const refusal of (await sendPictures?.(chunk.map(({ text }) => text).join('\n'))) ?? []) {
        picturesRefused++
        print.error(`${file}: ${refusal}`)
      }
      for (const result of await sendChunk(api, chunk)) {
        heard.add(result.line)
        result.ok ? taken++ : refused++
        if (!result.ok) print.error(`${file}:${result.line}: ${result.slug ? `${result.slug}: ` : ''}${result.message ?? 'refused'}`)
        for (const note of result.notes ?? []) print.remark(`${file}:${result.line}: ${note}`)
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
  return refused + picturesRefused > 0 ? EXIT.refused : EXIT.ok
}

async function sourceOf(file: string, { environment }: CommandContext): Promise<AsyncIterable<Uint8Array | string>> {
  if (file === '-') return environment.stdin
  const path = resolve(environment.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw usageError(`There is no file "${file}".`)
  await refuseOtherSystems(file, path)
  return createReadStream(path)
}

/** Read as JSON Lines, each of its lines would be refused. */
async function refuseOtherSystems(file: string, path: string) {
  const { kindOfFile } = await import('../moving-in/what-file.ts')
  const kind = await kindOfFile({ bytes: () => createReadStream(path) })
  if (kind && 'from' in kind) throw usageError(`${file} looks like ${kind.name}. To move in from it, use --from ${kind.from}, with --dry-run first.`)
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
