/** All that the page of the front shows, gathered for the order in its address. */
import type { Front } from '../../../copy/shapes/listing.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import type { Entry, Page, State } from '../../../press/calls.ts'
import { type Banner, type FrontDesk, livePressOf } from '../../../press/live-calls.ts'
import { newsroomPressOf } from '../../../press/newsroom-calls.ts'
import type { DeskContext } from '../desk-context.ts'
import { isSameOrder, pinsFrom } from './pin-order.ts'

const CANDIDATES = 12

/** Stories that can be pinned: what readers have, and what they get soon. */
export type Search = { q: string; state: Extract<State, 'published' | 'scheduled'>; cursor: string }

export type FrontState = {
  saved: FrontDesk
  /** What the editor works on, and the tag of what it was made of. */
  pins: string[]
  tag: string
  isChanged: boolean
  entries: Map<string, Entry>
  search: Search
  candidates: Page<Entry>
  banner: { value: Banner | null; tag: string }
  /** As readers have it, and as it would be; the same where nothing was moved. */
  before: Front
  after: Front
}

export async function frontStateOf(c: DeskContext, given: { pins?: string[]; tag?: string } = {}): Promise<FrontState> {
  const live = livePressOf(c.env)
  const asked = c.req.query()
  const saved = await live.frontDesk()
  const pins = given.pins ?? (asked.pins === undefined ? saved.pins : pinsFrom(asked.pins))
  const isChanged = !isSameOrder(pins, saved.pins)
  const search: Search = {
    q: (asked.q ?? '').slice(0, 200),
    state: asked.state === 'scheduled' ? 'scheduled' : 'published',
    cursor: (asked.cursor ?? '').slice(0, 100),
  }
  const [entries, candidates, banner, before, after] = await Promise.all([
    live.entriesOf([...new Set([...pins, ...saved.pins])]),
    newsroomPressOf(c.env).list({ state: search.state, limit: CANDIDATES, ...(search.q && { q: search.q }), ...(search.cursor && { cursor: search.cursor }) }),
    live.banner(),
    live.frontWith(saved.pins),
    isChanged ? live.frontWith(pins) : undefined,
  ])
  return {
    saved,
    pins,
    tag: given.tag ?? asked.tag ?? saved.tag,
    isChanged,
    entries: new Map(entries.map((entry) => [entry.slug, entry])),
    search,
    candidates,
    banner: { value: banner, tag: banner ? tagOf(banner) : '' },
    before,
    after: after ?? before,
  }
}

/** The page with another order, and the same search. */
export function frontPath({ pins, tag, search }: Pick<FrontState, 'pins' | 'tag' | 'search'>, more: Record<string, string> = {}) {
  const query = new URLSearchParams({ pins: pins.join(','), tag, ...searchFields(search), ...more })
  return `/desk/front?${query}`
}

export const searchFields = ({ q, state, cursor }: Search) => ({ ...(q && { q }), ...(state === 'scheduled' && { state }), ...(cursor && { cursor }) })
