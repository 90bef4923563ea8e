/** One update of a live article, as it is sent: its text as blocks or as Markdown, through the same gate as an article's. */
import { blocksFromMarkdown } from '../copy/markdown/body.ts'
import type { Flaw } from '../copy/parse.ts'
import { parseArticle } from '../copy/parse-article.ts'
import { piecesOf } from '../copy/shapes/address-pieces.ts'
import type { Block } from '../copy/shapes/block.ts'
import { instantOf } from '../copy/text/instant.ts'

/** Both or neither: what is not sent stays as it is. */
export type SentText = { headline?: string | null | undefined; body?: unknown[] | undefined; markdown?: string | undefined }
/** `notes` say what was left out or repaired. */
export type ParsedText = { ok: true; value: { headline?: string | null; body?: Block[] }; notes: string[] } | { ok: false; flaws: Flaw[] }

/** Whether a link in it leads from where the text stands, as `../sport/match` does: only then its article’s path has to be known. */
export const hasRelativeLink = ({ body, markdown }: SentText) => /["(<\s]\.{1,2}\//.test(markdown ?? JSON.stringify(body ?? ''))

/** What stands around one update where only an article can be parsed. */
const SHELL = { v: 1, slug: 'update', section: 'update', headline: 'Update', body: [] }

/** `page`: the path of its article, from which relative links are read. */
export function parseUpdateText({ headline, body, markdown }: SentText, page?: string): ParsedText {
  if (body !== undefined && markdown !== undefined) return refuse('/markdown', 'Send the text as "body" or as "markdown", not both.')
  const notes: string[] = []
  const read =
    markdown === undefined
      ? { ok: true as const, value: { blocks: body } }
      : blocksFromMarkdown(markdown.replace(/\r\n?/g, '\n'), { notes, ...(page && { page }) })
  if (!read.ok) return refuse('/markdown', `${read.flaws[0]?.message}`)
  const { blocks } = read.value
  const at = instantOf(Date.now())
  const update = { id: 'update', at, ...(headline && { headline }), body: blocks ?? [] }
  const [section, slug] = page === undefined ? [] : piecesOf(page)
  const parsed = parseArticle({ ...SHELL, ...(section && slug && { section, slug }), publishedAt: at, updates: [update] })
  if (!parsed.ok) return { ok: false, flaws: parsed.flaws.map((flaw) => ({ ...flaw, pointer: ownPointer(flaw.pointer, markdown !== undefined) })) }
  const [clean] = parsed.value.updates ?? []
  return {
    ok: true,
    value: {
      ...(headline === null || headline === '' ? { headline: null } : clean?.headline !== undefined && { headline: clean.headline }),
      ...(blocks && { body: clean?.body ?? [] }),
    },
    notes: [...notes, ...parsed.notes.map((note) => note.replace(OF_SHELL, ''))],
  }
}

const OF_SHELL = /^\/updates\/0/

/** Of Markdown the whole text is at fault: who wrote it knows no blocks. */
function ownPointer(pointer: string, isMarkdown: boolean) {
  const own = pointer.replace(OF_SHELL, '')
  return isMarkdown && own.startsWith('/body') ? '/markdown' : own
}

const refuse = (pointer: string, message: string): ParsedText => ({ ok: false, flaws: [{ pointer, message }] })
