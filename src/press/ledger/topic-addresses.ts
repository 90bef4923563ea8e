/**
 * Under which slug a topic is filed that has none but the one that is made of its name: what readers find already stays where it
 * is, whatever rule made its address, and what is new follows the newsroom's rule.
 */
import type { Article } from '../../copy/shapes/article.ts'
import { latinSlug } from '../../copy/shapes/latin-letters.ts'
import { hashedSlugFromName, slugFromName } from '../../copy/shapes/slug.ts'
import { isAsciiSlug } from '../../copy/shapes/slug-spelling.ts'
import type { Topic } from '../../copy/shapes/topic.ts'
import { nameRow } from './names.ts'
import { type Ledger, row } from './sql.ts'
import { readSite } from './stored-values.ts'

/** The copy with its topics where readers find them; the same object where that is where it has them. */
export function withTopicAddresses(ledger: Ledger, article: Article): Article {
  const topics = article.topics?.map((topic) => withAddress(ledger, topic))
  return topics?.some((topic, at) => topic !== article.topics?.[at]) ? { ...article, topics } : article
}

/** A slug that somebody chose stays. */
export function withAddress<T extends Topic>(ledger: Ledger, topic: T): T {
  const { slug, name } = topic
  if (isAsciiSlug(slug) || slug !== slugFromName(name) || isTopic(ledger, slug)) return topic
  const former = hashedSlugFromName(name)
  const at = isTopic(ledger, former) ? former : inChosenLetters(ledger, slug)
  return at === slug ? topic : { ...topic, slug: at }
}

/** As the newsroom wants slugs that are made from names and headlines. */
export function inChosenLetters(ledger: Ledger, slug: string): string {
  if (isAsciiSlug(slug)) return slug
  const site = readSite(ledger)
  return site?.addresses === 'latin' ? latinSlug(slug, ledger.lang) : slug
}

/** What readers find under this slug, or are sent on from there. */
export const isTopic = (ledger: Ledger, slug: string) =>
  row(ledger, 'SELECT 1 AS yes FROM totals WHERE name = ?', `topic/${slug}`) !== undefined || nameRow(ledger, 'topic', slug) !== undefined
