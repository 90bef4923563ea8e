/** Bookings of ad slots. Running ones are in KV, those of all sections under `campaigns`. */
import * as v from 'valibot'
import { AsciiSlug, Instant, Line, SiteUrl } from './field.ts'
import { Picture } from './picture.ts'
import { SectionSlug } from './section.ts'

/** The slots a page may have. Their sizes are in ads/slot.tsx. */
export const SLOTS = ['leaderboard', 'body', 'rail', 'footer'] as const
export type SlotName = (typeof SLOTS)[number]

const Slots = v.array(v.picklist(SLOTS, `A slot must be one of ${SLOTS.join(', ')}.`))

export const Creative = v.looseObject({
  id: AsciiSlug,
  /** Only https:// or an address on this site. */
  href: SiteUrl,
  headline: Line,
  text: v.optional(Line),
  action: v.optional(Line),
  picture: v.optional(v.pick(Picture, ['src', 'alt', 'width', 'height'])),
  /** Where it was made for, among its campaign's slots: without them, for any. */
  slots: v.optional(Slots),
})

/** `weight` is how often a campaign wins against others for the same slot. Without `slots` or `sections` it may fill any. */
export const Campaign = v.looseObject({
  id: AsciiSlug,
  advertiser: Line,
  kind: v.optional(v.picklist(['house', 'direct'], 'A campaign’s kind must be "house" or "direct".'), 'house'),
  slots: v.optional(Slots),
  sections: v.optional(v.array(SectionSlug)),
  from: v.optional(Instant),
  until: v.optional(Instant),
  weight: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1, 'A weight must be a whole number from 1 to 100.'),
      v.maxValue(100, 'A weight must be a whole number from 1 to 100.'),
    ),
    1,
  ),
  creatives: v.pipe(v.array(Creative), v.minLength(1, 'A campaign needs at least one creative.')),
})

export const Campaigns = v.array(Campaign, 'Campaigns must be a list.')

export type Campaign = v.InferOutput<typeof Campaign>
export type Creative = v.InferOutput<typeof Creative>
