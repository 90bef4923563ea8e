/**
 * Fields of an article that another system has none for go with it under a name of ours, and are taken again when it comes back. They only fill
 * what the other system doesn't say: what was changed there counts.
 */
import type { Article } from '../copy/shapes/article.ts'

/** Post meta in WordPress, a property of posts in Ghost's JSON. */
export const KEPT = '_dateline'

type Fields = Readonly<Record<string, unknown>>

/** What every system has, and says itself. */
const OTHERS = new Set(['v', 'slug', 'section', 'topics', 'body', 'headline', 'standfirst', 'publishedAt', 'updatedAt', 'ninjs'])

export const keptFields = (article: Article): Fields => Object.fromEntries(Object.entries(article).filter(([name]) => !OTHERS.has(name)))

/** Stands before a live story's updates, which other systems have as a part of the text. */
export const UPDATES_MARK = '<!-- dateline-updates -->'

/** A text that comes back is without the updates that come back as themselves. */
export function withoutKeptUpdates(html: string, kept: unknown): string {
  const at = html.indexOf(UPDATES_MARK)
  return at !== -1 && fieldsIn(kept).updates !== undefined ? html.slice(0, at) : html
}

export function withKeptFields<C extends Fields>(copy: C, kept: unknown): C {
  const fields = fieldsIn(kept)
  const missing = Object.entries(fields).filter(([name, value]) => !OTHERS.has(name) && copy[name] === undefined && value !== null && name !== 'picture')
  const { byline, picture } = fields
  return {
    ...copy,
    ...Object.fromEntries(missing),
    ...(namesIn(byline) === namesIn(copy.byline) && byline !== undefined && { byline }),
    ...(isFields(picture) && isFields(copy.picture) && isSamePicture(picture.src, copy.picture.src) && { picture: { ...picture, ...copy.picture } }),
  }
}

const fieldsIn = (kept: unknown): Fields => (isFields(kept) ? kept : typeof kept === 'string' ? parsed(kept) : {})

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const namesIn = (byline: unknown) => (Array.isArray(byline) ? byline.map((writer) => (isFields(writer) ? String(writer.name) : '')).join('\n') : '')

const isSamePicture = (here: unknown, there: unknown) => typeof here === 'string' && typeof there === 'string' && there.endsWith(here)

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : {}
  } catch {
    // What another system cut or changed says nothing any more.
    return {}
  }
}
