/**
 * The only place that spells a KV key.
 *
 * | key | value | written by | TTL |
 * |---|---|---|---|
 * | `{lang}:article:{slug}` | Article, complete for its page; metadata `{ tag, at, first?, id? }`, the press's revision, since when it is out, what a renamed story was first called, and what feeds call it; a Tombstone once withdrawn, and where a story was before it was renamed | press, or an editor by hand | none |
 * | `{lang}:listing:{name}` | Listing or Front: `front`, `latest`, `section/…`, `topic/…`, `author/…` | press | none |
 * | `{lang}:also/{slug}` | Also: cards beside one article | press | none |
 * | `{lang}:old/{bucket}` | OldAddresses: where addresses lead that no page has. Those spelled like an article's, a topic's or an author's are under that key instead | press | none |
 * | `site` | Site | press, or an editor by hand | none |
 * | `campaigns` | Campaign[] of all sections, that are live or will be within a day | press, or an editor by hand | none |
 * | `campaigns:section/{section}` | the same of one section | press | none |
 */
export const articleKey = (lang: string, slug: string) => `${lang}:article:${slug}`
export const articlePrefix = (lang: string) => `${lang}:article:`
export const listingKey = (lang: string, name: string) => `${lang}:listing:${name}`
export const alsoKey = (lang: string, slug: string) => `${lang}:also/${slug}`
export const oldKey = (lang: string, bucket: string) => `${lang}:old/${bucket}`
export const SITE_KEY = 'site'
export const CAMPAIGNS_KEY = 'campaigns'
export const holdsCampaigns = (key: string) => key.startsWith(CAMPAIGNS_KEY)
export const sectionCampaignsKey = (section: string) => `${CAMPAIGNS_KEY}:section/${section}`

/** No key, but a tag like those of pages: by it the front cache knows every form of a picture. */
export const pictureTag = (id: string) => `picture:${id}`

/** No key either: of answers that the ledger filled, which may name any story. Purged when one is withdrawn. */
export const LEDGER_TAG = 'ledger'

/** KV refuses keys over 512 bytes; nothing of ours comes near. */
export const MAX_KEY_BYTES = 512

/** The language whose edition this Worker serves: the variable `EDITION_LANG`, English unless set. */
export const editionLang = (env: object) => ('EDITION_LANG' in env && typeof env.EDITION_LANG === 'string' ? env.EDITION_LANG : 'en')
