/** Agencies' copy: filed under the item's `uri`, newer versions replacing older ones. */
import { isSlug } from '../../copy/field.ts'
import { readText } from '../../edge/request-body.ts'
import { sha256 } from '../sha256.ts'
import { fileCopy } from './articles.ts'
import { MAX_ARTICLE_BYTES, ninjsFrom } from './copy-in.ts'
import { type ApiContext, mediaType, press, problem, queryOf } from './door.ts'
import { FilingQuery } from './requests.ts'

export async function fileNinjs(c: ApiContext) {
  const query = queryOf(c, FilingQuery)
  if (!query.ok) return problem(c, query.problem)
  if (!['application/ninjs+json', 'application/json'].includes(mediaType(c)))
    return problem(c, { status: 415, detail: 'Send the item with "Content-Type: application/ninjs+json".', headers: { Accept: 'application/ninjs+json' } })
  const text = await readText(c.req.raw, MAX_ARTICLE_BYTES)
  if (!text.ok) return problem(c, text.problem)
  const copy = await ninjsFrom(c, text.value, query.value.section)
  if (!copy.ok) return problem(c, copy.problem)
  const { article, agency } = copy.value
  const slug = await slugFor(c, article.slug, agency?.uri ?? '')
  return fileCopy(c, { ...copy.value, article: { ...article, slug } }, query.value)
}

/** Where the item was filed before; else a slug that no other article has. */
async function slugFor(c: ApiContext, wanted: string, uri: string) {
  const held = await press(c).readByAgencyUri(uri)
  if (held) return held.slug
  const free = await press(c).read(wanted)
  if (!free.ok) return wanted
  const own = `${wanted.slice(0, 150).replace(/-+$/, '')}-${(await sha256(uri)).slice(0, 8)}`
  return isSlug(own) ? own : wanted
}
