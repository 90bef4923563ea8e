/** A place for an ad: labelled, its space kept before, during and after. Without a script it is not there at all. */
import type { SlotName } from '../copy/campaign.ts'
import type { Phrases } from '../page/phrases/en.ts'

type Props = { name: SlotName; section: string; slug?: string; place?: number; phrases: Phrases }

export const Slot = ({ name, section, slug, place, phrases }: Props) => (
  <div class={`slot slot-${name}`}>
    <p class="slot-label">{phrases.advertisement}</p>
    <div class="slot-space" data-hx-get={fragmentPath({ name, section, slug, place })} data-hx-trigger="intersect once rootMargin:300px" />
  </div>
)

export function fragmentPath({
  name,
  section,
  slug,
  place,
}: Omit<Props, 'phrases' | 'slug' | 'place'> & { slug?: string | undefined; place?: number | undefined }) {
  const query = new URLSearchParams({ section, ...(slug && { slug }), ...(place && { place: String(place) }) })
  return `/fragments/ads/${name}?${query}`
}
