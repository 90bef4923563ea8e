import { randomUUID } from 'node:crypto'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { openCopy, openPipedCopy } from '../copy-file.ts'
import { EXIT, usageError } from '../exit-error.ts'
import type { FilingOptions } from '../filing.ts'
import { findCopy } from '../find-copy.ts'
import { eachInParallel } from '../in-parallel.ts'
import { parseSlug, parseWholeNumber } from '../option-values.ts'
import { uploader } from '../pictures.ts'
import { askToReplace, putOne, type Run, type Source, type Tally } from '../put-one.ts'
import { bytesOf } from '../stdin.ts'

export const put: AddCommand = (program, run) =>
  program
    .command('put')
    .description('File articles: JSON, Markdown with front matter, or ninjs')
    .argument('<path...>', 'files, folders and globs, or - for stdin: Markdown, JSON or ninjs, told by what it says')
    .option('--publish', 'publish at once; without it new articles are drafts')
    .option('--slug <slug>', 'for copy on stdin that does not say its slug', parseSlug)
    .option('--section <slug>', 'for copy that does not say its section, such as ninjs')
    .option('--new', 'file only articles that the site does not have yet')
    .option('--replace', 'replace whatever the site has, even what a colleague has filed since')
    .option('--parallel <n>', 'how many at a time', parseWholeNumber, 8)
    .option('--dry-run', 'file nothing; show flaws, a preview, what would change, and advice')
    .addHelpText(
      'after',
      '\nExamples:\n  newsdesk put articles/ --publish\n  newsdesk put "world/*.md" --dry-run\n  pandoc story.docx -t markdown | newsdesk put - --slug story --section world',
    )
    .action(
      run((context, paths, { publish = false, slug, section, new: onlyNew = false, replace = false, dryRun = false, parallel }) =>
        putAll(context, { paths, slug, parallel }, { publish, section, dryRun, onlyNew, replace, run: randomUUID() }),
      ),
    )

type Sources = { paths: string[]; slug: string | undefined; parallel: number }

async function putAll(context: CommandContext, { paths, slug, parallel }: Sources, options: FilingOptions): Promise<number> {
  if (options.onlyNew && options.replace) throw usageError('Use --new or --replace, not both.')
  const { dryRun } = options
  const sources = await sourcesOf(context, paths, slug)
  const tally: Tally = { filed: 0, unchanged: 0, refused: 0, skipped: 0, existing: 0 }
  const bar = context.print.progress(sources.length, dryRun ? 'looked through' : 'filed')
  const work: Run = {
    context,
    options,
    tally,
    bar,
    upload: uploader(context.api, dryRun),
    report: dryRun ? (await import('../dry-run.ts')).dryRunReportOf(context) : undefined,
    seen: new Map(),
    conflicts: [],
  }
  try {
    await eachInParallel(sources, parallel, (one) => putOne(one, work))
    bar.end()
    for (const conflict of work.conflicts) await askToReplace(conflict, work)
  } finally {
    bar.end()
    context.print.remark(summary(tally, sources.length, dryRun))
  }
  await work.report?.checkLinks()
  return tally.refused > 0 ? EXIT.refused : EXIT.ok
}

async function sourcesOf({ environment }: CommandContext, paths: string[], slug: string | undefined): Promise<Source[]> {
  if (!paths.includes('-')) {
    if (slug !== undefined) throw usageError('--slug is for copy on stdin; a file has its own slug, or its name.')
    return (await findCopy(paths, environment.cwd)).map((found) => ({ shown: found.shown, open: () => openCopy(found) }))
  }
  if (paths.length > 1) throw usageError('Use - on its own: stdin is one article.')
  return [{ shown: '-', open: async () => openPipedCopy(await bytesOf(environment.stdin), environment.cwd, slug) }]
}

function summary({ filed, unchanged, refused, skipped, existing }: Tally, total: number, dryRun: boolean) {
  const left = total - filed - unchanged - refused - skipped - existing
  const parts = [
    dryRun ? `${filed} would be filed` : `${filed} filed`,
    unchanged && `${unchanged} unchanged`,
    refused && `${refused} refused`,
    existing && `${existing} there already`,
    skipped && `${skipped} skipped`,
    left && `${left} not tried: the same command goes on from here`,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
