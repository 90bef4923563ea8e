/** Each kind of listing is a page of its own kind. */
import { AuthorPage, AuthorPart } from './author-page.tsx'
import { LatestPage, LatestPart } from './latest-page.tsx'
import { isOpinion, kindOf, type ListingView } from './listing-view.ts'
import { OpinionPage, OpinionPart } from './opinion-page.tsx'
import { SectionPage, SectionPart } from './section-page.tsx'
import { TopicPage, TopicPart } from './topic-page.tsx'

export function ListingPage({ view, now }: { view: ListingView; now: number }) {
  switch (kindOf(view.listing)) {
    case 'author':
      return <AuthorPage view={view} now={now} />
    case 'topic':
      return <TopicPage view={view} now={now} />
    case 'section':
      return isOpinion(view.listing) ? <OpinionPage view={view} now={now} /> : <SectionPage view={view} now={now} />
    default:
      return <LatestPage view={view} now={now} />
  }
}

/** Stories that arrive below those that are on the page already. */
export function ListingPart({ view }: { view: ListingView }) {
  switch (kindOf(view.listing)) {
    case 'author':
      return <AuthorPart view={view} appended />
    case 'topic':
      return <TopicPart view={view} appended />
    case 'section':
      return isOpinion(view.listing) ? <OpinionPart view={view} appended /> : <SectionPart view={view} appended />
    default:
      return <LatestPart view={view} appended />
  }
}
