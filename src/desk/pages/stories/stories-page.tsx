/** The list of stories: filters, search, and orders for many at once. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { ListedStory, StoryPage } from '../../../press/newsroom-calls.ts'
import type { EndingPictures } from '../../../press/picture-calls.ts'
import type { Draft } from '../../../press/writing-calls.ts'
import { Checkbox, Select, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { RequestKey } from '../layout/request-key.tsx'
import { StateLabel } from '../layout/state-label.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'
import { canBePublished, canBeWithdrawn } from '../manage/orders.ts'
import { type BulkDone, BulkResults } from './bulk-results.tsx'
import { addressHere, addressOf, SHOWN, type StoryFilters } from './story-filters.ts'

export type StoriesView = {
  filters: StoryFilters
  found: StoryPage
  /** The reader's own work that was never filed. */
  drafts: readonly Draft[]
  canOrder: boolean
  /** Pictures in use whose licence ends or has ended. */
  rights: EndingPictures
  now: string
  site: Site
  /** What became of an order for many. */
  results?: BulkDone
}

export const StoriesPage = ({ view }: { view: StoriesView }) => (
  <>
    <h1>Stories</h1>
    <Filters filters={view.filters} site={view.site} />
    {view.results && <BulkResults results={view.results} action={addressHere(view.filters)} site={view.site} />}
    <RightsEnding rights={view.rights} now={view.now} />
    {view.drafts.length > 0 && <OwnDrafts drafts={view.drafts} site={view.site} />}
    {view.found.items.length === 0 ? <Empty filters={view.filters} /> : <List view={view} />}
    <p class="pages">
      {view.found.previousCursor && <a href={addressOf(view.filters, { cursor: view.found.previousCursor })}>Newer</a>}
      {view.found.nextCursor && <a href={addressOf(view.filters, { cursor: view.found.nextCursor })}>Older</a>}
    </p>
  </>
)

const Filters = ({ filters, site }: { filters: StoryFilters; site: Site }) => (
  <form class="filters" method="get" action="/desk" role="search">
    <TextField name="q" label="Search" type="search" value={filters.q} dir="auto" />
    <Select name="show" label="State" value={filters.show} choices={SHOWN} />
    <Select
      name="section"
      label="Section"
      value={filters.section}
      choices={[{ value: '', label: 'All' }, ...site.sections.map(({ slug, name }) => ({ value: slug, label: name }))]}
    />
    <Checkbox name="mine" label="Filed by me" checked={filters.mine} />
    <button type="submit" class="quiet">
      Show
    </button>
  </form>
)

function Empty({ filters }: { filters: StoryFilters }) {
  const isFiltered = addressOf(filters) !== '/desk'
  return (
    <p class="empty">
      {isFiltered ? 'No story matches. ' : 'No stories yet. '}
      {isFiltered ? <a href="/desk">Show all stories</a> : <a href="/desk/new">Write the first one</a>}
    </p>
  )
}

const DAY_MS = 86_400_000

/** Told a week before, and louder on the last day. */
function RightsEnding({ rights: { ending, ended }, now }: { rights: EndingPictures; now: string }) {
  if (ending.length + ended.length === 0) return null
  const tomorrow = ending.filter(({ rights }) => Date.parse(rights?.until ?? '') - Date.parse(now) <= DAY_MS).length
  const said = [
    tomorrow > 0 && `${pictures(tomorrow)} in use will disappear within a day, because our rights end.`,
    ending.length > tomorrow && `Our rights to ${pictures(ending.length - tomorrow)} in use end within a week.`,
    ended.length > 0 && `${pictures(ended.length)} disappeared from stories in the last week.`,
  ]
  return (
    <p class={tomorrow > 0 ? 'rights-ending over' : 'rights-ending'}>
      {said.filter(Boolean).join(' ')} <a href="/desk/pictures?state=ending">{ending.length + ended.length === 1 ? 'Look at it' : 'Look at them'}</a>
    </p>
  )
}

const pictures = (count: number) => (count === 1 ? '1 picture' : `${count} pictures`)

