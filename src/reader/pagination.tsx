/** Ways to the neighbouring pages. "More articles" is a link to the next page; a script brings that page's stories here instead. */
import type { Site } from '../copy/shapes/site.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pagePath } from './page-number.ts'

type Props = {
  site: Site
  /** Address of the first page. */
  path: string
  page: number
  pages: number
  /** Address of the fragment that holds this listing's pages, where it has one. */
  fragment?: string | undefined
  /** What the way on is called, where it does not lead to stories. */
  more?: string
  /** Arrived below the pages before it: there is no way back to show. */
  appended?: boolean | undefined
}

export function Pagination({ site, path, page, pages, fragment, more, appended }: Props) {
  if (pages <= 1) return null
  const phrases = phrasesFor(site.lang)
  const count = new Intl.NumberFormat(site.lang)
  const lazily = fragment && {
    'data-hx-get': pagePath(fragment, page + 1),
    'data-hx-target': '#pages',
    'data-hx-swap': 'outerHTML',
    'data-hx-status:4xx': 'swap:none',
    'data-hx-status:5xx': 'swap:none',
  }
  return (
    <nav class="pages" id="pages" aria-label={phrases.pages}>
      {page < pages && (
        <a class="pages-more" rel="next" href={pagePath(path, page + 1)} {...lazily}>
          {more ?? phrases.moreStories}
        </a>
      )}
      {page > 1 && !appended && (
        <a rel="prev" href={pagePath(path, page - 1)}>
          {more ? phrases.pageBefore : phrases.newerStories}
        </a>
      )}
      <p class="times">{phrases.pageOf(count.format(page), count.format(pages))}</p>
    </nav>
  )
}

export const neighbourLinks = (path: string, page: number, pages: number) => ({
  prev: page > 1 ? pagePath(path, page - 1) : undefined,
  next: page < pages ? pagePath(path, page + 1) : undefined,
})
