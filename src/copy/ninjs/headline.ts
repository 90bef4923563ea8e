/** Headline, standfirst, kicker, dateline and corrections of an item. */
import type { BlockInput } from '../shapes/block.ts'
import { MOST } from '../shapes/bounded-line.ts'
import { type Item, type JsonObject, plainText, recordsOf, textOfEntry, valueWithRole } from './item.ts'

/** `title` is metadata; it stands in only where there is no headline. */
export function headlineOf(item: Item): { text: string; from: 'headlines' | 'title'; at: number } | undefined {
  const all = recordsOf(item.headlines)
  const headlines = all.filter((entry) => textOfEntry(entry) !== '' && !NOT_THE_HEADLINE.test(String(entry.role ?? '')))
  const main =
    headlines.find(({ role }) => role === 'main') ??
    headlines.find(({ role }) => !role) ??
    headlines.find(({ role }) => /head|title|simple|long/i.test(String(role))) ??
    headlines[0]
  if (main) return { text: textOfEntry(main), from: 'headlines', at: all.indexOf(main) }
  if (plainText(item.headline)) return { text: plainText(item.headline), from: 'headlines', at: 0 }
  return plainText(item.title) ? { text: plainText(item.title), from: 'title', at: 0 } : undefined
}

const KICKER = /^(?:kicker|overline|eyebrow|strapline)$/i
const SUBHEADLINE = /^(?:sub|subhead|subheadline|subtitle|deck|secondary)$/i
const NOT_THE_HEADLINE = new RegExp(`${KICKER.source}|${SUBHEADLINE.source}`, 'i')

export const kickerOf = (item: Item) => valueWithRole(item.headlines, KICKER)

/** A summary, or a second headline, or a description that says nothing of its role. Too long a one is no standfirst. */
export function standfirstOf(item: Item): string | undefined {
  const text =
    valueWithRole(item.descriptions, /^(?:standfirst|summary|abstract|teaser|lead|intro|excerpt|short)$/i) ??
    valueWithRole(item.headlines, SUBHEADLINE) ??
    valueWithRole(item.descriptions, /^(?:main|text|description)?$/i)
  return text && text.length <= 4000 ? text : undefined
}

/** An agency's text that opens with its own dateline, "GROSSETO, Italy (AP) --", gets no second one. */
export function datelineOf(item: Item, blocks: readonly BlockInput[]): string | undefined {
  const place =
    plainText(item.located) || plainText(recordsOf(item.places).find(({ rel }) => /^(?:located|dateline|origin|provenance)$/i.test(String(rel)))?.name)
  const first = blocks[0]?.type === 'paragraph' ? String(blocks[0].text) : ''
  return place && place.length <= MOST.dateline && !TEXT_DATELINE.test(first) ? place : undefined
}

const TEXT_DATELINE = /^\p{Lu}[\p{L}\p{M} .'’-]{1,60}(?:, [^()<]{2,60})? ?\([^()<]{2,30}\) ?(?:--|[—–-]) ?/u

/** `correction` is a role of our own; the value begins with the time. */
export function correctionsOf(item: Item) {
  const corrections = recordsOf(item.descriptions).flatMap((entry) => correctionIn(entry) ?? [])
  return corrections.length > 0 ? corrections : undefined
}

export function correctionIn({ role, value }: JsonObject): { at: string; text: string } | undefined {
  const [, at, text] = (role === 'correction' && /^(\S+T\S+) (.+)$/s.exec(String(value))) || []
  return at && text ? { at, text } : undefined
}
