/**
 * Which creative fills a slot. Pure, and the same for every reader of a page but for one thing, which pages differ in as well: whether
 * they are offered the newsletters. Who reads is never an input, so that a filled slot can be cached.
 */
import type { Campaign, Creative, SlotName } from '../copy/shapes/campaign.ts'

export type SlotRequest = {
  slot: SlotName
  section?: string | undefined
  slug?: string | undefined
  /** No ad is shown beside sensitive copy. */
  sensitive?: boolean | undefined
  /** Which slot of that name on the page, from 0: neighbours show different campaigns where there are several. */
  place: number
  /** Whether the form would be offered where an advertisement leads to the newsletters. */
  newsletters: boolean
  /** The publication's origin; it may be empty. */
  origin: string
  now: number
}

export type AdDecision = { filled: true; campaign: Campaign; creative: Creative } | { filled: false; reason: 'sensitive' | 'no-campaign' }

/** Creatives rotate by the quarter of an hour, longer than any cache stores a fragment. */
const ROTATION_MS = 15 * 60_000

export function decideAd(campaigns: readonly Campaign[], request: SlotRequest): AdDecision {
  if (request.sensitive) return { filled: false, reason: 'sensitive' }
  const fitting = campaigns.flatMap((campaign) => (isEligible(campaign, request) ? withoutRefusals(campaign, request) : []))
  if (fitting.length === 0) return { filled: false, reason: 'no-campaign' }
  const turn = Math.floor(request.now / ROTATION_MS) + request.place + seedOf(`${request.slot}/${request.section}/${request.slug}`)
  const direct = fitting.filter(({ kind }) => kind === 'direct')
  const campaign = pickByWeight(direct.length > 0 ? direct : fitting, turn)
  const creative = campaign.creatives[turn % campaign.creatives.length]
  return creative ? { filled: true, campaign, creative } : { filled: false, reason: 'no-campaign' }
}

const isEligible = ({ slots, sections, from, until }: Campaign, { slot, section, now }: SlotRequest) =>
  (!slots?.length || slots.includes(slot)) &&
  (!sections?.length || (section !== undefined && sections.includes(section))) &&
  (!from || Date.parse(from) <= now) &&
  (!until || Date.parse(until) > now)

/** Nobody is led to newsletters only to be told that they are not offered. */
function withoutRefusals(campaign: Campaign, { newsletters, origin }: SlotRequest): Campaign[] {
  if (newsletters) return [campaign]
  const creatives = campaign.creatives.filter(({ href }) => !leadsToNewsletters(href, origin))
  return creatives.length > 0 ? [{ ...campaign, creatives }] : []
}

function leadsToNewsletters(href: string, origin: string) {
  const here = origin || 'https://here.example'
  const url = URL.parse(href, here)
  return url !== null && url.origin === here && /^\/newsletters(?:\/|$)/i.test(url.pathname)
}

/** Over as many turns as all weights together, each campaign has exactly its weight's share. */
function pickByWeight(campaigns: readonly Campaign[], turn: number): Campaign {
  const total = campaigns.reduce((sum, { weight }) => sum + weight, 0)
  let left = turn % total
  for (const campaign of campaigns) {
    left -= campaign.weight
    if (left < 0) return campaign
  }
  throw new Error('Weights are at least 1, so the loop always ends on a campaign.')
}

function seedOf(text: string) {
  let seed = 0
  for (let at = 0; at < text.length; at++) seed = (seed * 31 + text.charCodeAt(at)) % 9973
  return seed
}
