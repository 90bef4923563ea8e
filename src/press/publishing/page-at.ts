/** Which page of ours, if any, is at an address that could be an old one. What is there is shown; nobody is sent on from it. */
import { placeOfOld } from '../../copy/old-address.ts'
import { nameRow } from '../ledger/names.ts'
import { storyOutAt } from '../ledger/old-addresses.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { totalOf } from '../listings/listings.ts'
import { NAME_KINDS } from '../reference-calls.ts'

/** As a piece of a sentence: `the story “harvest”`. Undefined where there is none. */
export function pageAt(ledger: Ledger, address: string): string | undefined {
  const { kind, name } = placeOfOld(address)
  if (kind === 'old') return undefined
  if (kind === 'listing') return isNamed(ledger, name) ? `the page of the ${name.split('/')[0]} “${name.split('/')[1]}”` : undefined
  if (address === `/${name}` && isSection(ledger, name)) return `the section “${name}”`
  const story = storyOutAt(ledger, name)
  return story && `the story “${story.slug}”`
}

const isSection = (ledger: Ledger, slug: string) =>
  totalOf(ledger, `section/${slug}`) > 0 || readSite(ledger)?.sections.some((section) => section.slug === slug) === true

function isNamed(ledger: Ledger, listing: string) {
  const kind = NAME_KINDS.find((it) => listing.startsWith(`${it}/`))
  return kind !== undefined && (totalOf(ledger, listing) > 0 || nameRow(ledger, kind, listing.slice(kind.length + 1)) !== undefined)
}
