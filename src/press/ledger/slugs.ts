/** Under which slug copy is filed: asked within the transaction that files it, so that no two stories are given the same. */

import { encodeLetters, isSlug } from '../../copy/shapes/slug-spelling.ts'
import type { Filing } from '../calls.ts'
import { mayPublish } from './actors.ts'
import { storyCalled } from './former-slugs.ts'
import { followerOf, storyFiledBy } from './origins.ts'
import type { Ledger } from './sql.ts'
import { inChosenLetters } from './topic-addresses.ts'

/**
 * An item's own story, which follows it under whatever address it comes; a reporter's item goes to the draft that they made
 * of it, if there is one. Else the slug that was asked for, or one like it where it was only proposed.
 */
export function slugFor(ledger: Ledger, { article, agency, proposed, actor }: Pick<Filing, 'article' | 'agency' | 'proposed' | 'actor'>): string {
  const own = agency && proposed && !mayPublish(actor) ? storyFiledBy(ledger, agency.uri, actor.name) : undefined
  const story = own ?? (agency && followerOf(ledger, agency.uri))
  return story?.slug ?? (proposed ? freeSlug(ledger, inChosenLetters(ledger, article.slug), proposed.suffix) : article.slug)
}

/** Room for the suffix and a number in the 160 characters of a slug. */
const MAX_STEM = 140
/** The same in the 720 that it has percent-encoded. */
const MAX_ENCODED_STEM = 700

export function freeSlug(ledger: Ledger, wanted: string, suffix: string) {
  if (!storyCalled(ledger, wanted)) return wanted
  const varied = `${stemOf(wanted)}-${suffix}`
  let slug = varied
  for (let n = 2; storyCalled(ledger, slug); n++) slug = `${varied}-${n}`
  return slug
}

/** No half of a character is left, and percent-encoded it is no longer than an address may be. */
function stemOf(wanted: string) {
  let stem = wanted.slice(0, MAX_STEM)
  while (!isSlug(stem) || encodeLetters(stem).length > MAX_ENCODED_STEM) stem = stem.slice(0, -1)
  return stem
}