const OwnDrafts = ({ drafts, site }: { drafts: readonly Draft[]; site: Site }) => (
  <section class="own-drafts" aria-labelledby="own-drafts">
    <h2 id="own-drafts">Your unfiled work</h2>
    <ul class="plain-list">
      {drafts.map(({ id, slug, headline, savedAt }) => (
        <li>
          <a href={slug ? `/desk/stories/${slug}?draft=mine` : `/desk/drafts/${id}`}>{headline || slug || 'Without a headline'}</a>{' '}
          <span class="quiet-text">
            saved <Moment at={savedAt} site={site} />
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const List = ({ view: { filters, found, canOrder, site } }: { view: StoriesView }) => (
  <form method="post" action={addressHere(filters)}>
    <RequestKey />
    <table class="rows stacking stories">
      <thead>
        <tr>
          {canOrder && <UnseenHead name="Choose" />}
          <th scope="col">Story</th>
          <th scope="col">State</th>
          <th scope="col">Section</th>
          <th scope="col">Filed by</th>
          <th scope="col">Filed</th>
          <th scope="col">Goes live</th>
        </tr>
      </thead>
      <tbody>
        {found.items.map((story) => (
          <StoryRow story={story} canOrder={canOrder} site={site} />
        ))}
      </tbody>
    </table>
    {canOrder && <Orders stories={found.items} site={site} />}
  </form>
)

const MARKS: Record<string, string> = { embargoed: 'embargo', 'needs-correction': 'changed since published', waiting: 'waiting for an editor' }

function StoryRow({ story, canOrder, site }: { story: ListedStory; canOrder: boolean; site: Site }) {
  const { slug, headline, section, by, at, until, is = [], drafts = [], kind, ended } = story
  return (
    <tr>
      {canOrder && (
        <td class="choose">
          <input type="checkbox" name="story" value={`${slug} ${story.revision}`} id={`choose-${slug}`} />
          <label class="unseen" for={`choose-${slug}`}>
            Choose {headline}
          </label>
        </td>
      )}
      <th scope="row" class="title" dir="auto">
        <a href={kind === 'live' ? `/desk/live/${slug}` : `/desk/stories/${slug}`}>{headline}</a>
        {kind === 'live' && <span class="state">{ended ? 'Live, ended' : 'Live'}</span>}
        {drafts.length > 0 && <p class="hint">Being written by {drafts.map((draft) => draft.by).join(', ')}</p>}
      </th>
      <td class="about" data-label="State">
        <StateLabel entry={story} />
        {is
          .filter((mark) => MARKS[mark])
          .map((mark) => (
            <span class="hint mark">{MARKS[mark]}</span>
          ))}
      </td>
      <td class="about" data-label="Section">
        {site.sections.find((listed) => listed.slug === section)?.name ?? section}
      </td>
      <td class="by" data-label="Filed by">
        {by}
      </td>
      <td class="about" data-label="Filed">
        <Moment at={at} site={site} />
      </td>
      <td class="about out" {...(until && { 'data-label': 'Goes live' })}>
        {until && <Moment at={until} site={site} />}
      </td>
    </tr>
  )
}

const WITHDRAWAL_QUESTION =
  'Withdraw the chosen stories? Readers will see that they’re no longer available, and what is scheduled won’t come out. Drafts stay as they are.'

/** What none of the stories listed can be ordered isn’t offered. */
const Orders = ({ stories, site }: { stories: readonly ListedStory[]; site: Site }) => (
  <fieldset class="bulk">
    <legend>With the chosen stories</legend>
    <div class="buttons">
      {stories.some(canBePublished) && (
        <button type="submit" name="order" value="publish" class="quiet" data-confirm="Publish the chosen stories now?">
          Publish
        </button>
      )}
      {stories.some(canBeWithdrawn) && (
        <button type="submit" name="order" value="withdraw" class="danger" data-confirm={WITHDRAWAL_QUESTION}>
          Withdraw
        </button>
      )}
    </div>
    <div class="bulk-line">
      <Select name="to-section" label="Section" choices={site.sections.map(({ slug, name }) => ({ value: slug, label: name }))} />
      <button type="submit" name="order" value="section" class="quiet">
        Move there
      </button>
    </div>
    <div class="bulk-line">
      <TextField name="topic" label="Topic" dir="auto" />
      <button type="submit" name="order" value="add-topic" class="quiet">
        Add topic
      </button>
    </div>
  </fieldset>
)
