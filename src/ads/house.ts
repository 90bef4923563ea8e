/** What fills a space that is kept open on every window and that nobody booked: an invitation of the publication's own. */
import type { Campaign, Creative, SlotName } from '../copy/shapes/campaign.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

/**
 * Only where what is below can't move up: at the top of a page and beside its text. Each leads elsewhere, so that none is on a page
 * twice. Slots in the text are closed instead.
 */
export function houseCreative(slot: SlotName, site: Site, section: string | undefined): { campaign: Campaign; creative: Creative } | undefined {
  const phrases = phrasesFor(site.lang)
  if (slot === 'leaderboard') {
    const creative = { id: 'front', href: '/', headline: site.name, ...(site.tagline && { text: site.tagline }), action: phrases.front }
    return { campaign: ours(site, creative), creative }
  }
  if (slot !== 'rail') return undefined
  const known = site.sections.find(({ slug }) => slug === section)
  const creative = known
    ? {
        id: 'section',
        href: `/${known.slug}`,
        headline: phrases.moreIn(sectionName(site, known.slug)),
        ...(known.description && { text: known.description }),
      }
    : { id: 'latest', href: '/latest', headline: phrases.latest, text: phrases.aboutLatest(site.name) }
  return { campaign: ours(site, creative), creative }
}

const ours = (site: Site, creative: Creative): Campaign => ({ id: 'our-own', advertiser: site.name, kind: 'house', weight: 1, creatives: [creative] })
