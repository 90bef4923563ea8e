/** An article of the site as a file to edit from: what `get` writes and `edit` opens. */
import { type Api, type Reply, revisionOf } from './api.ts'
import { articlePath, type CommandContext } from './command-context.ts'
import { isRecord } from './copy-file.ts'
import { EXIT, ExitError } from './exit-error.ts'
import { addressOf, withComments } from './started-from.ts'

export type Form = keyof typeof ACCEPT

const ACCEPT = { markdown: 'application/json', json: 'application/json', ninjs: 'application/ninjs+json' } as const

/** Markdown is written here: what the site sends as Markdown is for readers, and has not every field. */
export async function fetchCopy({ api }: CommandContext, slug: string, form: Form, revision?: number): Promise<Reply<{ revision: number; text: string }>> {
  const reply = await api.text('GET', articlePath(slug), { query: { revision }, headers: { Accept: ACCEPT[form] } })
  return reply.ok ? { ...reply, value: await fileText(api, slug, form, reply) } : reply
}

async function fileText(
  api: Api,
  slug: string,
  form: Form,
  { value: sent, headers }: { value: string; headers: Headers },
): Promise<{ revision: number; text: string }> {
  const value = jsonOf(sent)
  const revision = revisionOf({ headers })
  if (!isRecord(value) || revision === undefined) throw new ExitError(EXIT.unreachable, `What answers at ${api.url} is not the editors' API. Check --url.`)
  if (form === 'ninjs') return { revision, text: `${JSON.stringify(value, null, 2)}\n` }
  const isDraft = headers.get('Dateline-State') === 'draft' && !headers.has('Dateline-Live')
  const { publishedAt, ...undated } = value
  const copy = isDraft ? undated : value
  if (form === 'json') return { revision, text: `${JSON.stringify(copy, null, 2)}\n` }
  const { editorsMarkdown } = await import('./editors-markdown.ts')
  const markdown = editorsMarkdown(copy)
  if (markdown === undefined)
    throw new ExitError(EXIT.refused, `${slug}: this article cannot be written as Markdown. Get it as JSON: ${api.command(`get ${slug} --as json`)}`)
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
