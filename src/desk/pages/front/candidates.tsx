/** Stories that can be pinned: what readers have, or what is scheduled; searched, and paged. */
import { type Site, sectionName } from '../../../copy/shapes/site.ts'
import { Select } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { type FrontState, frontPath } from './front-state.ts'
import { MAX_PINS } from './pin-order.ts'

const STATES = [
  { value: 'published', label: 'Published' },
  { value: 'scheduled', label: 'Scheduled' },
]

export function Candidates({ state, site }: { state: FrontState; site: Site }) {
  const { search, candidates, pins, tag } = state
  const pinned = new Set(pins)
  return (
    <section aria-labelledby="candidates-title">
      <h2 id="candidates-title">Stories</h2>
      <form method="get" action="/desk/front" class="filters" role="search" aria-label="Stories">
        <input type="hidden" name="pins" value={pins.join(',')} />
        <input type="hidden" name="tag" value={tag} />
        <div class="field">
          <label for="q">Words in the headline</label>
          <input id="q" name="q" type="search" value={search.q} maxlength={200} />
        </div>
        <Select name="state" label="State" value={search.state} choices={STATES} />
        <button type="submit" class="quiet">
          Find
        </button>
      </form>
      {candidates.items.length === 0 ? (
        <p class="empty">No stories found. Try other words.</p>
      ) : (
        <form method="get" action="/desk/front">
          <OrderFields state={state} />
          <ul class="candidates">
            {candidates.items.map((entry) => (
              <li data-slug={entry.slug} data-headline={entry.headline}>
                <div>
                  <p class="pin-headline" lang={site.lang} dir="auto">
                    {entry.headline}
                  </p>
                  <p class="hint">
                    {sectionName(site, entry.section)} · <Moment at={entry.until ?? entry.publishedAt} site={site} />
                  </p>
                </div>
                {pinned.has(entry.slug) ? (
                  <p class="hint">Pinned</p>
                ) : (
                  <button type="submit" name="do" value={`pin:${entry.slug}`} class="quiet small" disabled={pins.length >= MAX_PINS}>
                    Pin<span class="unseen"> {entry.headline}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </form>
      )}
      <p class="pages">
        {search.cursor && <a href={frontPath({ ...state, search: { ...search, cursor: '' } })}>Newest</a>}
        {candidates.nextCursor && <a href={frontPath({ ...state, search: { ...search, cursor: candidates.nextCursor } })}>Older</a>}
      </p>
    </section>
  )
}

/** The order being worked on goes with each button. */
export const OrderFields = ({ state: { pins, tag, search } }: { state: FrontState }) => (
  <>
    <input type="hidden" name="pins" value={pins.join(',')} />
    <input type="hidden" name="tag" value={tag} />
    {search.q && <input type="hidden" name="q" value={search.q} />}
    {search.state === 'scheduled' && <input type="hidden" name="state" value="scheduled" />}
    {search.cursor && <input type="hidden" name="cursor" value={search.cursor} />}
  </>
)
