/** What a letter is before it is HTML or plain text: the same parts for both, so that neither says less than the other. */
import type { Child } from 'hono/jsx'
import type { Article } from '../../copy/shapes/article.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import type { Inline } from '../../copy/text/inline.ts'
import type { Links } from './text.ts'

/** `articles` is one but for a digest. `at` is what day it bears, in milliseconds; `issuePath` where it is read on the site. */
export type Letter = {
  kind: 'breaking' | 'digest' | 'story'
  site: Site
  list: NewsletterList
  subject: string
  preheader: string
  at: number
  issuePath: string
  /** By an editor, a paragraph each. */
  introduction: readonly Inline[]
  articles: readonly Article[]
}

/** A piece of a letter that is left out whole, or not at all. `article`: who has the part has read of that article. */
export type Part = { html: () => Child; text: (links: Links) => string; article?: string }

/** `lead` and `close` are always shown; of `parts` as many as fit, and `rest` instead of those that don't. */
export type Composition = { lead: readonly Part[]; parts: readonly Part[]; rest: Part; close: readonly Part[] }
