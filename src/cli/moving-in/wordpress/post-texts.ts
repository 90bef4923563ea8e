/** A post's headline and body, be it the newest or an older version. */
import type { NoteLoss } from '../old-item.ts'
import { blocksOf, headlineFrom } from '../story-words.ts'
import type { Library } from './library.ts'
import { postHtml } from './post-html.ts'

export const bodyOf = (post: { id: string; content: string; footnotes?: string | undefined }, library: Library, note: NoteLoss) =>
  blocksOf(postHtml(post, library, note), note)

/** Of the first words, only what readers saw. */
export const headlineOf = (title: string, content: string, name: string, note: NoteLoss) =>
  headlineFrom(title, content.slice(0, 4000).replace(/<!--[\s\S]*?-->|\[[^\]]*\]/g, ' '), name, note)
