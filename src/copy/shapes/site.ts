/** The publication: name, furniture and policies. One JSON value under the KV key `site`. */
import * as v from 'valibot'
import { Instant, LanguageTag, Line, Prose, SiteUrl, Slug } from './field.ts'
import { Section } from './section.ts'

const Country = v.pipe(
  v.string('A country must be an ISO 3166-1 code, such as "DE".'),
  v.toUpperCase(),
  v.regex(/^[A-Z]{2}$/, 'A country must be a two-letter ISO 3166-1 code, such as "DE".'),
)

/** Who is offered the newsletters. The E.U. is always withheld; `withheldCountries` adds to it (EEA, UK, CH). */
export const GatePolicy = v.looseObject({ withheldCountries: v.optional(v.array(Country), []) })

export const NewsletterList = v.looseObject({ slug: Slug, name: Line, description: v.optional(Line) })

export const Newsletters = v.looseObject({
  lists: v.pipe(v.array(NewsletterList), v.minLength(1, 'Offer at least one newsletter, or leave "newsletter" out.')),
  title: v.optional(Line),
  invitation: v.optional(Prose),
  /** Names the exact words of `consent`; recorded with each consent. Change it whenever the words change. */
  consentVersion: Line,
  consent: Prose,
  /** What withheld readers see in place of the form. */
  withheld: Prose,
  gate: v.optional(GatePolicy, { withheldCountries: [] }),
})

const timeZone = v.pipe(
  v.string('A time zone must be an IANA name, such as "Asia/Singapore".'),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      // Intl throws a RangeError for a zone it does not know; that is the answer.
      return false
    }
  }, 'A time zone must be an IANA name, such as "Asia/Singapore".'),
)

const contentSignal = v.boolean('A content signal must be true or false.')

export const Site = v.looseObject({
  v: v.optional(v.literal(1), 1),
  name: Line,
  tagline: v.optional(Line),
  /** Origin of the published site, without a slash at the end: canonical addresses begin with it. */
  url: v.pipe(
    v.string('The site needs a "url", such as "https://news.example".'),
    v.check(
      (url) => /^https?:\/\/[^/\s"<>]+$/.test(url) && URL.canParse(url),
      'The site’s url must be an origin without a path, such as "https://news.example".',
    ),
  ),
  lang: v.optional(LanguageTag, 'en'),
  timeZone: v.optional(timeZone, 'UTC'),
  /** How the zone is named beside a time, where `Intl` would print an offset: "SGT". */
  timeZoneLabel: v.optional(Line),
  /** The award printed beside the logo. */
  badge: v.optional(v.looseObject({ label: Line, detail: v.optional(Line), url: v.optional(SiteUrl) })),
  sections: v.array(Section, 'The site needs "sections": a list of {"slug", "name"}.'),
  socials: v.optional(v.array(v.looseObject({ name: Line, url: SiteUrl })), []),
  /** Name used by share links and cards on X, without the @. */
  xHandle: v.optional(Line),
  newsletter: v.optional(Newsletters),
  /** Site-wide breaking banner, shown until `until`. */
  breaking: v.optional(v.looseObject({ text: Line, url: v.optional(SiteUrl), until: v.optional(Instant) })),
  /** Other language editions of this site: origin or path, for hreflang and the edition switch. */
  editions: v.optional(v.array(v.looseObject({ lang: LanguageTag, name: Line, url: SiteUrl })), []),
  publishingPrinciples: v.optional(SiteUrl),
  contact: v.optional(v.pipe(v.string(), v.email('A contact must be an email address.'))),
  footer: v.optional(v.array(v.looseObject({ name: Line, url: SiteUrl })), []),
  copyright: v.optional(Line),
  /** What crawlers that train models may do. */
  aiCrawlers: v.optional(v.picklist(['allow', 'disallow'], '"aiCrawlers" must be "allow" or "disallow".'), 'allow'),
  /** The same in detail, where it differs: may pages be found by search, answer questions, train models (contentsignals.org)? */
  contentSignals: v.optional(
    v.looseObject(
      { search: v.optional(contentSignal), aiInput: v.optional(contentSignal), aiTrain: v.optional(contentSignal) },
      'Content signals must be {"search", "aiInput", "aiTrain"}, each true or false.',
    ),
  ),
  /** Records of ads.txt, one a line: who may sell our slots. Without any, nobody may. */
  adsTxt: v.optional(v.array(Line, 'The lines of ads.txt must be a list of text.')),
  /** Show on each article what changed since publication. */
  showChanges: v.optional(v.boolean('"showChanges" must be true or false.'), false),
})

export type Site = v.InferOutput<typeof Site>
export type Newsletters = v.InferOutput<typeof Newsletters>
export type GatePolicy = v.InferOutput<typeof GatePolicy>

/** A section's name; from its slug where the site does not list it. */
export const sectionName = (site: Pick<Site, 'sections'>, slug: string) => site.sections.find((section) => section.slug === slug)?.name ?? nameFromSlug(slug)
const nameFromSlug = (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ')

/** What an edition without a `site` value looks like: enough to read an article that was put into KV by hand. `origin` may be empty. */
export const defaultSite = (origin: string): Site => ({
  v: 1,
  name: 'Dateline',
  url: origin,
  lang: 'en',
  timeZone: 'UTC',
  sections: [],
  socials: [],
  editions: [],
  footer: [],
  aiCrawlers: 'allow',
  showChanges: false,
})
