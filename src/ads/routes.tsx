/** One filled slot, or an empty fragment. A failed ad is silence. */
import { Hono } from 'hono'
import { SLOTS, type SlotName } from '../copy/shapes/campaign.ts'
import { isSlug } from '../copy/shapes/field.ts'
import { type AppEnv, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { isOffered, newsletterOffer } from '../edge/newsletter-offer.ts'
import { CreativeBox } from './creative.tsx'
import { decideAd } from './decide.ts'

export const ads = new Hono<AppEnv>().get('/fragments/ads/:slot', async (c) => {
  const slot = c.req.param('slot')
  if (!isSlot(slot)) return c.notFound()
  const { section, slug, place } = c.req.query()
  const { campaigns, article, site } = await editionOf(c).campaigns(slug && isSlug(slug) ? slug : undefined)
  const shown = article && 'value' in article ? article.value : undefined
  const offer = newsletterOffer(c, site.value)
  const decision = decideAd(campaigns?.value ?? [], {
    slot,
    section: shown?.section ?? section,
    slug: shown?.slug,
    // Of a story that was withdrawn, or renamed, since its page was printed, nobody knows.
    sensitive: article && (!shown || shown.sensitive),
    place: /^\d$/.test(place ?? '') ? Number(place) : 0,
    newsletters: isOffered(offer),
    origin: site.value.url,
    now: Date.now(),
  })
  return respond(c, {
    tags: [decision.filled ? `${decision.campaign.id}-${decision.creative.id}` : 'empty', campaigns?.tag ?? 'none', offer],
    cacheControl: CACHE_CONTROL.placedFragment,
    headers: { 'X-Robots-Tag': 'noindex' },
    render: () => (decision.filled ? String(<CreativeBox campaign={decision.campaign} creative={decision.creative} />) : ''),
  })
})

const isSlot = (name: string): name is SlotName => (SLOTS as readonly string[]).includes(name)
