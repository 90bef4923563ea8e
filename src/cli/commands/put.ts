import { randomUUID } from 'node:crypto'
import type { Problem } from '../api.ts'
import { describeState } from '../article-state.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { type CopyFile, openCopy } from '../copy-file.ts'
import type { DryRunReport } from '../dry-run.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { type Conflict, fileUnlessNewer } from '../file-unless-newer.ts'
import { type Filed, type FilingOptions, prepareCopy, siteHas } from '../filing.ts'
import { type Found, findCopy } from '../find-copy.ts'
import { eachInParallel } from '../in-parallel.ts'
import { filedBy } from '../newer-revision.ts'
import { parseWholeNumber } from '../option-values.ts'
import { type Upload, uploader } from '../pictures.ts'
import { problemLines } from '../print.ts'
import type { Progress } from '../progress.ts'
import { shellWord } from '../shell-word.ts'

export const put: AddCommand = (program, run) =>
  program
    .command('put')
    .description('File articles: JSON, Markdown with front matter, or ninjs')
    .argument('<path...>', 'files, folders and globs')
    .option('--publish', 'publish at once; without it new articles are drafts')
    .option('--section <slug>', 'for copy that does not say its section, such as ninjs')
    .option('--new', 'only articles that the site does not have; nothing is written over')
    .option('--replace', 'put the files over whatever the site has, also over what a colleague filed since')
    .option('--parallel <n>', 'how many at a time', parseWholeNumber, 8)
    .option('--dry-run', 'file nothing; show flaws, a preview, what would change, and advice')
    .addHelpText('after', '\nExamples:\n  newsdesk put articles/ --publish\n  newsdesk put "world/*.md" --dry-run')
    .action(
      run((context, paths, { publish = false, section, new: onlyNew = false, replace = false, dryRun = false, parallel }) =>
        putAll(context, paths, { publish, section, dryRun, onlyNew, replace, run: randomUUID() }, parallel),
      ),
    )

type Run = {
  context: CommandContext
  options: FilingOptions
  upload: Upload
  report: DryRunReport | undefined
  bar: Progress
  seen: Map<string, string>
  tally: Tally
}
type Tally = { filed: number; unchanged: number; refused: number; skipped: number; there: number }

async function putAll(context: CommandContext, paths: string[], options: FilingOptions, parallel: number): Promise<number> {
  if (options.onlyNew && options.replace) throw usageError('--new writes over nothing and --replace over everything: give one of them.')
  const found = await findCopy(paths, context.environment.cwd)
  const { dryRun } = options
  const tally: Tally = { filed: 0, unchanged: 0, refused: 0, skipped: 0, there: 0 }
  const bar = context.print.progress(found.length, dryRun ? 'looked through' : 'filed')
  const work: Run = {
    context,
    options,
    tally,
    bar,
    upload: uploader(context.api, dryRun),
    report: dryRun ? (await import('../dry-run.ts')).dryRunReportOf(context) : undefined,
    seen: new Map(),
  }
  try {
    await eachInParallel(found, parallel, (one) => putOne(one, work))
  } finally {
    bar.end()
    context.print.remark(summary(tally, found.length, dryRun))
  }
  await work.report?.checkLinks()
  return tally.refused > 0 ? EXIT.refused : EXIT.ok
}

async function putOne(one: Found, work: Run): Promise<void> {
  const opened = await openCopy(one)
  if (!opened.ok && opened.reason === 'no-article') {
    work.tally.skipped++
    work.context.print.remark(`${one.shown}: skipped, no article.`)
  } else if (!opened.ok) refuse(work, one.shown, [opened.line])
  else if (work.seen.has(opened.file.slug))
    refuse(work, one.shown, [`${opened.file.place('/slug')}: ${work.seen.get(opened.file.slug)} is "${opened.file.slug}" too; one of them would be lost.`])
  else {
    work.seen.set(opened.file.slug, one.shown)
    await fileOne(opened.file, work)
  }
  work.bar.step()
}

