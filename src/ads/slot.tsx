/**
 * A place for an ad: labelled, its space reserved before, during and after loading. Without a script it is not shown at all. Within the
 * text it is an `aside`, which programs that look for the story's words pass over; elsewhere that would be a landmark.
 */
import type { SlotName } from '../copy/shapes/campaign.ts'
import type { Phrases } from '../page/phrases/en.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'

type Props = { name: SlotName; section: string; slug?: string; place?: number; phrases: Phrases; siteLanguage?: LanguageAttributes }

export const Slot = ({ name, section, slug, place, phrases, siteLanguage }: Props) => {
  const Tag = name === 'body' || name === 'leaderboard' ? 'aside' : 'div'
  return (
    <Tag class={`slot slot-${name}`} {...siteLanguage}>
      <p class="slot-label">{phrases.advertisement}</p>
      <div class="slot-space" data-hx-get={fragmentPath({ name, section, slug, place })} data-hx-trigger="intersect once rootMargin:300px" />
    </Tag>
  )
}

export function fragmentPath({
  name,
  section,
  slug,
  place,
}: Omit<Props, 'phrases' | 'slug' | 'place' | 'siteLanguage'> & { slug?: string | undefined; place?: number | undefined }) {
  const query = new URLSearchParams({ section, ...(slug && { slug }), ...(place && { place: String(place) }) })
  return `/fragments/ads/${name}?${query}`
}
