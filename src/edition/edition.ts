/**
 * What readers see, read from KV. One page view asks KV once at most: what is wanted and a stale `site` come in the same
 * bulk get. What was read is remembered in this isolate for some seconds, and longer for the day KV fails.
 */

import type { OldPlace } from '../copy/old-address.ts'
import type { Flaw } from '../copy/parse.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { Campaign } from '../copy/shapes/campaign.ts'
import type { AlsoWorthReading, Front, Listing, MostRead } from '../copy/shapes/listing.ts'
import { isOldAddresses, type OldAddresses } from '../copy/shapes/old-addresses.ts'
import { defaultSite, type Site } from '../copy/shapes/site.ts'
import type { Tombstone } from '../copy/shapes/tombstone.ts'
import { fingerprint } from './fingerprint.ts'
import {
  alsoKey,
  articleKey,
  CAMPAIGNS_KEY,
  editionLang,
  holdsCampaigns,
  LEDGER_TAG,
  listingKey,
  MAX_KEY_BYTES,
  oldKey,
  SITE_KEY,
  sectionCampaignsKey,
} from './keys.ts'
import { fetchLastGoodCopy } from './last-good-copy.ts'
import type { Held } from './memo.ts'
import { absent, absentUntil, type Copy, feedMemo, freshMsOf, MEMORIES, memo, memoryOf, NOTHING_FRESH_MS, oldMemo } from './memories.ts'
import { parseUnder } from './parse-value.ts'
import { within } from './within.ts'

export type ArticleCopy = Copy<Article> | { withdrawn: Tombstone; tag: string }
export const isArticle = (copy: ArticleCopy): copy is Copy<Article> => !('withdrawn' in copy)
type Metadata = { tag?: string; at?: number; first?: string; id?: string; changed?: string } | null

/** KV failed and nothing is remembered. Routes answer 503. */
export class EditionUnavailable extends Error {}

/** Tag of the site where none was found; on one's own machine, followed by its origin. */
const PLAIN_TAG = 'plain'
export const isPlain = ({ tag }: Copy<Site>) => tag.startsWith(PLAIN_TAG)

export type Edition = ReturnType<typeof openEdition>

/** KV's own cache at the edge; 30 seconds is the least it takes. */
const CACHE_TTL_SECONDS = 30
/** An editor's clock and the edge's may differ by this much before a date counts as lying ahead. */
const CLOCK_SKEW_MS = 2000

/** Workers KV takes a hundred keys in one bulk get; the site's is one of them. */
const MAX_BULK_ARTICLES = 99

/** How long KV may take: it answers within a tenth of a second as a rule, and where something is remembered nobody waits long for it. */
const PATIENCE_MS = { remembered: 1000, unknown: 4000 }
/** While KV fails, what is remembered is shown so long before KV is asked again: not every reader waits for it. */
const FAILING_FRESH_MS = 2000

/** Forget what was remembered of these keys, or everything: after a write in this isolate, and between tests. */
export function forget(keys?: string[]) {
  for (const memory of MEMORIES) {
    if (!keys) memory.clear()
    // Whatever was written, the ledger has it.
    for (const key of [...(keys ?? []), LEDGER_TAG]) memory.expire(key)
  }
}

/** The site as it was read last, as long as nobody has to ask again. */
export const rememberedSite = (now: number) => (memo.isFresh(SITE_KEY, now) ? (memo.get(SITE_KEY)?.value?.value as Site | undefined) : undefined)

