/** Where no page is: an old address leads on, or says that it is gone; of any other there is nothing. Loaded when such a one is asked for. */
import { isFreeAddress, isNumberOfPage, placeOfOld, spellOldAddress } from '../copy/old-address.ts'
import { OLD_ADDRESS_HEADER } from '../copy/old-address-header.ts'
import { pathOf } from '../copy/shapes/article.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, cacheHeaders, redirectPermanently, renderOnce, respond } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { bannerTags } from '../page/breaking-banner.tsx'
import { renderAddressGone, renderNotFound } from './error-pages.tsx'
import { addressOfPart, findWhole, type PartOfOld, partOfOld, placesOfWhole } from './parts-of-old.ts'
import { sameAsOld } from './same-of-old.ts'

export async function respondMissing(c: AppContext) {
  const moved = await answerOldAddress(c, 'latest')
  if (moved) return moved
  const { latest, site } = await editionOf(c).headlines()
  const tags = [latest?.tag ?? 'none', site.tag, ...bannerTags(site.value, Date.now())]
  const bytes = renderOnce(`404 ${tags.join('.')}`, () => renderNotFound(site.value, latest?.value.cards))
  c.set('given', { bytes })
  return c.body(bytes, 404, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': pageCsp('article'),
    ...cacheHeaders(c, CACHE_CONTROL.missing),
  })
}

/** What the front answers to a query of the site before us: where that leads, or that it is lost. Undefined for the front itself. */
export async function answerFrontQuery(c: AppContext) {
  const { pathname, search } = new URL(c.req.url)
  const spelled = spellOldAddress(pathname + search)
  return spelled !== undefined && isNumberOfPage(spelled) ? respondMissing(c) : answerOldAddress(c, 'front')
}

/** `beside`: the listing that is shown where there is no such address, read with it. At the front's own address only a query can be old. */
async function answerOldAddress(c: AppContext, beside: 'front' | 'latest') {
  const { pathname, search } = new URL(c.req.url)
  const spelled = spellOldAddress(pathname + search)
  // `/index.php` is the front.
  if (spelled === '/' && pathname !== '/') return redirectPermanently(c, '/')
  const part = partOfOld(pathname)
  if (spelled === undefined || !isFreeAddress(spelled)) return part && answerPart(c, part, spelled)
  const same = sameAsOld(spelled)
  const { old, article } = await editionOf(c).old(placeOfOld(spelled), beside, [...placesOfWhole(part), ...same.map(placeOfOld)])
  const to = old[spelled] === undefined ? await findSame(c, same, beside) : old[spelled]
  if (to !== undefined) {
    c.header(OLD_ADDRESS_HEADER, '1')
    return to === null ? respondGoneFor(c) : redirectPermanently(c, part ? await addressOfPart(c, part, to) : to)
  }
  if (article && !('withdrawn' in article)) return redirectToStory(c, pathOf(article.value), pathname)
  if (spelled.startsWith('/?feed=')) return redirectPermanently(c, '/feed.xml')
  return part && answerPart(c, part, spelled)
}

/** They were read together with what was asked for. */
async function findSame(c: AppContext, addresses: readonly string[], beside: 'front' | 'latest') {
  for (const address of addresses) {
    const { old } = await editionOf(c).old(placeOfOld(address), beside)
    if (old[address] !== undefined) return old[address]
  }
  return undefined
}

async function answerPart(c: AppContext, part: PartOfOld, spelled: string | undefined) {
  const to = await findWhole(c, part)
  if (to === undefined) return undefined
  if (part.of === spelled && to !== null && to !== part.of) c.header(OLD_ADDRESS_HEADER, '1')
  return to === null ? respondGoneFor(c, false) : redirectPermanently(c, await addressOfPart(c, part, to))
}

/** `/about`, say: a story's old address that no section can have. Nobody is sent to where they are. */
const redirectToStory = (c: AppContext, path: string, asked: string) => (path === asked ? undefined : redirectPermanently(c, path))

async function respondGoneFor(c: AppContext, isCounted = true) {
  const site = await editionOf(c).site()
  return respond(c, {
    tags: ['old', site.tag, ...bannerTags(site.value, Date.now())],
    status: 410,
    cacheControl: CACHE_CONTROL.gone,
    headers: { 'Content-Security-Policy': pageCsp('article'), ...(isCounted && { [OLD_ADDRESS_HEADER]: '1' }) },
    render: () => renderAddressGone(site.value),
  })
}
