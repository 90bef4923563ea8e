/**
 * What readers see, read from KV. One page view asks KV once at most: what is wanted and a stale `site` come in the same
 * bulk get. What was read is remembered in this isolate for some seconds, and kept longer for the day KV fails.
 */
import type { Article } from '../copy/article.ts'
import type { Campaign } from '../copy/campaign.ts'
import { Campaigns } from '../copy/campaign.ts'
import { Also, Front, Listing } from '../copy/listing.ts'
import { type Parsed, parseCanonicalArticle, parseJson, parseWith } from '../copy/parse.ts'
import { withSanitiser } from '../copy/sanitiser.ts'
import { plainSite, Site } from '../copy/site.ts'
import { Tombstone } from '../copy/tombstone.ts'
import { fingerprint } from './fingerprint.ts'
import { alsoKey, articleKey, CAMPAIGNS_KEY, editionLang, listingKey, MAX_KEY_BYTES, SITE_KEY } from './keys.ts'
import { Memo } from './memo.ts'

/** A value of the edition. `tag` changes whenever the value does: the press's revision, or a hash of hand-put text. */
export type Copy<T> = { value: T; tag: string }
export type ArticleCopy = Copy<Article> | { withdrawn: Tombstone; tag: string }

/** KV failed and nothing is remembered. Doors answer 503. */
export class EditionUnavailable extends Error {}

/** Tag of the site as it is where none was found; where it stands on this machine, followed by that. */
const PLAIN_TAG = 'plain'
export const isPlain = ({ tag }: Copy<Site>) => tag.startsWith(PLAIN_TAG)

export type Edition = ReturnType<typeof openEdition>

/** KV's own cache at the edge; 30 seconds is the least it takes. */
const CACHE_TTL_SECONDS = 30
const FRESH_MS = { article: 10_000, other: 15_000, site: 30_000 }
/** An editor's clock and the edge's may differ by this much before a date counts as lying ahead. */
const CLOCK_SKEW_MS = 2000

const memo = new Memo<Copy<unknown> | undefined>({ maxEntries: 300, maxBytes: 16_000_000 })

/** Articles read by the dozen for a feed lie on a shelf of their own, so that no crawl pushes out what readers read. */
const shelf = new Memo<Copy<unknown> | undefined>({ maxEntries: 150, maxBytes: 6_000_000 })
/** Workers KV takes a hundred keys in one bulk get; the site's is one of them. */
const MAX_BULK_ARTICLES = 99

/** How long "there is nothing" is believed. An article put into KV is shown to the very next reader. */
const NOTHING_FRESH_MS = 2000

/** Forget what was remembered of these keys, or everything: after an imprint in this isolate, and between tests. */
export function forget(keys?: string[]) {
  for (const kept of [memo, shelf]) {
    if (!keys) kept.clear()
    for (const key of keys ?? []) kept.expire(key)
  }
}

