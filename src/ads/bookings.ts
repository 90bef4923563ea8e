/**
 * The bookings as a decision needs them, worked out once per value of `campaigns`: dates in milliseconds, and where each
 * creative leads.
 */
import { pathHere, storySlugIn } from '../copy/advertised-story.ts'
import type { Campaign, Creative, SlotName } from '../copy/shapes/campaign.ts'

/** `slug` is the story a creative leads to, where it leads to one of ours. */
export type BookedCreative = { creative: Creative; toNewsletters: boolean; slug: string | undefined }

/** It may be shown from `from` until just before `until`, both in milliseconds. */
export type Booking = { campaign: Campaign; creatives: readonly BookedCreative[]; from: number; until: number }

export type Bookings = { inSlot: (slot: SlotName, section: string | undefined) => readonly Booking[] }

const worked = new WeakMap<readonly Campaign[], { origin: string; bookings: Bookings }>()

/** `origin` is the publication's; it may be empty. */
export function bookingsOf(campaigns: readonly Campaign[], origin: string): Bookings {
  const known = worked.get(campaigns)
  if (known?.origin === origin) return known.bookings
  const bookings = bucketed(campaigns.map((campaign) => bookingOf(campaign, origin)))
  worked.set(campaigns, { origin, bookings })
  return bookings
}

function bucketed(all: readonly Booking[]): Bookings {
  const buckets = new Map<string, readonly Booking[]>()
  const bookedSections = new Set(all.flatMap(({ campaign }) => campaign.sections ?? []))
  return {
    inSlot(slot, section = '') {
      // Of sections that nobody booked there is one bucket, however many are made up.
      const named = bookedSections.has(section) ? section : ''
      const key = `${slot} ${named}`
      const bucket = buckets.get(key) ?? all.filter(({ campaign }) => fits(campaign, slot, named))
      buckets.set(key, bucket)
      return bucket
    },
  }
}

const fits = ({ slots, sections }: Campaign, slot: SlotName, section: string) =>
  (!slots?.length || slots.includes(slot)) && (!sections?.length || sections.includes(section))

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
