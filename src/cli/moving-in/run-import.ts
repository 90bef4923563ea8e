/** `newsdesk import --from …`: opens the old system's export, moves in, and reports. */
import { lookup } from 'node:dns/promises'
import { stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { CommandContext } from '../command-context.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { moveIn } from './move-in.ts'
import { OLD_SYSTEMS, type OldSystemName } from './old-systems.ts'
import { withSource } from './open-source.ts'
import { hasLosses, type Report } from './report.ts'
import { reportPage } from './report-page.ts'
import { reportLines } from './report-text.ts'
import { readTermMap } from './terms.ts'

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
}

export async function importFromOldSystem(context: CommandContext, names: readonly string[], options: ImportOptions): Promise<number> {
  const { environment, print } = context
  const { cwd } = environment
  const allowPrivate = options.allowPrivate ?? false
  const map = options.map === undefined ? {} : await readTermMap(resolve(cwd, options.map), options.map)
  const uploads = options.uploads === undefined ? undefined : await folderAt(resolve(cwd, options.uploads), options.uploads)
  for (const file of [...(options.report ?? []), ...(options.redirects ? [options.redirects] : [])]) await folderAt(dirname(resolve(cwd, file)), dirname(file))
  const open = await OLD_SYSTEMS[options.from]()
  const resolveHost = async (hostname: string) => (await lookup(hostname, { all: true })).map(({ address }) => address)
  const report = await withSource(names, environment, { allowPrivate, resolveHost }, async (source) => {
    const reading = { revisions: options.revisions ?? false, files: filesFor(options, cwd), now: environment.now() }
    const system = await open(source, reading, environment)
    try {
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
      system.close?.()
    }
  })
  print.result(report, ...reportLines(report))
  for (const file of options.report ?? []) await writeReport(resolve(cwd, file), report)
  return hasLosses(report) ? EXIT.refused : EXIT.ok
}

function addressOf(named: string) {
  if (/^https:\/\//.test(named) && URL.canParse(named)) return named
  throw usageError(`"${named}" is no address. Files will be somewhere like https://files.example.`)
}

/** What only one system knows. */
function filesFor({ types, oldSite, members, oldRedirects, permalinks }: ImportOptions, cwd: string): Record<string, string> {
  if (oldSite !== undefined && !/^https?:\/\//.test(oldSite)) throw usageError(`"${oldSite}" is no address. A site is named like https://old.example.`)
  return {
    ...(types !== undefined && { types }),
    ...(oldSite !== undefined && { site: oldSite }),
    ...(permalinks !== undefined && { permalinks }),
    ...(members !== undefined && { members: resolve(cwd, members) }),
    ...(oldRedirects !== undefined && { 'old-redirects': resolve(cwd, oldRedirects) }),
  }
}

async function folderAt(path: string, shown: string) {
  if (!(await stat(path).catch(() => undefined))?.isDirectory()) throw usageError(`There is no folder "${shown}".`)
  return path
}

/** A page where its name says so, else JSON. */
const writeReport = (path: string, report: Report) => writeFile(path, /\.html?$/i.test(path) ? reportPage(report) : `${JSON.stringify(report, null, 2)}\n`)
