/** First station of an upload: the body as text, in one of the forms that copy comes in. Nothing is known of it yet but its size. */
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { readText } from '../../edge/request-body.ts'
import type { ApiContext } from './api-context.ts'
import { mediaTypeOf } from './request-inputs.ts'

/** SQLite in a Durable Object takes rows of 2 MB. */
export const MAX_ARTICLE_BYTES = 1_900_000

const NINJS = 'application/ninjs+json'
const COPY_TYPES = ['application/json', 'text/markdown', NINJS] as const
type CopyType = (typeof COPY_TYPES)[number]

export type SentCopy = { type: CopyType; text: string }

/** JSON, Markdown with front matter, or IPTC ninjs. */
export async function readCopy(c: ApiContext): Promise<OrProblem<SentCopy>> {
  const type = mediaTypeOf(c)
  const accept = COPY_TYPES.join(', ')
  if (!isCopyType(type))
    return refuseWith({
      status: 415,
      detail: `Send the article as ${accept}. This request’s Content-Type is ${type || 'missing'}.`,
      headers: { Accept: accept },
    })
  return readAs(c, type)
}

/** IPTC ninjs, also from agencies that call it JSON. */
export async function readItem(c: ApiContext): Promise<OrProblem<SentCopy>> {
  if (![NINJS, 'application/json'].includes(mediaTypeOf(c)))
    return refuseWith({ status: 415, detail: 'Send the item with "Content-Type: application/ninjs+json".', headers: { Accept: NINJS } })
  return readAs(c, NINJS)
}

async function readAs(c: ApiContext, type: CopyType): Promise<OrProblem<SentCopy>> {
  const text = await readText(c.req.raw, MAX_ARTICLE_BYTES)
  return text.ok ? { ok: true, value: { type, text: text.value } } : text
}

const isCopyType = (type: string): type is CopyType => (COPY_TYPES as readonly string[]).includes(type)
