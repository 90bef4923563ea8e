/**
 * The bookings as a decision needs them, worked out once per value that the edition has of them: dates in milliseconds, and where each
 * creative leads.
 */
import { pathHere, storySlugIn } from '../copy/advertised-story.ts'
import type { Campaign, Creative, SlotName } from '../copy/shapes/campaign.ts'

/** `slug` is the story a creative leads to, where it leads to one of ours. */
export type BookedCreative = { creative: Creative; toNewsletters: boolean; slug: string | undefined }

/** It may be shown from `from` until just before `until`, both in milliseconds. */
export type Booking = { campaign: Campaign; creatives: readonly BookedCreative[]; from: number; until: number }

type Place = { slot: SlotName; section?: string | undefined; origin: string }
type Bookings = { origin: string; ids: ReadonlySet<string>; everywhere: Buckets; inSection: Buckets; sections: ReadonlySet<string>; all: readonly Booking[] }
type Buckets = Map<string, readonly Booking[]>

const worked = new WeakMap<readonly Campaign[], Bookings>()

/** Buckets of those that fit the place, in an order that stays the same as long as the lists do. */
export function bookingsFor(lists: readonly (readonly Campaign[])[], place: Place): (readonly Booking[])[] {
  const [first, ...others] = lists.map((list) => bookingsOf(list, place.origin))
  if (!first) return []
  // A booking that has just moved from one list to another may be in both.
  return [
    ...bucketsOf(first, place),
    ...others.flatMap((it) => bucketsOf(it, place).map((bucket) => bucket.filter(({ campaign }) => !first.ids.has(campaign.id)))),
  ]
}

/** `origin` is the publication's; it may be empty. */
function bookingsOf(campaigns: readonly Campaign[], origin: string): Bookings {
  const known = worked.get(campaigns)
  if (known?.origin === origin) return known
  const all = campaigns.map((campaign) => bookingOf(campaign, origin))
  const made = {
    origin,
    all,
    ids: new Set(campaigns.map(({ id }) => id)),
    sections: new Set(campaigns.flatMap(({ sections = [] }) => sections)),
    everywhere: new Map(),
    inSection: new Map(),
  }
  worked.set(campaigns, made)
  return made
}

/** What is booked for all sections is in one bucket that they share; and for sections that nobody booked there is none. */
function bucketsOf({ all, sections, everywhere, inSection }: Bookings, { slot, section = '' }: Place) {
  const fits = ({ campaign: { slots } }: Booking) => !slots?.length || slots.includes(slot)
  const shared = kept(everywhere, slot, () => all.filter((it) => !it.campaign.sections?.length && fits(it)))
  if (!sections.has(section)) return [shared]
  return [shared, kept(inSection, `${slot} ${section}`, () => all.filter((it) => it.campaign.sections?.includes(section) && fits(it)))]
}

function kept(buckets: Buckets, key: string, make: () => readonly Booking[]) {
  const bucket = buckets.get(key) ?? make()
  buckets.set(key, bucket)
  return bucket
}

function bookingOf(campaign: Campaign, origin: string): Booking {
  return {
    campaign,
    creatives: campaign.creatives.map((creative) => ({ creative, ...destinationOf(creative.href, origin) })),
    from: campaign.from ? Date.parse(campaign.from) : Number.NEGATIVE_INFINITY,
    until: campaign.until ? Date.parse(campaign.until) : Number.POSITIVE_INFINITY,
  }
}

function destinationOf(href: string, origin: string): { toNewsletters: boolean; slug: string | undefined } {
  const path = pathHere(href, origin)
  return { toNewsletters: path !== undefined && /^\/newsletters(?:\/|$)/i.test(path), slug: storySlugIn(path) }
}
