/** `newsdesk import --from …`: opens the old system's export, moves in, and reports. */
import { lookup } from 'node:dns/promises'
import { stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { instantOf } from '../../copy/text/instant.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { stateFolder } from '../records.ts'
import { shellWord } from '../shell-word.ts'
import { feedMemory } from './feed-memory.ts'
import { withListedRedirects } from './listed-redirects.ts'
import { moveIn } from './move-in.ts'
import type { OldSystem, Source, Validators } from './old-system.ts'
import { OLD_SYSTEMS, type OldSystemName } from './old-systems.ts'
import { withSource } from './open-source.ts'
import { hasLosses, isWhole, type Report, unchangedReport } from './report.ts'
import { reportPage } from './report-page.ts'
import { reportLines } from './report-text.ts'
import { readTermMap } from './terms.ts'
import { adviceOn, kindOfFile } from './what-file.ts'

export type ImportOptions = {
  from: OldSystemName
  dryRun?: boolean | undefined
  map?: string | undefined
  uploads?: string | undefined
  revisions?: boolean | undefined
  types?: string | undefined
  oldSite?: string | undefined
  members?: string | undefined
  oldRedirects?: string | undefined
  permalinks?: string | undefined
  allowPrivate?: boolean | undefined
  redirects?: string | undefined
  filesAt?: string | undefined
  beside?: boolean | undefined
  report?: string[] | undefined
  reread?: boolean | undefined
}

export async function importFromOldSystem(context: CommandContext, names: readonly string[], options: ImportOptions): Promise<number> {
  const { environment, print } = context
  const { cwd } = environment
  const allowPrivate = options.allowPrivate ?? false
  const map = options.map === undefined ? {} : await readTermMap(resolve(cwd, options.map), options.map)
  const uploads = options.uploads === undefined ? undefined : await folderAt(resolve(cwd, options.uploads), options.uploads)
  for (const file of [...(options.report ?? []), ...(options.redirects ? [options.redirects] : [])]) await folderAt(dirname(resolve(cwd, file)), dirname(file))
  const listed = listedRedirects(options)
  const open = await OLD_SYSTEMS[options.from]()
  const resolveHost = async (hostname: string) => (await lookup(hostname, { all: true })).map(({ address }) => address)
  const [named = ''] = names
  const memory = feedMemory(stateFolder(environment), [context.api.url, named, map, uploads, options.oldSite])
  const known = options.from === 'rss' && !options.reread && !options.dryRun ? await memory.find() : undefined
  let validators: Validators = {}
  const read = await withSource(names, environment, { allowPrivate, resolveHost, known }, async (source) => {
    validators = source.validators ?? {}
    const reading = { revisions: options.revisions ?? false, files: filesFor(options, cwd), now: environment.now() }
    const old = await opened(source, options.from, () => open(source, reading, environment))
    try {
      const system = listed === undefined ? old : await withListedRedirects(old, resolve(cwd, listed), listed)
      if (options.oldRedirects === undefined) await remarkOnRedirects(context, source)
      return await moveIn(context, source, system, {
        from: options.from,
        isDryRun: options.dryRun ?? false,
        map,
        uploads,
        allowPrivate,
        beside: options.beside ?? false,
        filesAt: options.filesAt === undefined ? undefined : addressOf(options.filesAt),
        redirectsFile: options.redirects === undefined ? undefined : resolve(cwd, options.redirects),
      })
    } finally {
      old.close?.()
    }
  })
  const at = instantOf(environment.now())
  const report = read ?? unchangedReport({ from: options.from, title: `Feed at ${named}`, site: context.api.url, at }, known?.at ?? '')
  // What was missing then is asked for again.
  if (options.from === 'rss' && read && !read.isDryRun && isWhole(read)) await memory.save({ ...validators, at })
  print.result(report, ...reportLines(report))
  for (const file of options.report ?? []) await writeReport(resolve(cwd, file), report)
  return hasLosses(report) ? EXIT.refused : EXIT.ok
}

function addressOf(named: string) {
  if (/^https:\/\//.test(named) && URL.canParse(named)) return named
  throw usageError(`"${named}" is no address. Files will be somewhere like https://files.example.`)
}

const isCsv = (file: string) => /\.csv$/i.test(file)

function listedRedirects({ from, oldRedirects }: ImportOptions): string | undefined {
  if (oldRedirects === undefined || isCsv(oldRedirects)) return oldRedirects
  if (from === 'ghost') return undefined
  throw usageError(
    `--old-redirects takes a CSV file with from,to,status; with --from ghost its redirects.json or redirects.yaml, too. "${oldRedirects}" is none.`,
  )
}

/** They were a decision of the old site's, so that the newsroom decides about them here. */
async function remarkOnRedirects({ print }: CommandContext, { path, name, url }: Source) {
  const beside = join(dirname(path), REDIRECTS)
  if (url !== undefined || !(await stat(beside).catch(() => undefined))?.isFile()) return
  print.remark(`${REDIRECTS} lies beside ${name} and isn’t read. To take it along: --old-redirects ${shellWord(join(dirname(name), REDIRECTS))}`)
}

/** As an export has it. */
const REDIRECTS = 'redirects.csv'

/** Who names the wrong system is told the right one. */
async function opened(source: Source, from: OldSystemName, open: () => Promise<OldSystem>): Promise<OldSystem> {
  // A WordPress export is a feed, too, that says nothing of drafts and private posts to whoever reads it as one.
  if (from === 'rss' && !source.isFolder && (await kindOfFile(source))?.name === 'a WordPress export')
    throw new ExitError(EXIT.refused, `${source.name} is a WordPress export, with drafts in it: use --from wordpress.`)
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof ExitError) || error.code !== EXIT.refused) throw error
    throw new ExitError(error.code, error.message + (await adviceOn(source, from)))
  }
}

/** What only one system knows. */
function filesFor({ types, oldSite, members, oldRedirects, permalinks }: ImportOptions, cwd: string): Record<string, string> {
  if (oldSite !== undefined && !/^https?:\/\//.test(oldSite)) throw usageError(`"${oldSite}" is no address. A site is named like https://old.example.`)
  return {
    ...(types !== undefined && { types }),
    ...(oldSite !== undefined && { site: oldSite }),
    ...(permalinks !== undefined && { permalinks }),
    ...(members !== undefined && { members: resolve(cwd, members) }),
    ...(oldRedirects !== undefined && !isCsv(oldRedirects) && { 'old-redirects': resolve(cwd, oldRedirects) }),
  }
}

async function folderAt(path: string, shown: string) {
  if (!(await stat(path).catch(() => undefined))?.isDirectory()) throw usageError(`There is no folder "${shown}".`)
  return path
}

/** A page where its name says so, else JSON. */
const writeReport = (path: string, report: Report) => writeFile(path, /\.html?$/i.test(path) ? reportPage(report) : `${JSON.stringify(report, null, 2)}\n`)
