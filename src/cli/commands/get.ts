import { mkdir, stat } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { isSlug } from '../../copy/shapes/field.ts'
import { type Reply, revisionOf } from '../api.ts'
import { articlePath, atLeastOne, type Command, type Desk } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { problemLines } from '../print.ts'
import { shellWord } from '../shell-word.ts'
import { addressOf, withComments } from '../started-from.ts'
import { refuse } from '../state-change.ts'
import { saysOtherwise, writeWhole } from '../whole-file.ts'

const FORMS = { markdown: '.md', json: '.json', ninjs: '.ninjs.json' } as const
type Form = keyof typeof FORMS

export const get: Command = {
  name: 'get',
  takes: 'SLUG… [--as markdown|json|ninjs] [--revision N] [--out FILE|FOLDER]',
  does: 'Write articles as files to edit from; put then knows what they started from',
  example: 'newsdesk get mali-phone-call --out mali-phone-call.md\nnewsdesk get budget-speech mali-phone-call --out articles/',
  options: {
    as: { type: 'string', value: 'FORM', help: 'markdown (unless --out ends in .json), json, or ninjs, which is for handing on and not for editing' },
    revision: { type: 'string', value: 'N', help: 'an earlier revision instead of the newest' },
    out: { type: 'string', value: 'FILE|FOLDER', help: 'a file, or a folder for SLUG.md; without it stdout' },
    replace: { type: 'boolean', help: 'write over a file that is there and says something else' },
  },
  run,
}

async function run(desk: Desk): Promise<number> {
  const slugs = atLeastOne(desk, 'article')
  for (const slug of slugs) if (!isSlug(slug)) throw usage(`"${slug}" is no slug of an article.`)
  const out = desk.text('out')
  const folder = out !== undefined && (await isFolder(out, desk, slugs.length))
  if (slugs.length > 1 && !folder) throw usage('Several articles need a folder: --out FOLDER.')
  const form = formOf(desk, folder ? undefined : out)
  let refused = 0
  for (const slug of slugs) {
    const shown = folder ? join(out, `${slug}${FORMS[form]}`) : out
    if (!(await getOne(desk, slug, form, shown))) refused++
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

async function getOne(desk: Desk, slug: string, form: Form, shown: string | undefined): Promise<boolean> {
  const reply = await read(desk, slug, form)
  if (!reply.ok) {
    refuse(desk, { slug }, reply.problem, problemLines(slug, reply.problem))
    return false
  }
  const { revision, text } = await written(desk, slug, form, reply)
  if (shown === undefined) {
    if (desk.print.json) desk.print.result({ ok: true, slug, revision, form, copy: text })
    else desk.print.copy(text)
    return true
  }
  const path = resolve(desk.world.cwd, shown)
  if (!desk.isOn('replace') && (await saysOtherwise(path, text))) {
    const detail = 'this file is there already and says something else. Write to another place, or over it with --replace.'
    refuse(desk, { slug, file: shown }, { status: 409, detail, flaws: [] }, [`${shown}: ${detail}`])
    return false
  }
  await write(path, shown, text)
  // An item of an agency's form is another article to whoever files it: it starts from none.
  if (form !== 'ninjs') await desk.records.keepRevision(path, slug, revision)
  desk.print.result({ ok: true, slug, revision, form, file: shown }, `${shown}  revision ${revision}`)
  return true
}

const ACCEPT = { markdown: 'application/json', json: 'application/json', ninjs: 'application/ninjs+json' } as const

/** Markdown is written here: what the site sends as Markdown is for readers, and has not every field. */
const read = ({ api, number }: Desk, slug: string, form: Form): Promise<Reply<string>> =>
  api.text('GET', articlePath(slug), { query: { revision: number('revision') }, headers: { Accept: ACCEPT[form] } })

async function written(
  { api }: Desk,
  slug: string,
  form: Form,
  { value: sent, headers }: { value: string; headers: Headers },
): Promise<{ revision: number; text: string }> {
  const value = jsonOf(sent)
  const revision = revisionOf({ headers })
  if (!isRecord(value) || revision === undefined) throw new Stop(EXIT.unreachable, `What answers at ${api.url} is not the editors' API. Check --url.`)
  if (form === 'ninjs') return { revision, text: `${JSON.stringify(value, null, 2)}\n` }
  const isDraft = headers.get('Dateline-State') === 'draft' && !headers.has('Dateline-Live')
  const { publishedAt, ...undated } = value
  const copy = isDraft ? undated : value
  if (form === 'json') return { revision, text: `${JSON.stringify(copy, null, 2)}\n` }
  const { editorsMarkdown } = await import('../editors-markdown.ts')
  const markdown = editorsMarkdown(copy)
  if (markdown === undefined)
    throw new Stop(EXIT.refused, `${slug}: this command cannot write that article as Markdown. Take it as it is: newsdesk get ${slug} --as json`)
  // The site keeps the date that a draft has; a file that said it would date the story, whenever somebody publishes it.
  const date = isDraft && typeof publishedAt === 'string' && isInstant(publishedAt) ? [`publishedAt: ${publishedAt}`] : []
  return { revision, text: withComments(markdown, revision, addressOf(api.url, slug), date) }
}

const isInstant = (text: string) => /^[\d:TZ-]+$/.test(text)

function jsonOf(sent: string): unknown {
  try {
    return JSON.parse(sent)
  } catch {
    // Some other site's page; whoever asked says so.
    return undefined
  }
}

/** A folder is one that is there, ends in a slash, or takes several. */
async function isFolder(out: string, { world }: Desk, count: number) {
  const place = await stat(resolve(world.cwd, out)).catch(() => undefined)
  if (place?.isFile() && count > 1) throw usage(`"${out}" is a file; several articles need a folder.`)
  return place?.isDirectory() || /[\\/]$/.test(out) || count > 1
}

function formOf(desk: Desk, file: string | undefined): Form {
  const asked = desk.text('as')
  const end = file && extname(file).toLowerCase()
  const named = end === '.json' ? 'json' : 'markdown'
  if (asked === undefined) return named
  if (!Object.hasOwn(FORMS, asked)) throw usage(`A form is one of ${Object.keys(FORMS).join(', ')}.`)
  if (end && (asked === 'markdown') !== (named === 'markdown')) throw usage(`${shellWord(file)} does not end as ${asked} does: put would read it wrongly.`)
  // Checked against the table above.
  return asked as Form
}

async function write(path: string, shown: string, text: string) {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeWhole(path, text)
  } catch (error) {
    throw new Stop(EXIT.refused, `"${shown}" cannot be written (${error instanceof Error ? error.message : error}).`)
  }
}
