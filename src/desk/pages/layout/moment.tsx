/** Moments and pages of lists, as the desk shows them. */
import type { Site } from '../../../copy/shapes/site.ts'
import { momentText } from '../../../page/time.ts'

/** In the newsroom's zone, in English like the desk: `10 Oct 2023, 19:05 SGT`. */
export const Moment = ({ at, site }: { at: string; site: Site }) => <time datetime={at}>{momentText(at, { ...site, lang: 'en' })}</time>

/** The way to the next page of a list; `url` is that of the page shown, and keeps its filters. */
export const NextPage = ({ url, cursor, label = 'Older' }: { url: string; cursor: string | undefined; label?: string }) => {
  if (cursor === undefined) return null
  const next = new URL(url)
  next.searchParams.set('cursor', cursor)
  next.searchParams.delete('done')
  return (
    <p class="pages">
      <a href={next.pathname + next.search}>{label}</a>
    </p>
  )
}
