/** The forms in which copy comes: JSON, Markdown with front matter, IPTC ninjs. Each becomes an article, or a problem. */
import { flawsAhead } from '../../copy/ahead.ts'
import { fromMarkdown } from '../../copy/markdown/from-markdown.ts'
import { fromNinjs } from '../../copy/ninjs/from-ninjs.ts'
import type { Agency } from '../../copy/ninjs/item-version.ts'
import { type Flaw, isObject } from '../../copy/parse.ts'
import { parseArticle, type Taken } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { excessesOf, jsonFrom, type Read, readText, sentenceOf } from '../../edge/request-body.ts'
import { type ApiContext, mediaType } from './door.ts'

/** SQLite in a Durable Object takes rows of 2 MB. */
export const MAX_ARTICLE_BYTES = 1_900_000

export const FORMS = ['application/json', 'text/markdown', 'application/ninjs+json'] as const

export type Copy = {
  kill: false
  article: Article
  /** It does not say when it was published; the press does. */
  undated?: true
  agency?: Agency
  embargoedUntil?: string
  /** The agency does not want it published yet. */
  withheld?: true
  /** What was left out of it, for whoever filed it. */
  notes: string[]
  /** The body as it came. */
  text: string
}
/** The agency takes an item back, or holds it; there need be no article in it. */
export type Kill = { kill: true; hold?: true; article?: Article; agency: Agency; notes: string[]; text: string }

/** `slug` and `section` come from the address; copy that says its own must say the same slug. */
export async function copyFrom(c: ApiContext, slug: string, section: string | undefined): Promise<Read<Copy | Kill>> {
  const type = mediaType(c)
  if (!isForm(type))
    return refuse({
      status: 415,
      detail: `Send the article as ${FORMS.join(', ')}. This request’s Content-Type is ${type || 'missing'}.`,
      headers: { Accept: FORMS.join(', ') },
    })
  const text = await readText(c.req.raw, MAX_ARTICLE_BYTES)
  if (!text.ok) return text
  const defaults = { slug, ...(section && { section }) }
  switch (type) {
    case 'application/json':
      return fromJson(text.value, defaults)
    case 'text/markdown':
      return fromMarkdownText(text.value, defaults)
    case 'application/ninjs+json':
      return ninjsFrom(text.value, defaults)
  }
}

type Defaults = { slug: string; section?: string }

/** Items that do not say when they came out came out now. */
export function ninjsFrom(text: string, defaults: Partial<Defaults>): Read<Copy | Kill> {
  const input = jsonFrom(text)
  if (!input.ok) return input
  const result = fromNinjs(input.value, { publishedAt: now(), ...defaults })
  if (result.ok) {
    const ahead = result.kill ? [] : flawsAhead(result.article, Date.now(), result.embargoedUntil)
    return ahead.length > 0 ? flawed(ahead.map(inItem)) : { ok: true, value: { ...result, text } }
  }
  return result.reason === 'flaws' ? flawed(result.flaws) : refuse({ status: 422, detail: result.message, flaws: [] })
}

/** An item calls it by another name. */
const inItem = ({ pointer, message }: Flaw): Flaw => ({ pointer: pointer === '/updatedAt' ? '/versionCreated' : pointer, message })

function fromJson(text: string, defaults: Defaults): Read<Copy> {
  const input = jsonFrom(text)
  if (!input.ok) return input
  if (!isObject(input.value)) return asked(parseArticle(input.value), text, defaults.slug)
  const isDated = 'publishedAt' in input.value
  return asked(parseArticle({ publishedAt: now(), ...defaults, ...input.value }), text, defaults.slug, isDated)
}

function fromMarkdownText(text: string, defaults: Defaults): Read<Copy> {
  const first = fromMarkdown(text, defaults)
  const isDated = first.ok || !first.flaws.some(({ pointer }) => pointer === '/publishedAt')
  return asked(isDated ? first : fromMarkdown(text, { ...defaults, publishedAt: now() }), text, defaults.slug, isDated)
}

/** The article that this address asks for, and no endless lists in it. */
function asked(article: Taken, text: string, slug: string, isDated = true): Read<Copy> {
  if (!article.ok) return flawed(article.flaws)
  const excesses = excessesOf(article.value)
  if (excesses.length > 0) return flawed(excesses)
  const ahead = flawsAhead(article.value, Date.now())
  if (ahead.length > 0) return flawed(ahead)
  if (article.value.slug !== slug) return flawed([{ pointer: '/slug', message: `The slug must be "${slug}", as in the address. Change it or leave it out.` }])
  return { ok: true, value: { kill: false, article: article.value, ...(!isDated && { undated: true }), notes: article.notes, text } }
}

const now = () => `${new Date().toISOString().slice(0, 19)}Z`
const isForm = (type: string): type is (typeof FORMS)[number] => (FORMS as readonly string[]).includes(type)
const refuse = (problem: Extract<Read<never>, { ok: false }>['problem']) => ({ ok: false as const, problem })
const flawed = (flaws: Flaw[]) => refuse({ status: 422, detail: sentenceOf(flaws), flaws })