export function openEdition({ env, now, origin, log }: { env: Env; now: number; origin: string; log: (line: Record<string, unknown>) => void }) {
  const lang = editionLang(env)

  const asked = new Set<string>([SITE_KEY])
  let hasRead = false
  let hasFailed = false
  let waitedMs: number | undefined
  const used = new Map<string, Held | undefined>()
  /** Not asked for again in one reading, however briefly others believe it. */
  const absentHere = new Set<string>()

  return {
    lang,

    /** Every key this reading asked for: what the answer must be purged by when it changes. */
    asked: asked as ReadonlySet<string>,

    /** Milliseconds that KV was waited for; undefined if it wasn't asked. */
    waitedMs: () => waitedMs,

    /** Part of the answer comes from the ledger, which is asked each time, or holds for as many milliseconds from here. */
    askedLedger(heldMs = 0) {
      asked.add(LEDGER_TAG)
      if (!absent.isFresh(LEDGER_TAG, now)) absent.set(LEDGER_TAG, undefined, { freshUntil: now + heldMs, bytes: 0 })
      used.set('', heldMs > 0 ? absent.get(LEDGER_TAG)?.life : undefined)
    },

    /** Part of the answer is from elsewhere, and asked for each time. */
    usesMore() {
      used.set('', undefined)
    },

    /** What the answer is made of; undefined if some of it would have to be asked for again. */
    madeOf(): Held[] | undefined {
      const held = [...used.values()].flatMap((it) => (it && it.freshUntil > now ? [it] : []))
      return held.length === used.size ? held : undefined
    },

    async site(): Promise<Copy<Site>> {
      await read([])
      return siteCopy()
    },

    async article(slug: string): Promise<{ article: ArticleCopy | undefined; site: Copy<Site> }> {
      const key = articleKey(lang, slug)
      await read([key])
      const copy = recall<Article | Tombstone>(key)
      return { article: copy && shownArticle(copy), site: siteCopy() }
    },

    async listing(name: string): Promise<{ listing: Copy<Listing> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, name)
      await read([key])
      return { listing: recall<Listing>(key), site: siteCopy() }
    },

    /** A section's listing; where there is none, the article that somebody asks for without its section, in the same bulk get. */
    async section(slug: string): Promise<{ listing: Copy<Listing> | undefined; article: ArticleCopy | undefined; site: Copy<Site> }> {
      const keys = [listingKey(lang, `section/${slug}`), articleKey(lang, slug)] as const
      const isKnown = recall<Site>(SITE_KEY)?.value.sections.some((section) => section.slug === slug) || recall(keys[0]) !== undefined
      await read(isKnown ? [keys[0]] : [...keys])
      const listing = recall<Listing>(keys[0])
      if (listing) asked.delete(keys[1])
      const copy = isKnown || listing ? undefined : recall<Article | Tombstone>(keys[1])
      return { listing, article: copy && shownArticle(copy), site: siteCopy() }
    },

    /** Many whole articles in one bulk get, for feeds: those that readers may see, in the order of `slugs`. */
    async articles(slugs: readonly string[]): Promise<Copy<Article>[]> {
      return (await this.articlesAndTombstones(slugs)).filter(isArticle)
    },

    /** Many at once, with what was withdrawn or renamed; without those of which nothing is known. */
    async articlesAndTombstones(slugs: readonly string[]): Promise<ArticleCopy[]> {
      const keys = slugs.slice(0, MAX_BULK_ARTICLES).map((slug) => articleKey(lang, slug))
      // The memo may be too small for all of them.
      const justRead = await read(keys, feedMemo)
      for (const key of justRead.keys()) used.set(key, undefined)
      return keys.flatMap((key) => {
        const from = memo.isFresh(key, now) || !feedMemo.has(key) ? memo : feedMemo
        const copy = justRead.has(key) ? (justRead.get(key) as Copy<Article | Tombstone> | undefined) : recall<Article | Tombstone>(key, from)
        const shown = copy && shownArticle(copy)
        return shown ? [shown] : []
      })
    },

    /** Whether KV answers at all, whatever is remembered. */
    async isReachable(): Promise<boolean> {
      try {
        const values = await within(PATIENCE_MS.unknown, readBulk(env.EDITION, [SITE_KEY]))
        const { value, metadata } = values.get(SITE_KEY) ?? { value: null, metadata: null }
        await remember(SITE_KEY, value, metadata, memo)
        return true
      } catch (error) {
        log({ event: 'edition-unavailable', keys: [SITE_KEY], error: String(error) })
        return false
      }
    },

    /** The latest headlines for a page that says "not here": read with the site, or remembered; never a second read, and no purge by them. */
    async headlines(): Promise<{ latest: Copy<Listing> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, 'latest')
      const isAsked = asked.has(key)
      if (!hasRead) await read([key])
      if (!isAsked) asked.delete(key)
      // Nobody is told anything wrong by headlines that are a little old.
      return { latest: memo.get(key)?.value as Copy<Listing> | undefined, site: siteCopy() }
    },

    /**
     * Where an address leads that no page has, and the article that is called so; with `beside`, a listing that is shown otherwise, in one read.
     * What a page looked for before is not read again.
     */
    async old(place: OldPlace, beside: string, more: readonly OldPlace[] = []): Promise<{ old: OldAddresses['old']; article: ArticleCopy | undefined }> {
      const key = keyOfPlace(place)
      const besideKey = listingKey(lang, beside)
      const isAsked = asked.has(besideKey)
      if (!asked.has(key)) await read([key, besideKey, ...more.map(keyOfPlace)])
      if (!isAsked) asked.delete(besideKey)
      const copy = recall<Article | Tombstone>(key)
      const value = memoryOf(key).get(key)?.value?.value
      return { old: isOldAddresses(value) ? value.old : {}, article: copy && place.kind === 'article' ? shownArticle(copy) : undefined }
    },

    async front(): Promise<{ front: Copy<Front> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, 'front')
      await read([key])
      return { front: recall<Front>(key), site: siteCopy() }
    },

    async mostRead(): Promise<{ mostRead: Copy<MostRead> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, 'most-read')
      await read([key])
      return { mostRead: recall<MostRead>(key), site: siteCopy() }
    },

    /** Cards beside one article: none beside what the press has not seen yet, what is withdrawn or renamed, and what never was. */
    async also(slug: string): Promise<{ also: Copy<AlsoWorthReading> | undefined; site: Copy<Site> }> {
      const key = alsoKey(lang, slug)
      await read([key])
      return { also: recall<AlsoWorthReading>(key), site: siteCopy() }
    },

    /** For where there are none: the latest, and whether there is such an article. */
    async articleAndLatest(slug: string): Promise<{ article: ArticleCopy | undefined; latest: Copy<Listing> | undefined }> {
      const keys = [articleKey(lang, slug), listingKey(lang, 'latest')] as const
      await read([...keys])
      const copy = recall<Article | Tombstone>(keys[0])
      return { article: copy && shownArticle(copy), latest: recall<Listing>(keys[1]) }
    },

    /**
     * Live bookings of all sections and of one, and the article they would be shown beside. A second read only where the article is in
     * another section than was said: it moved while its page was open.
     */
    async campaigns(slug?: string, said?: string): Promise<{ campaigns: Copy<Campaign[]>[]; article: ArticleCopy | undefined; site: Copy<Site> }> {
      const key = slug && articleKey(lang, slug)
      await read([CAMPAIGNS_KEY, ...(said ? [sectionCampaignsKey(said)] : []), ...(key ? [key] : [])])
      const copy = key ? recall<Article | Tombstone>(key) : undefined
      const article = copy && shownArticle(copy)
      const section = article && isArticle(article) ? article.value.section : said
      const keys = [CAMPAIGNS_KEY, ...(section ? [sectionCampaignsKey(section)] : [])]
      if (section !== said) await read(keys)
      return { campaigns: keys.flatMap((it) => recall<Campaign[]>(it) ?? []), article, site: siteCopy() }
    },
  }

  function keyOfPlace({ kind, name }: OldPlace) {
    return kind === 'old' ? oldKey(lang, name) : (kind === 'article' ? articleKey : listingKey)(lang, name)
  }

  function siteCopy(): Copy<Site> {
    return recall<Site>(SITE_KEY) ?? { value: defaultSite(origin), tag: origin ? `${PLAIN_TAG}${fingerprint(origin)}` : PLAIN_TAG }
  }

  function recall<T>(key: string, from = memoryOf(key)) {
    // `parseUnder` decided by key what is under it, so the type follows from the key; where old addresses are, there is nothing else.
    const held = from.get(key)
    used.set(key, (held ?? absent.get(key))?.life)
    return isOldAddresses(held?.value?.value) ? undefined : (held?.value as Copy<T> | undefined)
  }

  function shownArticle(copy: Copy<Article | Tombstone>): ArticleCopy | undefined {
    const { value, tag } = copy
    if (isOldAddresses(value)) return undefined
    if ('withdrawn' in value) return { withdrawn: value as Tombstone, tag }
    const article = value as Article
    return Date.parse(article.publishedAt) > now + CLOCK_SKEW_MS ? undefined : (copy as Copy<Article>)
  }

  async function read(wanted: string[], into = memo): Promise<Map<string, Copy<unknown> | undefined>> {
    const copies = new Map<string, Copy<unknown> | undefined>()
    for (const key of wanted) asked.add(key)
    const known = [memo, into, oldMemo, absent]
    const keys = [...wanted, SITE_KEY].filter((key) => key.length <= MAX_KEY_BYTES && !absentHere.has(key) && !known.some((memory) => memory.isFresh(key, now)))
    if (keys.length === 0) return copies
    hasRead = true
    const isRemembered = keys.every((key) => key === SITE_KEY || known.some((memory) => memory.has(key)))
    const values = hasFailed ? undefined : await ask(keys, isRemembered ? PATIENCE_MS.remembered : PATIENCE_MS.unknown)
    if (!values) {
      for (const memory of known) for (const key of keys) memory.keepFresh(key, now + FAILING_FRESH_MS)
      if (isRemembered) return copies
      throw new EditionUnavailable('KV isn’t responding.')
    }
    for (const key of keys) {
      const { value, metadata } = values.get(key) ?? { value: null, metadata: null }
      copies.set(key, await remember(key, value, metadata, memoryOf(key, into)))
    }
    return copies
  }

  /** Once: who has waited for KV does not wait for it again to be told that it is away. */
  async function ask(keys: string[], patienceMs: number) {
    const began = Date.now()
    try {
      return await within(patienceMs, readBulk(env.EDITION, keys))
    } catch (error) {
      hasFailed = true
      log({ event: 'edition-unavailable', keys, error: String(error) })
      return undefined
    } finally {
      waitedMs = (waitedMs ?? 0) + Date.now() - began
    }
  }

  async function remember(key: string, text: string | null, metadata: Metadata, into: typeof memo): Promise<Copy<unknown> | undefined> {
    const freshFor = freshMsOf(key)
    const keep = (copy: Copy<unknown> | undefined, freshUntil: number, bytes: number) => {
      into.set(key, copy, { freshUntil, bytes })
      return copy
    }
    if (text === null) {
      into.drop(key)
      absentHere.add(key)
      absent.set(key, undefined, { freshUntil: absentUntil(key, now), bytes: 0 })
      return undefined
    }
    const made = metadata?.tag ? { ...metadata, tag: metadata.tag } : { tag: fingerprint(text) }
    const old = into.get(key)?.value
    if (old?.tag === made.tag) return keep({ ...old, ...made }, now + freshFor, text.length * 2)
    const parsed = await parseUnder(key, text)
    if (parsed.ok) return keep({ value: parsed.value, ...made }, now + freshFor, text.length * 2)
    log({ event: 'malformed-copy', key, flaws: parsed.flaws.slice(0, 5) })
    // The last good copy stays in place of the broken one: this isolate's, or the ledger's.
    const good = old ?? (await askLedger(key, parsed.flaws))
    return keep(good, now + (good ? freshFor : NOTHING_FRESH_MS), text.length * 2)
  }

  async function askLedger(key: string, flaws: Flaw[]): Promise<Copy<unknown> | undefined> {
    try {
      return await fetchLastGoodCopy(env, key, flaws, parseUnder)
    } catch (error) {
      log({ event: 'press-unavailable', key, error: String(error) })
      // Without the site's value or bookings a page can be read; "not here" would be wrong of all else.
      if (key === SITE_KEY || holdsCampaigns(key)) return undefined
      throw new EditionUnavailable('The press isn’t responding.', { cause: error })
    }
  }
}

const readBulk = (kv: KVNamespace, keys: string[]) => kv.getWithMetadata<NonNullable<Metadata>>(keys, { type: 'text', cacheTtl: CACHE_TTL_SECONDS })
