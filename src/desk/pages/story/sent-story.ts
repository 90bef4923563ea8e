/** A story's form as it was sent: read into an article, or into what is wrong with it. */
import { futureMomentFlaws } from '../../../copy/future-moments.ts'
import { blocksFromMarkdown } from '../../../copy/markdown/body.ts'
import { restoreUntouched } from '../../../copy/markdown/untouched.ts'
import type { Flaw } from '../../../copy/parse.ts'
import { parseArticle } from '../../../copy/parse-article.ts'
import { type Article, pathOf } from '../../../copy/shapes/article.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { latinSlug } from '../../../copy/shapes/latin-letters.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { slugFromHeadline } from '../../../copy/shapes/slug.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { articleFrom, FIELD_NAMES, type StoryValues } from '../../story-values.ts'
import type { Form } from '../layout/form.ts'

/**
 * `base`: the revision that the form was made from; 0 for a new story. `knownErased`: the revision that its sender was told is erased; 0 for none.
 */
export type SentStory = {
  values: StoryValues
  markdown: string
  blocks: BlockInput[] | undefined
  base: number
  slug: string
  draft: DraftTag | undefined
  knownErased: number
}

/** The sender’s own draft that this is filed from, up to what it had when it was sent. */
export type DraftTag = { id: string; tab: string; sequence: number }

export function readSentStory(form: Form): SentStory {
  return {
    values: Object.fromEntries(FIELD_NAMES.map((name) => [name, form.text(name)])),
    markdown: form.text('markdown'),
    blocks: blocksSent(form.text('body')),
    base: Number(/^\d{1,9}$/.exec(form.text('base')) ?? 0),
    slug: form.text('slug'),
    draft: draftIn(form.text('draft')),
    knownErased: Number(/^\d{1,9}$/.exec(form.text('known-erased')) ?? 0),
  }
}

function draftIn(text: string): DraftTag | undefined {
  const [, id = '', tab = '', sequence = ''] = /^(\S+) (\w+) (\d{1,9})$/.exec(text) ?? []
  return id ? { id, tab, sequence: Number(sequence) } : undefined
}

type Known = { topics: readonly { slug: string; name: string }[]; site: Pick<Site, 'lang'> & { addresses?: unknown } }

/** `notes` say what was left out. `before` is the revision that the form was made from. */
export type ReadStory = { ok: true; article: Article; notes: string[] } | { ok: false; flaws: Flaw[] }

export function articleOf(sent: SentStory, before: Article | undefined, { topics, site }: Known): ReadStory {
  const slug = before?.slug ?? (sent.slug || proposedSlug(sent.values.headline ?? '', site))
  if (!slug) return { ok: false, flaws: [NO_HEADLINE.test(sent.values.headline ?? '') ? { pointer: '/headline', message: 'Write a headline.' } : SLUG_NEEDED] }
  const notes: string[] = []
  const body = bodyOf(sent, before, slug, notes)
  if (!body.ok) return body
  const base = before ?? { slug, publishedAt: instantOf(Date.now()) }
  const parsed = parseArticle(articleFrom(sent.values, body.blocks, base, topics))
  if (!parsed.ok) return parsed
  const ahead = before ? [] : futureMomentFlaws(parsed.value, Date.now())
  if (ahead.length > 0) return { ok: false, flaws: ahead }
  return { ok: true, article: parsed.value, notes: [...notes, ...parsed.notes] }
}

function proposedSlug(headline: string, { lang, addresses }: Known['site']) {
  const slug = slugFromHeadline(headline)
  return slug && addresses === 'latin' ? latinSlug(slug, lang) : slug
}

const NO_HEADLINE = /^\s*$/
const SLUG_NEEDED: Flaw = { pointer: '/slug', message: 'Choose a slug for the address, such as "two-leaders-speak": it can’t be made from this headline.' }

function bodyOf({ blocks, markdown, values }: SentStory, before: Article | undefined, slug: string, notes: string[]) {
  if (blocks) return { ok: true as const, blocks }
  const read = blocksFromMarkdown(markdown, { ...(values.section && { page: pathOf({ section: values.section, slug }) }), notes })
  if (!read.ok)
    return { ok: false as const, flaws: read.flaws.map(({ pointer, message, line }) => ({ pointer, message: `${message} (line ${(line ?? 0) + 1})` })) }
  return { ok: true as const, blocks: restoreUntouched(read.value.blocks, before?.body ?? []) }
}

/** What the editor’s script sends. Anything else in its place counts as not sent: the text field has the body, too. */
function blocksSent(json: string): BlockInput[] | undefined {
  if (!json) return undefined
  try {
    const blocks: unknown = JSON.parse(json)
    return Array.isArray(blocks) ? (blocks as BlockInput[]) : undefined
  } catch {
    return undefined
  }
}
