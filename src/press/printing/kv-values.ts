/** The value of each KV key, as the ledger says. */

import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Tombstone } from '../../copy/shapes/tombstone.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import { alsoKey, articleKey, CAMPAIGNS_KEY, listingKey, oldKey, SITE_KEY, sectionCampaignsKey } from '../../edition/keys.ts'
import type { KvEntry } from '../../edition/kv-entry.ts'
import { articleRow } from '../ledger/article-row.ts'
import { asPrinted } from '../ledger/as-printed.ts'
import { oldAddressesAt } from '../ledger/old-addresses.ts'
import type { PrintJob } from '../ledger/outbox.ts'
import { textOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { alsoOf } from '../listings/also-worth-reading.ts'
import { frontOf, listingOf } from '../listings/listings.ts'
import { mostReadOf } from '../listings/most-read.ts'
import { lastChangeOf } from '../listings/public-history.ts'
import { listRunningCampaigns } from '../publishing/campaigns.ts'
import { NOTHING, redirectFrom } from './redirects.ts'

type KvValue = Omit<KvEntry, 'at'> & { revision?: number }

export function buildValue(ledger: Ledger, { kind, name }: PrintJob, now: number): KvValue {
  switch (kind) {
    case 'article':
      return buildArticle(ledger, name)
    case 'also':
      return kvValueOf(alsoKey(ledger.lang, name), alsoOf(ledger, name))
    case 'listing':
      return kvValueOf(listingKey(ledger.lang, name), listingValue(ledger, name) ?? oldAddressesAt(ledger, { kind, name }))
    case 'old':
      return kvValueOf(oldKey(ledger.lang, name), oldAddressesAt(ledger, { kind, name }))
    case 'site':
      return kvValueOf(SITE_KEY, readSite(ledger))
    case 'campaigns':
      return kvValueOf(CAMPAIGNS_KEY, listRunningCampaigns(ledger, '', now))
    case 'section-campaigns': {
      const running = listRunningCampaigns(ledger, name, now)
      return kvValueOf(sectionCampaignsKey(name), running.length > 0 ? running : undefined)
    }
  }
}

/** Whatever is printed under a listing's name. */
export function listingValue(ledger: Ledger, name: string) {
  if (name === 'front') return frontOf(ledger)
  return name === 'most-read' ? mostReadOf(ledger) : listingOf(ledger, name)
}

function kvValueOf(key: string, value: object | undefined): KvValue {
  const text = value && JSON.stringify(value)
  return { key, text, tag: text === undefined ? NOTHING : fingerprint(text) }
}

/** The live revision, with topics and authors as they are called now, and the pictures that we may show. */
function printedText(ledger: Ledger, id: number, live: number) {
  const text = textOfRevision(ledger, id, live)
  if (text === undefined) return undefined
  const article = JSON.parse(text) as Article
  const printed = asPrinted(ledger, article)
  return printed === article ? text : JSON.stringify(printed)
}

function buildArticle(ledger: Ledger, slug: string): KvValue {
  const key = articleKey(ledger.lang, slug)
  const it = articleRow(ledger, slug)
  if (!it) {
    const redirect = redirectFrom(ledger, slug)
    return redirect.text === undefined ? kvValueOf(key, oldAddressesAt(ledger, { kind: 'article', name: slug })) : { key, ...redirect }
  }
  const text = it.live === null ? undefined : printedText(ledger, it.id, it.live)
  if (it.live !== null && text !== undefined) {
    const changed = lastChangeOf(ledger, it.id)
    const tag = `${it.live}${fingerprint(changed ? text + changed : text)}`
    return {
      key,
      text,
      tag,
      revision: it.live,
      ...(it.first_slug && { first: it.first_slug }),
      ...(it.feed_id && { id: it.feed_id }),
      ...(changed && { changed }),
    }
  }
  if (it.state !== 'withdrawn' || !it.withdrawn_at || !it.came_out) return kvValueOf(key, oldAddressesAt(ledger, { kind: 'article', name: slug }))
  const tombstone: Tombstone = { v: 1, withdrawn: true, slug, section: piecesOf(it.path)[0] as string, at: it.withdrawn_at }
  return { key, text: JSON.stringify(tombstone), tag: `${it.revision}w${fingerprint(JSON.stringify(tombstone))}` }
}
