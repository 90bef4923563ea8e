/** Agencies' copy: filed under the item's `uri`, newer versions replacing older ones. */
import { type Read, readText } from '../../edge/request-body.ts'
import { sha256 } from '../../edge/sha256.ts'
import { type Copy, type Kill, MAX_ARTICLE_BYTES, ninjsFrom } from './copy-in.ts'
import { type ApiContext, mediaType, press, problem, queryOf } from './door.ts'
import { fileCopy, takeBack } from './filing.ts'
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
  const { article, agency } = copy.value
  const uri = agency?.uri ?? ''
  if (copy.value.kill) return takeBack(c, await freeSlug(c, article?.slug ?? '', uri), copy.value, query.value)
  const slug = (await press(c).readByAgencyUri(uri))?.slug ?? (await freeSlug(c, copy.value.article.slug, uri))
  return fileCopy(c, { ...copy.value, article: { ...copy.value.article, slug } }, query.value)
}

/** A headline in another script makes no slug; the item's name then does. */
async function itemFrom(text: string, section: string | undefined): Promise<Read<Copy | Kill>> {
  const defaults = section ? { section } : {}
  const item = ninjsFrom(text, defaults)
  if (item.ok) return item
  const named = ninjsFrom(text, { ...defaults, slug: `item-${(await sha256(text)).slice(0, 12)}` })
  return named.ok ? named : item
}

/** A slug that no other article has. */
async function freeSlug(c: ApiContext, wanted: string, uri: string) {
  if (!(await press(c).read(wanted)).ok) return wanted
  return `${wanted.slice(0, 150).replace(/-+$/, '')}-${(await sha256(uri)).slice(0, 8)}`
}
