/** Ways to the neighbouring pages of what is counted by pages: a day, corrections, search results. */
import type { Site } from '../copy/shapes/site.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pagePath } from './page-number.ts'

type Props = {
  site: Site
  /** Address of the first page. */
  path: string
  page: number
  pages: number
  /** What the way on is called, where it does not lead to stories. */
  more?: string
}

export function Pagination({ site, path, page, pages, more }: Props) {
  if (pages <= 1) return null
  const phrases = phrasesFor(site.lang)
  const count = new Intl.NumberFormat(site.lang)
  return (
    <nav class="pages" id="pages" aria-label={phrases.pages}>
      {page < pages && (
        <a class="pages-more" rel="next" href={pagePath(path, page + 1)}>
          {more ?? phrases.moreStories}
        </a>
      )}
      {page > 1 && (
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
