import * as v from 'valibot'
import { Name } from './bounded-line.ts'
import { Prose, Slug } from './field.ts'

export const Topic = v.looseObject({ slug: Slug, name: Name })
export type Topic = v.InferOutput<typeof Topic>

/** What the newsroom says of a topic on its page. */
export const TopicRecord = v.looseObject({
  slug: Slug,
  name: Name,
  introduction: v.optional(Prose),
  /** The article of kind `explainer` that is the page's card, once it is out and has this topic. */
  explainer: v.optional(Slug),
})
export type TopicRecord = v.InferOutput<typeof TopicRecord>
