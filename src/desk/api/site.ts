/** The publication's own value, and what the editors pinned to its front. */
import { Site } from '../../copy/site.ts'
import { ownOrigin } from '../../edge/door.ts'
import { logFor } from '../../edge/log.ts'
import { forget, isPlain, openEdition } from '../../edition/edition.ts'
import { SITE_KEY } from '../../edition/keys.ts'
import { type ApiContext, bodyOf, json, press, problem } from './door.ts'
import { FrontBody } from './requests.ts'

export async function readSite(c: ApiContext) {
  // Whoever is about to change it wants what KV holds, not what this isolate remembers.
  forget([SITE_KEY])
  const site = await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()
  if (isPlain(site)) return problem(c, { status: 404, detail: 'This publication has not said what it is yet. Send it with PUT /api/site.' })
  return json(c, site.value, 200, { ETag: `"${site.tag}"` })
}

export async function setSite(c: ApiContext) {
  const site = await bodyOf(c, Site)
  if (!site.ok) return problem(c, site.problem)
  const { stale } = await press(c).setSite(site.value, c.get('actor'))
  return json(c, { site: site.value, stale })
}

export const readFront = async (c: ApiContext) => json(c, { pins: await press(c).pins() })

export async function setFront(c: ApiContext) {
  const front = await bodyOf(c, FrontBody)
  if (!front.ok) return problem(c, front.problem)
  const { pins, unknown, stale } = await press(c).setPins([...new Set(front.value.pins)], c.get('actor'))
  return json(c, { pins, unknown, stale })
}
