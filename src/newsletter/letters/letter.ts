/** A letter before it is rendered: HTML and plain text are made from the same parts, so that both say the same. */

import type { Article } from '../../copy/shapes/article.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import type { Inline } from '../../copy/text/inline.ts'
import type { Child } from '../../markup/markup.ts'
import type { Links } from './text.ts'

/** Only a digest has several `articles`. `at` is its date, in milliseconds; `issuePath` its page on the site. */
export type Letter = {
  kind: 'breaking' | 'digest' | 'story'
  site: Site
  list: NewsletterList
  subject: string
  preheader: string
  at: number
  issuePath: string
  /** Written by an editor, one entry per paragraph. */
  introduction: readonly Inline[]
  articles: readonly Article[]
}

/** A piece of a letter that is left out as a whole, or not at all. `article`: the article that it shows. */
export type Part = { html: () => Child; text: (links: Links) => string; article?: string }

/** `lead` and `close` are always shown; of `parts` as many as fit, and `rest` instead of those that don't. */
export type Composition = { lead: readonly Part[]; parts: readonly Part[]; rest: Part; close: readonly Part[] }
