/** An article in the form its reader asked for. */

import { toMarkdown } from '../../copy/markdown/to-markdown.ts'
import { type NinjsOptions, toNinjs } from '../../copy/ninjs/to-ninjs.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Entry } from '../../press/calls.ts'

type FormattedArticle = { body: string; contentType: string; tagSuffix: string }

/** JSON unless another form is asked for by name. */
export function formatArticle(
  accept: string | undefined,
  { article, entry, revision }: { article: Article; entry: Entry; revision: number },
  siteUrl: string,
): FormattedArticle {
  const accepted = (accept ?? '').toLowerCase()
  if (accepted.includes('application/ninjs+json'))
    return {
      body: JSON.stringify(toNinjs(article, { siteUrl, revision, ...ninjsStatusOf(entry, revision) })),
      contentType: 'application/ninjs+json',
      tagSuffix: '-ninjs',
    }
  if (accepted.includes('text/markdown')) return { body: toMarkdown(article, { siteUrl }), contentType: 'text/markdown; charset=utf-8', tagSuffix: '-md' }
  return { body: JSON.stringify(article), contentType: 'application/json', tagSuffix: '' }
}

/** In ninjs, an article that is held back has its embargo, and a withdrawn one is canceled. */
const ninjsStatusOf = ({ state, until, live }: Entry, revision: number): Pick<NinjsOptions, 'pubStatus' | 'embargoedUntil'> => ({
  pubStatus: state === 'withdrawn' ? 'canceled' : 'usable',
  ...(until && revision !== live && { embargoedUntil: until }),
})
