/** The publication's own value, and what the editors pinned to its front. */
import { MAX_RULES, parseHouseStyle } from '../../copy/checks/house-style/parse-rules.ts'
import { SiteToSet } from '../../copy/shapes/site-to-set.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { forget, isPlain, openEdition } from '../../edition/edition.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { SITE_KEY } from '../../edition/keys.ts'
import { type Banner, livePressOf } from '../../press/live-calls.ts'
import { BannerBody } from '../banner-body.ts'
import { type ApiContext, press } from './api-context.ts'
import { flawsProblem } from './json-text.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody } from './request-inputs.ts'
import { FrontBody, only } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** With all of house style. */
const MAX_SITE_BYTES = 5_000_000

/** As the press has it, for it is compared to that when it is changed; KV answers where it was put there by hand a moment ago. */
export async function readSite(c: ApiContext) {
  const saved = await press(c).readSite()
  if (saved) return jsonResponse(c, saved, 200, { ETag: `"${tagOf(saved)}"` })
  forget([SITE_KEY])
  const site = await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()
  if (isPlain(site)) return problemResponse(c, { status: 404, detail: 'This site hasn’t been set up yet. Set it up with PUT /api/site.' })
  return jsonResponse(c, site.value)
}

export async function setSite(c: ApiContext) {
  const site = await readJsonBody(c, SiteToSet, { maxBytes: MAX_SITE_BYTES, maxElements: MAX_RULES })
  if (!site.ok) return problemResponse(c, site.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const style = site.value.houseStyle === undefined ? undefined : parseHouseStyle(site.value.houseStyle)
  if (style && !style.ok) return problemResponse(c, flawsProblem(style.flaws.map(({ pointer, message }) => ({ pointer: `/houseStyle${pointer}`, message }))))
  const set = await press(c).setSite(site.value, c.get('actor'), expect.value)
  return set.ok
    ? jsonResponse(c, { site: set.site, stale: set.stale, sections: set.sections }, 200, { ETag: `"${tagOf(set.site)}"` })
    : problemResponse(c, refusalProblem(set))
}

export async function readFront(c: ApiContext) {
  const { tag, ...front } = await livePressOf(c.env).frontDesk()
  return jsonResponse(c, front, 200, { ETag: `"${tag}"` })
}

export async function setFront(c: ApiContext) {
  const front = await readJsonBody(c, FrontBody)
  if (!front.ok) return problemResponse(c, front.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const set = await press(c).setPins([...new Set(front.value.pins)], c.get('actor'), expect.value)
  if (!set.ok) return problemResponse(c, refusalProblem(set))
  const { pins, unknown, stale } = set
  return jsonResponse(c, { pins, unknown, stale }, 200, { ETag: `"${tagOf(pins)}"` })
}

/** The banner above every page. Its text is in the site's settings, which only admins change; an editor sets and ends it here. */
export async function readBanner(c: ApiContext) {
  const banner = await livePressOf(c.env).banner()
  return banner ? jsonResponse(c, banner, 200, { ETag: `"${tagOf(banner)}"` }) : problemResponse(c, NO_BANNER)
}

export async function setBanner(c: ApiContext) {
  const sent = await readJsonBody(c, only(BannerBody.entries))
  if (!sent.ok) return problemResponse(c, sent.problem)
  return changeBanner(c, sent.value)
}

export const endBanner = (c: ApiContext) => changeBanner(c, null)

async function changeBanner(c: ApiContext, banner: Banner | null) {
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const set = await livePressOf(c.env).setBanner(banner, c.get('actor'), expect.value)
  if (set === 'no-site') return problemResponse(c, NO_SITE)
  if (!set.ok) return problemResponse(c, refusalProblem(set))
  return banner ? jsonResponse(c, { ...banner, stale: set.stale }, 200, { ETag: `"${tagOf(banner)}"` }) : c.body(null, 204)
}

const NO_BANNER = { status: 404 as const, detail: 'There’s no banner. Set one with PUT /api/breaking.' }
const NO_SITE = {
  status: 409 as const,
  detail: 'This site hasn’t been set up yet, or was put into KV a moment ago. Set it up with PUT /api/site, or try again in a few minutes.',
}