export function openEdition({ env, now, origin, log }: { env: Env; now: number; origin: string; log: (line: Record<string, unknown>) => void }) {
  const lang = editionLang(env)

  const asked = new Set<string>([SITE_KEY])
  let hasRead = false

  return {
    lang,

    /** Every key this reading asked for: what the answer must be purged by when it changes. */
    asked: asked as ReadonlySet<string>,

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
      const keys = slugs.slice(0, MAX_BULK_ARTICLES).map((slug) => articleKey(lang, slug))
      await read(keys, shelf)
      return keys.flatMap((key) => {
        const copy = recall<Article | Tombstone>(key, memo.isFresh(key, now) || !shelf.has(key) ? memo : shelf)
        const shown = copy && shownArticle(copy)
        return shown && !('withdrawn' in shown) ? [shown] : []
      })
    },

    /** Whether KV answers at all, whatever is remembered. */
    async answers(): Promise<boolean> {
      try {
        const values = await bulkGet(env.EDITION, [SITE_KEY])
        const { value, metadata } = values.get(SITE_KEY) ?? { value: null, metadata: null }
        await remember(SITE_KEY, value, metadata?.tag, memo)
        return true
      } catch (error) {
        log({ event: 'edition-unavailable', keys: [SITE_KEY], error: String(error) })
        return false
      }
    },

    /** The latest headlines for a page that says "not here": read with the site, or remembered; never a second read. */
    async headlines(): Promise<{ latest: Copy<Listing> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, 'latest')
      if (!hasRead) await read([key])
      return { latest: recall<Listing>(key), site: siteCopy() }
    },

    async front(): Promise<{ front: Copy<Front> | undefined; site: Copy<Site> }> {
      const key = listingKey(lang, 'front')
      await read([key])
      return { front: recall<Front>(key), site: siteCopy() }
    },

    /** Cards beside one article; the latest stand in for an article the press has not seen yet. */
    async also(slug: string): Promise<{ also: Copy<Also> | undefined; latest: Copy<Listing> | undefined; site: Copy<Site> }> {
      const keys = [alsoKey(lang, slug), listingKey(lang, 'latest')] as const
      await read([...keys])
      return { also: recall<Also>(keys[0]), latest: recall<Listing>(keys[1]), site: siteCopy() }
    },

    /** Live bookings, and the article they would stand beside. */
    async campaigns(slug?: string): Promise<{ campaigns: Copy<Campaign[]> | undefined; article: ArticleCopy | undefined; site: Copy<Site> }> {
      const key = slug && articleKey(lang, slug)
      await read(key ? [CAMPAIGNS_KEY, key] : [CAMPAIGNS_KEY])
      const copy = key ? recall<Article | Tombstone>(key) : undefined
      return { campaigns: recall<Campaign[]>(CAMPAIGNS_KEY), article: copy && shownArticle(copy), site: siteCopy() }
    },
  }

  function siteCopy(): Copy<Site> {
    return recall<Site>(SITE_KEY) ?? { value: plainSite(origin), tag: origin ? `${PLAIN_TAG}${fingerprint(origin)}` : PLAIN_TAG }
  }

  function recall<T>(key: string, from = memo) {
    // `parserOf` decided by key what stands under it, so the type follows from the key.
    return from.get(key)?.value as Copy<T> | undefined
  }

  function shownArticle({ value, tag }: Copy<Article | Tombstone>): ArticleCopy | undefined {
    if ('withdrawn' in value) return { withdrawn: value as Tombstone, tag }
    const article = value as Article
    return Date.parse(article.publishedAt) > now + CLOCK_SKEW_MS ? undefined : { value: article, tag }
  }

  async function read(wanted: string[], into = memo) {
    for (const key of wanted) asked.add(key)
    const keys = [...wanted, SITE_KEY].filter((key) => key.length <= MAX_KEY_BYTES && !memo.isFresh(key, now) && !into.isFresh(key, now))
    if (keys.length === 0) return
    hasRead = true
    let values: Awaited<ReturnType<typeof bulkGet>>
    try {
      values = await bulkGet(env.EDITION, keys)
    } catch (error) {
      log({ event: 'edition-unavailable', keys, error: String(error) })
      if (keys.every((key) => key === SITE_KEY || memo.has(key) || into.has(key))) return
      throw new EditionUnavailable('KV does not answer.', { cause: error })
    }
    for (const key of keys) {
      const { value, metadata } = values.get(key) ?? { value: null, metadata: null }
      await remember(key, value, metadata?.tag, key === SITE_KEY ? memo : into)
    }
  }

  async function remember(key: string, text: string | null, tag: string | undefined, into: typeof memo) {
    const freshFor = key === SITE_KEY ? FRESH_MS.site : key.includes(':article:') ? FRESH_MS.article : FRESH_MS.other
    if (text === null) return into.set(key, undefined, { freshUntil: key.includes(':article:') ? 0 : now + NOTHING_FRESH_MS, bytes: 100 })
    const newTag = tag ?? fingerprint(text)
    const old = into.get(key)?.value
    if (old?.tag === newTag) return into.set(key, old, { freshUntil: now + freshFor, bytes: text.length * 2 })
    const json = parseJson(text)
    const parsed: Parsed<unknown> = json.ok ? await withSanitiser(() => parserOf(key)(json.value)) : json
    if (parsed.ok) return into.set(key, { value: parsed.value, tag: newTag }, { freshUntil: now + freshFor, bytes: text.length * 2 })
    log({ event: 'malformed-copy', key, flaws: parsed.flaws.slice(0, 5) })
    // The last good copy stays in place of the broken one.
    into.set(key, old, { freshUntil: now + freshFor, bytes: text.length * 2 })
  }
}

const bulkGet = (kv: KVNamespace, keys: string[]) => kv.getWithMetadata<{ tag?: string }>(keys, { type: 'text', cacheTtl: CACHE_TTL_SECONDS })

function parserOf(key: string): (input: unknown) => Parsed<unknown> {
  if (key === SITE_KEY) return (input) => parseWith(Site, input)
  if (key === CAMPAIGNS_KEY) return (input) => parseWith(Campaigns, input)
  if (key.includes(':article:')) return (input) => (isTombstone(input) ? parseWith(Tombstone, input) : parseCanonicalArticle(input))
  if (key.includes(':also/')) return (input) => parseWith(Also, input)
  return (input) => parseWith(key.endsWith(':listing:front') ? Front : Listing, input)
}

const isTombstone = (input: unknown) => typeof input === 'object' && input !== null && 'withdrawn' in input
