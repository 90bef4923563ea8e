import { mkdir, stat } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { Option } from '@commander-js/extra-typings'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'
import { hasOtherText, writeFileAtomically } from '../atomic-file.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { type Form, fetchCopy } from '../fetch-copy.ts'
import { parseWholeNumber } from '../option-values.ts'
import { problemLines } from '../problem.ts'
import { shellWord } from '../shell-word.ts'
import { refuse } from '../state-change.ts'

const FORMS: Record<Form, string> = { markdown: '.md', json: '.json', ninjs: '.ninjs.json' }
type GetOptions = { as?: Form | undefined; revision?: number | undefined; out?: string | undefined; replace?: true | undefined }

export const get: AddCommand = (program, run) =>
  program
    .command('get')
    .alias('pull')
    .description('Write articles as files to edit from; put then knows what they started from')
    .argument('<slug...>', 'the articles')
    .addOption(
      new Option('--as <form>', 'markdown unless --out ends in .json; ninjs is for handing on and not for editing').choices(['markdown', 'json', 'ninjs']),
    )
    .option('--revision <n>', 'an earlier revision instead of the newest', parseWholeNumber)
    .option('--out <path>', 'a file, or a folder for SLUG.md; without it stdout')
    .option('--replace', 'overwrite a file that says something else')
    .addHelpText('after', '\nExamples:\n  newsdesk get mali-phone-call --out mali-phone-call.md\n  newsdesk get budget-speech mali-phone-call --out articles/')
    .action(run((context, slugs, options) => getAll(context, slugs, options)))

async function getAll(context: CommandContext, named: string[], options: GetOptions): Promise<number> {
  const slugs = named.map((slug) => slug.normalize('NFC'))
  for (const slug of slugs) if (!isSlug(slug)) throw usageError(`"${slug}" is not a valid slug.`)
  const { out } = options
  const folder = out !== undefined && (await isFolder(out, context, slugs.length))
  if (slugs.length > 1 && !folder) throw usageError('Several articles need a folder: --out FOLDER.')
  const form = formOf(options.as, folder ? undefined : out)
  let refused = 0
  for (const slug of slugs) {
    const shown = folder ? join(out, `${slug}${FORMS[form]}`) : out
    if (!(await getOne(context, slug, { ...options, form, shown }))) refused++
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

async function getOne(
  context: CommandContext,
  slug: string,
  { form, shown, revision: asked, replace }: GetOptions & { form: Form; shown: string | undefined },
): Promise<boolean> {
  const reply = await fetchCopy(context, slug, form, asked)
  if (!reply.ok) {
    refuse(context, { slug }, reply.problem, problemLines(slug, reply.problem))
    return false
  }
  const { revision, text } = reply.value
  if (shown === undefined) {
    if (context.print.json) context.print.result({ ok: true, slug, revision, form, copy: text })
    else context.print.document(text)
    return true
  }
  const path = resolve(context.environment.cwd, shown)
  if (!replace && (await hasOtherText(path, text))) {
    const detail = 'this file exists and says something else. Choose another name, or overwrite it with --replace.'
    refuse(context, { slug, file: shown }, { status: 409, detail, flaws: [] }, [`${shown}: ${detail}`])
    return false
  }
  await write(path, shown, text)
  // An item of an agency's form is another article to whoever files it: it starts from none.
  if (form !== 'ninjs') await context.records.saveRevision(path, slug, revision)
  context.print.result({ ok: true, slug, revision, form, file: shown }, `${shown}  revision ${revision}`)
  return true
}

/** A folder is one that is there, ends in a slash, or takes several. */
async function isFolder(out: string, { environment }: CommandContext, count: number) {
  const place = await stat(resolve(environment.cwd, out)).catch(() => undefined)
  if (place?.isFile() && count > 1) throw usageError(`"${out}" is a file; several articles need a folder.`)
  return place?.isDirectory() || /[\\/]$/.test(out) || count > 1
}

function formOf(asked: Form | undefined, file: string | undefined): Form {
  const end = file && extname(file).toLowerCase()
  const named = end === '.json' ? 'json' : 'markdown'
  if (asked === undefined) return named
  if (end && (asked === 'markdown') !== (named === 'markdown')) throw usageError(`${shellWord(file)} does not end as ${asked} does: put would read it wrongly.`)
  return asked
}

async function write(path: string, shown: string, text: string) {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFileAtomically(path, text)
  } catch (error) {
    throw new ExitError(EXIT.refused, `"${shown}" cannot be written (${error instanceof Error ? error.message : error}).`)
  }
}
