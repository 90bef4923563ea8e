/** One filled slot, or an empty fragment. A failed ad is silence. */
import type { Article } from '../copy/shapes/article.ts'
import { SLOTS, type SlotName } from '../copy/shapes/campaign.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { isOffered, newsletterOffer } from '../edge/newsletter-offer.ts'
import { CreativeBox } from './creative.tsx'
import { decideAd, turnOf } from './decide.ts'
import { houseCreative } from './house.ts'
import { placeSlots } from './placement.ts'

export async function showAd(c: AppContext) {
  const slot = c.req.param('slot') ?? ''
  if (!isSlot(slot)) return c.notFound()
  const { section, slug, place, turn } = c.req.query()
  const { campaigns, article, site } = await editionOf(c).campaigns(slug && isSlug(slug) ? slug : undefined, section && isSlug(section) ? section : undefined)
  const shown = article && 'value' in article ? article.value : undefined
  const offer = newsletterOffer(c, site.value)
  const now = Date.now()
  const request = {
    slot,
    section: shown?.section ?? section,
    slug: shown?.slug,
    // Of a story that was withdrawn, or renamed, since its page was printed, nobody knows.
    sensitive: article && (!shown || shown.sensitive),
    place: /^\d$/.test(place ?? '') ? Number(place) : 0,
    bodySlots: shown ? bodySlotsOf(shown) : 1,
    newsletters: isOffered(offer),
    origin: site.value.url,
    turn: turnOf(turn, now),
    now,
  }
  const decision = decideAd(
    campaigns.map(({ value }) => value),
    request,
  )
  const box = decision.filled ? decision : decision.reason === 'no-campaign' ? houseCreative(slot, site.value, request.section) : undefined
  return respond(c, {
    tags: [box ? `${box.campaign.id}-${box.creative.id}` : 'empty', ...campaigns.map(({ tag }) => tag), site.tag, offer],
    cacheControl: CACHE_CONTROL.placedFragment,
    headers: { 'X-Robots-Tag': 'noindex' },
    // What is in it follows from the tags.
    ignoresQuery: true,
    render: () => (box ? String(<CreativeBox {...box} />) : ''),
  })
}

const counted = new WeakMap<Article, number>()

/** Counted once per copy of the article in memory. */
function bodySlotsOf(article: Article) {
  const known = counted.get(article)
  if (known !== undefined) return known
  const count = placeSlots(article.body, true).length
  counted.set(article, count)
  return count
}

const isSlot = (name: string): name is SlotName => (SLOTS as readonly string[]).includes(name)
