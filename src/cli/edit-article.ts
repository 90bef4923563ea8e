/**
 * Opens an article in the editor's own program and files what comes back, over the revision it started from and no newer one. What was
 * written is never lost: until it is filed it stays in its file, and every refusal says where that is.
 */

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diffArticles } from '../copy/diff/word-diff.ts'
import { fromMarkdown } from '../copy/markdown/from-markdown.ts'
import { describeState } from './article-state.ts'
import type { CommandContext } from './command-context.ts'
import { type CopyFile, openCopy } from './copy-file.ts'
import { type Draft, deleteDraft, keepIfWritten, writeDraft } from './draft-file.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'
import { fetchCopy } from './fetch-copy.ts'
import { type Conflict, fileUnlessNewer } from './file-unless-newer.ts'
import { type Filed, prepareCopy } from './filing.ts'
import { filedBy } from './newer-revision.ts'
import { nextStepLines } from './next-steps.ts'
import { uploader } from './pictures.ts'
import { problemLines } from './problem.ts'
import { shellWord } from './shell-word.ts'
import { refuse } from './state-change.ts'
import { changeLines } from './word-changes.ts'

type Options = { publish: boolean; yes: boolean }

type Outcome = { is: 'filed'; filed: Filed } | { is: 'unchanged' } | { is: 'given up'; lines: string[]; facts?: object }
/** `problem` refuses what was written; another go in the editor may mend it. */
type Verdict = Outcome | { is: 'problem'; lines: string[]; facts?: object } | { is: 'again' }

export async function editArticle(context: CommandContext, slug: string, options: Options): Promise<number> {
  if (!context.environment.prompt && !options.yes) throw usageError('This cannot be confirmed without a terminal: --yes files what you write without asking.')
  const reply = await fetchCopy(context, slug, 'markdown')
  if (!reply.ok) {
    refuse(context, { slug }, reply.problem, problemLines(slug, reply.problem))
    return EXIT.refused
  }
  const draft = await writeDraft(slug, { ...reply.value, isLive: reply.headers.get('Dateline-State') === 'published' })
  try {
    return await conclude(context, draft, await editUntilDecided(context, draft, options))
  } catch (error) {
    const where = await keepIfWritten(draft)
    if (error instanceof ExitError) throw new ExitError(error.code, [error.message, ...where].join(' '))
    context.print.error(...where)
    throw error
  }
}

async function editUntilDecided(context: CommandContext, draft: Draft, options: Options): Promise<Outcome> {
  const { environment, print } = context
  for (;;) {
    const verdict = await editOnce(context, draft, options)
    if (verdict.is === 'again') continue
    if (verdict.is !== 'problem') return verdict
    if (!environment.prompt) return { ...verdict, is: 'given up' }
    print.error(...verdict.lines)
    if (!/^(?:y|yes|)$/i.test(await environment.prompt.ask('Edit it again? [Y/n] '))) return { ...verdict, is: 'given up', lines: ['Nothing was filed.'] }
  }
}

async function conclude(context: CommandContext, draft: Draft, outcome: Outcome): Promise<number> {
  const { print } = context
  const { slug } = draft
  switch (outcome.is) {
    case 'filed':
      await deleteDraft(draft)
      print.result({ ok: true, ...outcome.filed }, `${outcome.filed.url}  ${outcome.filed.changed === false ? 'unchanged' : describeState(outcome.filed)}`)
      for (const note of outcome.filed.notes ?? []) print.remark(`${slug}: ${note}`)
      return EXIT.ok
    case 'unchanged': {
      const beside = await keepIfWritten(draft)
      print.result({ ok: true, slug, changed: false }, `${slug}  nothing was changed, and nothing filed`)
      print.remark(...beside)
      return EXIT.ok
    }
    case 'given up': {
      const { lines, facts } = outcome
      const where = await keepIfWritten(draft)
      print.error(...lines, ...where)
      if (print.json) print.result({ slug, ok: false, ...facts, lines, ...(where.length > 0 && { file: draft.path }) })
      return EXIT.refused
    }
  }
}

