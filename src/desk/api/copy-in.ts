/** The forms in which copy comes: JSON, Markdown with front matter, IPTC ninjs. Each becomes an article, or a problem. */
import type { Article } from '../../copy/article.ts'
import { fromMarkdown } from '../../copy/markdown.ts'
import { fromNinjs } from '../../copy/ninjs.ts'
import { type Flaw, type Parsed, parseArticle } from '../../copy/parse.ts'
import { excessesOf, jsonFrom, type Read, readText, sentenceOf } from '../../edge/request-body.ts'
import { type ApiContext, mediaType, press } from './door.ts'

/** SQLite in a Durable Object takes rows of 2 MB. */
export const MAX_ARTICLE_BYTES = 1_900_000

export const FORMS = ['application/json', 'text/markdown', 'application/ninjs+json'] as const

export type Copy = {
  article: Article
  agency?: { uri: string; version: number }
  embargoedUntil?: string
  /** The agency takes the item back, or holds it back until it says otherwise. */
  kill?: boolean
  withheld?: boolean
  /** The body as it came. */
  text: string
}

/** `slug` and `section` come from the address; copy that says its own must say the same slug. */
export async function copyFrom(c: ApiContext, slug: string, section: string | undefined): Promise<Read<Copy>> {
  const type = mediaType(c)
  if (!isForm(type))
    return refuse({ status: 415, detail: `Copy comes as ${FORMS.join(', ')}; this says ${type || 'nothing'}.`, headers: { Accept: FORMS.join(', ') } })
  const text = await readText(c.req.raw, MAX_ARTICLE_BYTES)
  if (!text.ok) return text
  const defaults = { slug, ...(section && { section }) }
  switch (type) {
    case 'application/json':
      return fromJson(text.value, defaults)
    case 'text/markdown':
      return asked(await markdownFrom(c, text.value, defaults), text.value, slug)
    case 'application/ninjs+json':
      return ninjsFrom(c, text.value, section, slug)
  }
}

type Defaults = { slug: string; section?: string }

export async function ninjsFrom(c: ApiContext, text: string, section: string | undefined, slug?: string): Promise<Read<Copy>> {
  const input = jsonFrom(text)
  if (!input.ok) return input
  const item = fromNinjs(input.value, { ...(section && { section }), ...(slug && { slug }) })
  if (!item.ok) return item.reason === 'flaws' ? flawed(item.flaws) : refuse({ status: 422, detail: item.message, flaws: [] })
  const { agency, kill } = item
  const article = item.article ?? (await heldArticle(c, agency.uri))
  if (!article) return refuse({ status: 404, detail: 'The agency takes back an item that was never filed here. There is nothing to take down.' })
  const hold = kill ? {} : { ...(item.withheld && { withheld: true }), ...(item.embargoedUntil && { embargoedUntil: item.embargoedUntil }) }
  return { ok: true, value: { article: slug ? { ...article, slug } : article, agency, kill, text, ...hold } }
}

/** A kill may come as an empty shell: what it kills is known by its `uri`. */
async function heldArticle(c: ApiContext, uri: string): Promise<Article | undefined> {
  const held = await press(c).readByAgencyUri(uri)
  const found = held && (await press(c).read(held.slug))
  return found?.ok ? found.article : undefined
}

function fromJson(text: string, defaults: Defaults): Read<Copy> {
  const input = jsonFrom(text)
  if (!input.ok) return input
  return asked(parseArticle(isObject(input.value) ? { ...defaults, ...input.value } : input.value), text, defaults.slug)
}

/** Whoever writes a draft by hand need not say when it comes out: as it stood before, or now. */
async function markdownFrom(c: ApiContext, text: string, defaults: Defaults): Promise<Parsed<Article>> {
  const first = fromMarkdown(text, defaults)
  if (first.ok || !first.flaws.some(({ pointer }) => pointer === '/publishedAt')) return first
  const before = await press(c).read(defaults.slug)
  return fromMarkdown(text, { ...defaults, publishedAt: before.ok ? before.article.publishedAt : `${new Date().toISOString().slice(0, 19)}Z` })
}

/** The article that this address asks for, and no endless lists in it. */
function asked(article: Parsed<Article>, text: string, slug: string): Read<Copy> {
  if (!article.ok) return flawed(article.flaws)
  const excesses = excessesOf(article.value)
  if (excesses.length > 0) return flawed(excesses)
  if (article.value.slug !== slug) return flawed([{ pointer: '/slug', message: `The address says "${slug}". Leave the slug out, or write the same.` }])
  return { ok: true, value: { article: article.value, text } }
}

const isForm = (type: string): type is (typeof FORMS)[number] => (FORMS as readonly string[]).includes(type)
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
const refuse = (problem: Extract<Read<never>, { ok: false }>['problem']) => ({ ok: false as const, problem })
const flawed = (flaws: Flaw[]) => refuse({ status: 422, detail: sentenceOf(flaws), flaws })
