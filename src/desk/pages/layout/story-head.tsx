/** The head of every page about one story: its headline, its state, and the way to its other pages. */
import type { Entry } from '../../../press/calls.ts'
import { StateLabel } from './state-label.tsx'

type Props = { entry: Entry; title: string; here: 'history' | 'manage' | 'publish' | 'review' }

const PAGES = [
  { here: 'story', path: '', name: 'Write' },
  { here: 'publish', path: '/publish', name: 'Publish' },
  { here: 'review', path: '/review', name: 'Preview and approval' },
  { here: 'history', path: '/history', name: 'History' },
  { here: 'manage', path: '/manage', name: 'Manage' },
] as const

export const StoryHead = ({ entry, title, here }: Props) => (
  <>
    <div class="head-line">
      <h1>
        {title}: <bdi>{entry.headline}</bdi>
      </h1>
      <StateLabel entry={entry} />
    </div>
    <StoryPages slug={entry.slug} here={here} />
  </>
)

/** The way between the pages of one story. */
export const StoryPages = ({ slug, here }: { slug: string; here: (typeof PAGES)[number]['here'] }) => (
  <nav class="story-pages" aria-label="This story">
    <ul>
      {PAGES.map(({ here: page, path, name }) => (
        <li>
          <a href={`/desk/stories/${slug}${path}`} {...(page === here && { 'aria-current': 'page' })}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
