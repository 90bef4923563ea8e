/** Agencies' copy: filed under the item's `uri`, newer versions replacing older ones. Its slug is ours, and the press varies it. */
import { type Read, readText } from '../../edge/request-body.ts'
import { sha256 } from '../../edge/sha256.ts'
import { type Copy, type Kill, MAX_ARTICLE_BYTES, ninjsFrom } from './copy-in.ts'
import { type ApiContext, mediaType, problem, queryOf } from './door.ts'
import { fileCopy, obeyAgency } from './filing.ts'
import { FilingQuery } from './requests.ts'

export async function fileNinjs(c: ApiContext) {
  const query = queryOf(c, FilingQuery)
  if (!query.ok) return problem(c, query.problem)
  if (!['application/ninjs+json', 'application/json'].includes(mediaType(c)))
    return problem(c, { status: 415, detail: 'Send the item with "Content-Type: application/ninjs+json".', headers: { Accept: 'application/ninjs+json' } })
  const text = await readText(c.req.raw, MAX_ARTICLE_BYTES)
  if (!text.ok) return problem(c, text.problem)
  const copy = await itemFrom(text.value, query.value.section)
  if (!copy.ok) return problem(c, copy.problem)
  const proposed = { suffix: (await sha256(copy.value.agency?.uri ?? '')).slice(0, 8) }
  return copy.value.kill ? obeyAgency(c, copy.value, query.value, { proposed }) : fileCopy(c, copy.value, query.value, { proposed })
}

/** A headline in another script makes no slug; the item's name then does. */
async function itemFrom(text: string, section: string | undefined): Promise<Read<Copy | Kill>> {
  const defaults = section ? { section } : {}
  const item = ninjsFrom(text, defaults)
  if (item.ok) return item
  const named = ninjsFrom(text, { ...defaults, slug: `item-${(await sha256(text)).slice(0, 12)}` })
  return named.ok ? named : item
}
