/** An agency's item (IPTC ninjs) → what the agency orders: to file its article, to hold it back, or to kill it. */

import { futureMomentFlaws } from '../../copy/future-moments.ts'
import { fromNinjs, type NinjsDefaults, type NinjsOrder } from '../../copy/ninjs/from-ninjs.ts'
import type { Flaw } from '../../copy/parse.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { sha256 } from '../../edge/sha256.ts'
import { flawsProblem, parseJsonText } from './json-text.ts'

/** An item under no address of ours. A headline in another script makes no slug; a name for the item then does. */
export async function parseItem(text: string, section: string | undefined): Promise<OrProblem<NinjsOrder>> {
  const defaults = section ? { section } : {}
  const item = parseNinjs(text, defaults)
  if (item.ok) return item
  const named = parseNinjs(text, { ...defaults, slug: `item-${(await sha256(text)).slice(0, 12)}` })
  return named.ok ? named : item
}

/** Items that do not say when they came out came out now. */
export function parseNinjs(text: string, defaults: NinjsDefaults): OrProblem<NinjsOrder> {
  const input = parseJsonText(text)
  if (!input.ok) return input
  const now = Date.now()
  const item = fromNinjs(input.value, { publishedAt: instantOf(now), ...defaults })
  if (!item.ok) return refuseWith(item.reason === 'flaws' ? flawsProblem(item.flaws) : { status: 422, detail: item.message, flaws: [] })
  const ahead = item.order === 'kill' || !item.article ? [] : futureMomentFlaws(item.article, now, item.embargoedUntil)
  return ahead.length > 0 ? refuseWith(flawsProblem(ahead.map(flawInItem))) : { ok: true, value: item }
}

/** An item has another name for the field. */
const flawInItem = ({ pointer, message }: Flaw): Flaw => ({ pointer: pointer === '/updatedAt' ? '/versionCreated' : pointer, message })
