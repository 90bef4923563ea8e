/** What the list of stories is narrowed to, as its address says. */
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { STATES } from '../../../press/calls.ts'
import { type ListQuery, STORY_MARKS } from '../../../press/newsroom-calls.ts'

/** The filter by state and by what is to be done is one choice. */
export const SHOWN = [
  { value: '', label: 'All' },
  { value: 'draft', label: 'Drafts' },
  { value: 'waiting', label: 'Waiting for an editor' },
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'embargoed', label: 'Under embargo' },
  { value: 'published', label: 'Published' },
  { value: 'needs-correction', label: 'Changed since published' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const

export type StoryFilters = { show: string; section: string; mine: boolean; q: string; cursor: string }

export function filtersIn(query: Record<string, string>): StoryFilters {
  const show = SHOWN.some(({ value }) => value === query.show) ? (query.show ?? '') : ''
  return {
    show,
    section: isSlug(query.section ?? '') ? (query.section ?? '') : '',
    mine: query.mine === 'on',
    q: (query.q ?? '').trim(),
    cursor: query.cursor ?? '',
  }
}

const PAGE_SIZE = 50

export function listQueryOf({ show, section, mine, q, cursor }: StoryFilters, name: string): ListQuery {
  const is = STORY_MARKS.find((mark) => mark === show)
  const state = is ? undefined : STATES.find((state) => state === show)
  return {
    limit: PAGE_SIZE,
    ...(is && { is }),
    ...(state && { state }),
    ...(section && { section }),
    ...(mine && { by: name }),
    ...(q && { q }),
    ...(cursor && { cursor }),
  }
}

/** The list's address with other filters, from its first page on; or with the cursor of another page. */
export function addressOf(filters: StoryFilters, change: Partial<StoryFilters> = {}) {
  const { show, section, mine, q, cursor } = { ...filters, cursor: '', ...change }
  const query = new URLSearchParams(Object.entries({ q, show, section, mine: mine ? 'on' : '', cursor }).filter(([, value]) => value))
  return query.size > 0 ? `/desk?${query}` : '/desk'
}

/** The page of the list that is shown. */
export const addressHere = (filters: StoryFilters) => addressOf(filters, { cursor: filters.cursor })
