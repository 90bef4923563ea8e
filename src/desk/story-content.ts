/** A story as its page holds it while it is written, and as drafts keep it: each field's text, and the body as blocks or as Markdown. */
import type { Article } from '../copy/shapes/article.ts'
import type { BlockInput } from '../copy/shapes/block.ts'
import { FIELD_NAMES, type StoryValues, valuesOfStory } from './story-values.ts'

/** `markdown` where no script made blocks of it. `slug` is only wished for: of a story that was never filed. */
export type StoryContent = { values: StoryValues; body?: readonly BlockInput[] | undefined; markdown?: string | undefined; slug?: string | undefined }

/** What is sent as a draft's `article`. `headline` and `section` stand where lists of drafts look for them. */
export const draftArticle = ({ values, body, markdown, slug }: StoryContent) => ({
  headline: values.headline ?? '',
  section: values.section ?? '',
  values: withoutEmpty(values),
  ...(body ? { body } : { markdown: markdown ?? '' }),
  ...(slug && { slug }),
})

/** Also of drafts that other programs saved: as an article that isn't finished. `undefined` where nothing can be made of it. */
export function contentOfDraft(article: unknown): StoryContent | undefined {
  if (!isRecord(article)) return undefined
  const { values, body, markdown, slug } = article
  const texts = isRecord(values) ? values : valuesOfUnfinished(article)
  if (!texts) return undefined
  return {
    values: Object.fromEntries(FIELD_NAMES.map((name) => [name, typeof texts[name] === 'string' ? texts[name] : ''])),
    ...(Array.isArray(body) ? { body: body.filter(isBlock) } : { markdown: typeof markdown === 'string' ? markdown : '' }),
    ...(typeof slug === 'string' && slug && { slug }),
  }
}

/** Spaces at the ends of a field are no change, nor is a field that is empty in one and absent in the other. */
export const isSameContent = (a: StoryContent, b: StoryContent) => comparable(a) === comparable(b)

export const isEmptyContent = ({ values, body = [], markdown = '' }: StoryContent) =>
  body.length === 0 && !markdown.trim() && ['headline', 'standfirst', 'kicker', 'picture-src'].every((name) => !values[name]?.trim())

const comparable = ({ values, body, markdown, slug }: StoryContent) =>
  JSON.stringify([Object.entries(withoutEmpty(values)).sort(([a], [b]) => (a < b ? -1 : 1)), body ?? markdown?.trim() ?? '', slug ?? ''])

const withoutEmpty = (values: StoryValues) =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value.trim() ? [[name, value.replace(/\r\n?/g, '\n').trim()]] : [])))

function valuesOfUnfinished(article: Record<string, unknown>): Record<string, unknown> | undefined {
  try {
    return valuesOfStory(article as Article)
  } catch {
    // A field has another shape than an article's.
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlock = (value: unknown): value is BlockInput => isRecord(value) && typeof value.type === 'string'