async function fileOne(copy: CopyFile, work: Run): Promise<void> {
  const { context, options } = work
  if (options.onlyNew && (await siteHas(context.api, copy))) return keep(work, copy)
  const ready = await prepareCopy(copy, work.upload)
  if (!ready.ok) return refuse(work, copy.shown, ready.lines)
  const reply = await fileUnlessNewer(context, copy, ready.copy, options)
  if (!reply.ok && !('problem' in reply)) return refuse(work, copy.shown, conflictLines(copy, reply), conflictFacts(reply))
  if (!reply.ok && isAlreadyFiled(reply.problem, options)) return keep(work, copy)
  if (!reply.ok) return refuse(work, copy.shown, problemLines(copy.shown, reply.problem, copy.place), reply.problem)
  const filed = reply.value
  if (work.report) {
    work.tally[filed.changed === false ? 'unchanged' : 'filed']++
    await work.report.show(copy, ready.copy, filed)
  } else {
    if (copy.form !== 'ninjs') await keepRecord(context, copy, filed)
    const changed = filed.changed !== false
    work.tally[changed ? 'filed' : 'unchanged']++
    context.print.result({ file: copy.shown, ok: true, ...filed }, `${copy.shown}  ${filed.url}  ${changed ? describeState(filed) : 'unchanged'}`)
  }
  for (const note of filed.notes ?? []) context.print.remark(`${copy.shown}: ${note}`)
}

/** What the next put of this file starts from. Under another slug it is another article, and nobody took the first one down. */
async function keepRecord({ print, records }: CommandContext, copy: CopyFile, { slug, revision, created }: Filed) {
  const before = await records.articleOf(copy.path)
  await records.saveRevision(copy.path, slug, revision)
  if (created && before && before.slug !== slug)
    print.remark(`${copy.shown}: this is a new article, "${slug}". What the file was before, "${before.slug}", stays as it is on the site.`)
}

/** A colleague's copy stays; who filed it, and how to go on. */
function conflictLines({ shown, slug }: CopyFile, { started, newest }: Conflict): string[] {
  const there = newest ? `the newest is ${filedBy(newest)}` : 'it has been changed since'
  const file = shellWord(shown)
  return [
    started === undefined
      ? `${shown}: nothing was replaced. The site has "${slug}" with other copy, and nothing says that this file started from it: ${there}.`
      : `${shown}: nothing was replaced. This file started from revision ${started} of "${slug}", and ${there}.`,
    started === undefined
      ? `  See it: newsdesk get ${slug}   Another story? Give it a slug of its own.   Put this one over it: newsdesk put ${file} --replace`
      : `  See what changed: newsdesk diff ${slug} --from ${started}   Go on from there: newsdesk get ${slug} --out FILE   Put this one over it: newsdesk put ${file} --replace`,
  ]
}

const conflictFacts = ({ started, newest }: Conflict) => ({
  status: 412,
  ...(started !== undefined && { expected: started }),
  ...(newest && { current: newest.revision, by: newest.by, at: newest.at }),
})

/** The site has it: the very version of an agency's item, or, with --new, any. */
const isAlreadyFiled = ({ status, held, got }: Problem, { onlyNew }: FilingOptions) =>
  (status === 412 && onlyNew) || (status === 409 && held !== undefined && held === got)

function keep({ context, tally }: Run, copy: CopyFile) {
  tally.there++
  if (context.print.json) context.print.result({ file: copy.shown, ok: true, slug: copy.slug, changed: false })
}

function refuse({ context, tally }: Run, shown: string, lines: string[], problem?: object) {
  tally.refused++
  for (const line of lines) context.print.error(line)
  if (context.print.json) context.print.result({ file: shown, ok: false, ...problem, lines })
}

function summary({ filed, unchanged, refused, skipped, there }: Tally, total: number, dryRun: boolean) {
  const left = total - filed - unchanged - refused - skipped - there
  const parts = [
    dryRun ? `${filed} would be filed` : `${filed} filed`,
    unchanged && `${unchanged} unchanged`,
    refused && `${refused} refused`,
    there && `${there} there already`,
    skipped && `${skipped} skipped`,
    left && `${left} not tried: the same command goes on from here`,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