async function editOnce(context: CommandContext, draft: Draft, options: Options): Promise<Verdict> {
  const program = context.environment.env.VISUAL || context.environment.env.EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi')
  const code = await context.environment.openEditor(program, draft.path).catch((error: Error) => {
    throw new ExitError(EXIT.refused, `Your editor, ${program}, cannot be started (${error.message}).`)
  })
  if (code !== 0) return { is: 'given up', lines: [`Your editor, ${program}, ended with ${code}: nothing was filed.`] }
  const text = await readFile(draft.path, 'utf8').catch(() => '')
  if (text.trim() === '') return { is: 'given up', lines: ['The file is empty: nothing was filed.'] }
  if (text === draft.text) return { is: 'unchanged' }
  const opened = await openCopy({ path: draft.path, shown: draft.path, named: true })
  if (!opened.ok) return { is: 'problem', lines: [opened.reason === 'broken' ? opened.line : `${draft.path}: this is no article.`] }
  const { file } = opened
  if (file.slug !== draft.slug)
    return {
      is: 'problem',
      lines: [
        `${file.place('/slug')}: the slug is "${draft.slug}". To move the article: ${context.api.command(`rename ${draft.slug} ${shellWord(file.slug)}`)}`,
      ],
    }
  return (await showChanges(context, draft, file)) ?? (await askFirst(context, draft, options)) ?? fileDraft(context, draft, file, options)
}

/** Shows which words change; answers only where the copy has flaws. */
async function showChanges({ api, print, environment }: CommandContext, draft: Draft, file: CopyFile): Promise<Verdict | undefined> {
  // Pictures beside the working directory go up when the copy is filed.
  const prepared = await prepareCopy(fromHere(file, environment.cwd), uploader(api, true))
  if (!prepared.ok) return { is: 'problem', lines: prepared.lines }
  const defaults = { slug: draft.slug, publishedAt: '1970-01-01T00:00:00Z' }
  const [before, after] = [fromMarkdown(draft.text, defaults), fromMarkdown(prepared.copy.text, defaults)]
  if (!after.ok) {
    const { flaws } = after
    return { is: 'problem', lines: problemLines(draft.path, { status: 422, detail: '', flaws }, file.place), facts: { status: 422, flaws } }
  }
  const changes = before.ok ? diffArticles(before.value, after.value) : []
  print.text(`${draft.slug}: revision ${draft.revision} → yours${changes.length === 0 ? ', no words changed' : ''}`, ...changeLines(changes, print.colour))
  return undefined
}

async function askFirst({ environment }: CommandContext, draft: Draft, { publish, yes }: Options): Promise<Verdict | undefined> {
  if (yes || !environment.prompt) return undefined
  const answer = await environment.prompt.ask(`File it${publish || draft.isLive ? ' for readers to see' : ''}? [y/N, e to edit again] `)
  if (/^e/i.test(answer)) return { is: 'again' }
  return /^y/i.test(answer) ? undefined : { is: 'given up', lines: ['Nothing was filed.'] }
}

async function fileDraft(context: CommandContext, draft: Draft, file: CopyFile, { publish }: Options): Promise<Verdict> {
  const copy = fromHere(file, context.environment.cwd)
  const prepared = await prepareCopy(copy, uploader(context.api, false))
  if (!prepared.ok) return { is: 'problem', lines: prepared.lines }
  const filing = { publish, dryRun: false, onlyNew: false, replace: false, run: randomUUID(), startedFrom: draft.revision }
  const reply = await fileUnlessNewer(context, copy, prepared.copy, filing)
  if (reply.ok) return { is: 'filed', filed: reply.value }
  if ('problem' in reply) return { is: 'problem', lines: problemLines(draft.path, reply.problem, file.place), facts: reply.problem }
  return { is: 'given up', lines: conflictWords(context, draft, reply) }
}

const conflictWords = ({ api }: CommandContext, { slug, revision, path }: Draft, { newest }: Conflict) => [
  `Nothing was replaced. You started from revision ${revision} of "${slug}", and ${newest ? `the newest is ${filedBy(newest)}` : 'it has been changed since'}.`,
  ...nextStepLines([
    ['See what changed', api.command(`diff ${slug} --from ${revision}`)],
    ['Replace it with yours', api.command(`put ${shellWord(path)} --replace`)],
  ]),
]

/** Relative pictures are meant from where the command was given, not from the folder that the draft happens to be in. */
const fromHere = (file: CopyFile, cwd: string): CopyFile => ({ ...file, path: join(cwd, `${randomUUID()}.md`) })
