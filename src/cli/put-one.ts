/** One file of a put: opened, filed or refused, and counted. */

import { describeState } from './article-state.ts'
import type { CommandContext } from './command-context.ts'
import { conflictFacts, conflictLines } from './conflict.ts'
import type { CopyFile, Opened } from './copy-file.ts'
import type { DryRunReport } from './dry-run.ts'
import { type Conflict, fileUnlessNewer } from './file-unless-newer.ts'
import { type Filed, type FilingOptions, file, isOnSite, type PreparedCopy, prepareCopy } from './filing.ts'
import type { Upload } from './pictures.ts'
import { type Problem, problemLines } from './problem.ts'
import type { Progress } from './progress.ts'

export type Source = { shown: string; open(): Promise<Opened> }

export type Run = {
  context: CommandContext
  options: FilingOptions
  upload: Upload
  report: DryRunReport | undefined
  bar: Progress
  seen: Map<string, string>
  tally: Tally
  /** To be asked about when everything else is done. */
  conflicts: Clash[]
}
type Clash = { copy: CopyFile; prepared: PreparedCopy; conflict: Conflict }
export type Tally = { filed: number; unchanged: number; refused: number; skipped: number; existing: number }

export async function putOne(one: Source, work: Run): Promise<void> {
  const opened = await one.open()
  if (!opened.ok && opened.reason === 'no-article') {
    work.tally.skipped++
    work.context.print.remark(`${one.shown}: skipped: not an article.`)
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
  if (options.onlyNew && (await isOnSite(context.api, copy))) return countExisting(work, copy)
  const ready = await prepareCopy(copy, work.upload)
  if (!ready.ok) return refuse(work, copy.shown, ready.lines)
  const reply = await fileUnlessNewer(context, copy, ready.copy, options)
  if (!reply.ok && !('problem' in reply)) return handleConflict(work, { copy, prepared: ready.copy, conflict: reply })
  if (!reply.ok && isAlreadyFiled(reply.problem, options)) return countExisting(work, copy)
  if (!reply.ok) return refuse(work, copy.shown, problemLines(copy.shown, reply.problem, copy.place), reply.problem)
  await reportFiled(work, copy, ready.copy, reply.value)
}

async function reportFiled(work: Run, copy: CopyFile, prepared: PreparedCopy, filed: Filed): Promise<void> {
  const { context } = work
  if (work.report) {
    work.tally[filed.changed === false ? 'unchanged' : 'filed']++
    await work.report.show(copy, prepared, filed)
  } else {
    if (copy.form !== 'ninjs' && !copy.isPiped) await saveRecord(context, copy, filed)
    const changed = filed.changed !== false
    work.tally[changed ? 'filed' : 'unchanged']++
    context.print.result({ file: copy.shown, ok: true, ...filed }, `${copy.shown}  ${filed.url}  ${changed ? describeState(filed) : 'unchanged'}`)
  }
  for (const note of filed.notes ?? []) context.print.remark(`${copy.shown}: ${note}`)
}

/** Nothing of a colleague's is replaced unseen: whoever sits at a terminal is asked, in the end. */
function handleConflict(work: Run, clash: Clash) {
  const { environment, print } = work.context
  const { copy, conflict } = clash
  if (environment.prompt && !print.json && !work.options.dryRun && conflict.newest) work.conflicts.push(clash)
  else refuse(work, copy.shown, conflictLines(work.context.api, copy, conflict), conflictFacts(conflict))
}

export async function askToReplace({ copy, prepared, conflict }: Clash, work: Run): Promise<void> {
  const { context, options } = work
  context.print.error(...conflictLines(context.api, copy, conflict))
  const newest = conflict.newest?.revision
  const answer = await context.environment.prompt?.ask(`Put ${copy.shown} over revision ${newest}? [y/N] `)
  if (!/^y(?:es)?$/i.test(answer ?? '')) {
    work.tally.refused++
    return
  }
  // What they were asked about is the text: live updates told since stay.
  const reply = await file(context.api, copy, prepared, options, newest === undefined ? undefined : { newest, base: conflict.started ?? 0 })
  if (reply.ok) return reportFiled(work, copy, prepared, reply.value)
  refuse(work, copy.shown, problemLines(copy.shown, reply.problem, copy.place), reply.problem)
}

/** What the next put of this file starts from. Under another slug it is another article, and nobody took the first one down. */
async function saveRecord({ print, records }: CommandContext, copy: CopyFile, { slug, revision, created }: Filed) {
  const before = await records.articleOf(copy.path)
  await records.saveRevision(copy.path, slug, revision)
  if (created && before && before.slug !== slug)
    print.remark(`${copy.shown}: this is a new article, "${slug}". What the file was before, "${before.slug}", stays as it is on the site.`)
}

/** The site has it: the very version of an agency's item, or, with --new, any. */
const isAlreadyFiled = ({ status, held, got }: Problem, { onlyNew }: FilingOptions) =>
  (status === 412 && onlyNew) || (status === 409 && held !== undefined && held === got)

function countExisting({ context, tally }: Run, copy: CopyFile) {
  tally.existing++
  if (context.print.json) context.print.result({ file: copy.shown, ok: true, slug: copy.slug, changed: false })
}

function refuse({ context, tally }: Run, shown: string, lines: string[], problem?: object) {
  tally.refused++
  for (const line of lines) context.print.error(line)
  if (context.print.json) context.print.result({ file: shown, ok: false, ...problem, lines })
}
