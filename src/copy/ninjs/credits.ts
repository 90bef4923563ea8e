/** Who wrote an item, where it came from and what it is about. `to-ninjs.ts` has the way back of each. */

import type { Kind } from '../shapes/article.ts'
import { MOST } from '../shapes/bounded-line.ts'
import { foldName } from '../shapes/name.ts'
import { hashedSlugFromName, slugFromName } from '../shapes/slug.ts'
import { isSlug } from '../shapes/slug-spelling.ts'
import { isVisible } from '../text/characters.ts'
import { ignoreOmissions, type ReportOmission } from '../text/omissions.ts'
import { type Item, type JsonObject, plainText, recordsOf, trimmedText } from './item.ts'

type Writer = { name: string; slug?: string }

const MAX_WRITERS = 20

/** `by` is a sentence: "By Paulo Santalucia and Frances d'Emilio", "Von Christian Hollmann, dpa". People who are said to be authors lend their slug. */
export function bylineOf(item: Item, report: ReportOmission = ignoreOmissions): Writer[] | undefined {
  const authors = recordsOf(item.people).filter(({ rel }) => /^(?:author|creator|byline|by)$/i.test(String(rel)))
  const slugs = new Map(authors.map(({ name, literal }) => [plainText(name), trimmedText(literal)]))
  const named = namesIn(plainText(item.by ?? item.byline), agenciesOf(item))
  const names = named.length > 0 ? named : authors.map(({ name }) => plainText(name))
  for (const name of names)
    if (name.length > MOST.name)
      report({ what: 'other', sentence: `The byline “${name.slice(0, 100)}…” was left out: a name can have up to ${MOST.name} characters.` })
  const byline = names
    .filter((name) => isVisible(name) && name.length <= MOST.name)
    .map((name) => {
      const slug = slugs.get(name)
      return { name, ...(slug && isSlug(slug) && { slug }) }
    })
  for (const { name } of byline.slice(MAX_WRITERS))
    report({ what: 'other', sentence: `The byline “${name}” was left out: an article can have up to ${MAX_WRITERS} writers from an agency.` })
  return byline.length > 0 ? byline.slice(0, MAX_WRITERS) : undefined
}

const agenciesOf = (item: Item) =>
  [plainText(item.copyrightHolder), ...recordsOf(item.infoSources).map(({ name }) => plainText(name))].map((name) => name.toLowerCase())

export function namesIn(by: string, agencies: readonly string[]): string[] {
  return (
    by
      .replace(/^(?:by|von|par|por|di|door|av|af)\s+/i, '')
      .split(/(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+/)
      .map((name) => name.trim())
      // Agencies sign as "dpa", "AFP" or by the name they carry elsewhere in the item.
      .filter((name, at) => name !== '' && (at === 0 || !(agencies.includes(name.toLowerCase()) || /^(?:[a-z]{2,5}|[A-Z]{2,5})$/.test(name))))
  )
}

export function sourceOf(item: Item): { name: string; credit?: string } | undefined {
  const sources = recordsOf(item.infoSources).filter(({ name }) => plainText(name))
  const credit = plainText(sources.find(isEditor)?.name)
  const others = sources.filter((source) => !isEditor(source))
  const source = others.find(({ role }) => /origin|source|agency|provid|cas\b/i.test(String(role))) ?? others[0]
  const name = plainText(source?.name) || plainText(item.copyrightHolder)
  return name && name.length <= 400 ? { name, ...(credit && credit.length <= 400 && { credit }) } : undefined
}

export const isEditor = ({ role }: JsonObject) => /^edit(?:or)?$/i.test(String(role))

const GENRES: [Kind, RegExp][] = [
  ['opinion', /\b(?:opinion|comment(?:ary)?|editorial|column|op-?ed)\b/i],
  ['analysis', /\banalysis\b/i],
  ['explainer', /\b(?:background(?:er)?|explainer)\b/i],
  ['sponsored', /\b(?:advertis|advertorial|sponsored|promotional)/i],
  ['live', /\blive[ _-]?(?:blog|coverage|ticker)\b/i],
]

/** Only where a genre is clear; everything else is news, which needs no saying. */
export function kindOf(genres: unknown): Kind | undefined {
  const words = recordsOf(genres).map(
    ({ name, literal, uri }) =>
      `${name ?? ''} ${literal ?? ''} ${String(uri ?? '')
        .split('/')
        .at(-1)}`,
  )
  return GENRES.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0]
}

/** Marks a subject whose `literal` is our topic's slug. */
export const OUR_CREATOR = 'dateline'

/** As many topics as a reader would follow. */
const MAX_TOPICS = 20

/**
 * A topic keeps what else was said of its subject, in its own field `ninjs`, so that it goes when the topic does. Names in any
 * script become topics, and no two of them one; `report` hears of subjects that become none.
 */
export function topicsOf(subjects: unknown, report: ReportOmission = ignoreOmissions) {
  const topics = new Map<string, { slug: string; name: string; ninjs?: JsonObject }>()
  for (const { name: written, ...more } of recordsOf(subjects)) {
    const name = plainText(written)
    const literal = trimmedText(more.literal)
    const named = slugFromName(name)
    const own = literal && isSlug(literal) ? literal : undefined
    const wanted = more.creator === OUR_CREATOR ? [own, named] : [named, own]
    const isTaken = (slug: string) => foldName(topics.get(slug)?.name ?? name) !== foldName(name)
    const slug = wanted.find((slug): slug is string => slug !== undefined && !isTaken(slug)) ?? hashedSlugFromName(name)
    if (!isVisible(name)) {
      reportNameless(more, report)
      continue
    }
    const same = topics.get(slug)
    if (same) {
      if (JSON.stringify(same.ninjs ?? {}) !== JSON.stringify(more) || same.name !== name)
        report({
          what: 'other',
          sentence:
            same.name === name
              ? `Two subjects are called “${name}”, so they are one topic.`
              : `The subject “${name}” was taken for the same topic as “${same.name}”.`,
        })
      continue
    }
    if (name.length > MOST.name || topics.size === MAX_TOPICS)
      report({
        what: 'other',
        sentence: `The subject “${name.slice(0, 100)}” wasn’t added as a topic: ${name.length > MOST.name ? 'its name is too long' : `an article can have up to ${MAX_TOPICS} topics from an agency`}.`,
      })
    else topics.set(slug, { slug, name, ...(Object.keys(more).length > 0 && { ninjs: more }) })
  }
  return topics.size > 0 ? [...topics.values()] : undefined
}

/** Readers can't be shown a code. */
function reportNameless({ uri, literal }: JsonObject, report: ReportOmission) {
  const code = trimmedText(literal) ?? trimmedText(uri)
  report({ what: 'other', sentence: `A subject wasn’t added as a topic, because it has no name${code ? `: ${code.slice(0, 100)}` : '.'}` })
}
