/**
 * Which creative fills a slot. Pure, and the same for every reader of a page but for one thing, which pages differ in as well: whether
 * they are offered the newsletters. Who reads is never an input, so that a filled slot can be cached.
 *
 * Slots are asked for one by one. Each decision therefore plans the page from its first slot on, and so knows what its
 * neighbours show: no creative and no paying advertiser is on a page twice.
 */
import type { Campaign, Creative, SlotName } from '../copy/shapes/campaign.ts'
import { type BookedCreative, type Booking, bookingsFor } from './bookings.ts'

export type PageSlot = { slot: SlotName; place: number }

export type SlotRequest = PageSlot & {
  section?: string | undefined
  slug?: string | undefined
  /** No ad is shown beside sensitive copy. */
  sensitive?: boolean | undefined
  /** How many slots the text has: the ones that every reader sees, and so the first to be filled. */
  bodySlots: number
  /** Whether the form would be offered where an advertisement leads to the newsletters. */
  newsletters: boolean
  /** The publication's origin; it may be empty. */
  origin: string
  /** The quarter of an hour the page was opened in (`turnAt`). */
  turn: number
  now: number
}

export type Filled = { filled: true; campaign: Campaign; creative: Creative }
export type AdDecision = Filled | { filled: false; reason: 'sensitive' | 'no-campaign' }

/** Creatives rotate by the quarter of an hour, longer than any cache stores a fragment. */
const TURN_MS = 15 * 60_000
/** How many turns a page may stay open and still be given the advertisements it was planned with: four hours. */
const MAX_TURNS_OPEN = 16

export const turnAt = (now: number) => Math.floor(now / TURN_MS)

/** The turn that a page says it was opened in, or the present one where it says none, or one that can't be. */
export function turnOf(said: string | undefined, now: number) {
  const present = turnAt(now)
  const turn = /^\d{1,9}$/.test(said ?? '') ? Number(said) : present
  return turn <= present + 1 && turn >= present - MAX_TURNS_OPEN ? turn : present
}

/** `campaigns`: lists as the edition has them, those of all sections first. Who is in several is booked by the first. */
export function decideAd(campaigns: readonly (readonly Campaign[])[], request: SlotRequest): AdDecision {
  if (request.sensitive) return { filled: false, reason: 'sensitive' }
  const shown: Filled[] = []
  for (const asked of slotsUntil(request)) {
    const filled = fill(campaigns, { ...request, ...asked }, shown)
    if (isSame(asked, request)) return filled ?? { filled: false, reason: 'no-campaign' }
    if (filled) shown.push(filled)
  }
  return { filled: false, reason: 'no-campaign' }
}

/** Slots that only wide windows show come last, so that nobody pays for what a phone leaves out. */
function slotsUntil({ slot, place, bodySlots }: SlotRequest): PageSlot[] {
  const inText = Array.from({ length: Math.max(bodySlots, slot === 'body' ? place + 1 : 0) }, (_, at) => ({ slot: 'body' as const, place: at }))
  const around = (['footer', 'leaderboard', 'rail'] as const).map((name) => ({ slot: name, place: 0 }))
  const all = [...inText, ...around]
  const at = all.findIndex((one) => isSame(one, { slot, place }))
  return at < 0 ? [...all, { slot, place }] : all.slice(0, at + 1)
}

const isSame = (one: PageSlot, other: PageSlot) => one.slot === other.slot && one.place === other.place

function fill(campaigns: readonly (readonly Campaign[])[], request: SlotRequest, shown: readonly Filled[]): Filled | undefined {
  const fitting = bookingsFor(campaigns, request).flatMap((bookings) => bookings.flatMap((booking) => remaining(booking, request, shown)))
  if (fitting.length === 0) return undefined
  const turn = request.turn + request.place + seedOf(`${request.slot}/${request.section}/${request.slug}`)
  const direct = fitting.filter(({ campaign }) => campaign.kind === 'direct')
  const { campaign, creatives } = pickByWeight(direct.length > 0 ? direct : fitting, turn)
  const booked = creatives[turn % creatives.length]
  return booked && { filled: true, campaign, creative: booked.creative }
}

/** A booking with the creatives that this page may show here; none where there are none. */
function remaining(booking: Booking, request: SlotRequest, shown: readonly Filled[]): Booking[] {
  if (booking.from > request.now || booking.until <= request.now || shown.some((other) => isSamePayer(booking.campaign, other.campaign))) return []
  const creatives = booking.creatives.filter(
    (creative) => isAllowed(creative, request) && !shown.some((other) => isSameCreative(creative.creative, other.creative)),
  )
  return creatives.length > 0 ? [{ ...booking, creatives }] : []
}

const isSamePayer = (one: Campaign, other: Campaign) => one.kind === 'direct' && one.advertiser === other.advertiser

/** Booked twice, in two campaigns or in one, it is still the same to who reads it. */
const isSameCreative = (one: Creative, other: Creative) => one.href === other.href && one.headline === other.headline

/** No story advertises itself, and nobody is led to newsletters only to be told that they are not offered. */
const isAllowed = ({ creative, toNewsletters, slug }: BookedCreative, request: SlotRequest) =>
  (!creative.slots?.length || creative.slots.includes(request.slot)) && (request.newsletters || !toNewsletters) && (slug === undefined || slug !== request.slug)

/** Over as many turns as all weights together, each campaign has exactly its weight's share. */
function pickByWeight(bookings: readonly Booking[], turn: number): Booking {
  const total = bookings.reduce((sum, { campaign }) => sum + campaign.weight, 0)
  let left = turn % total
  for (const booking of bookings) {
    left -= booking.campaign.weight
    if (left < 0) return booking
  }
  throw new Error('Weights are at least 1, so the loop always ends on a campaign.')
}

function seedOf(text: string) {
  let seed = 0
  for (let at = 0; at < text.length; at++) seed = (seed * 31 + text.charCodeAt(at)) % 9973
  return seed
}
