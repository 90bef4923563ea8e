/** The publication: name, furniture and policies. One JSON value under the KV key `site`. */
import * as v from 'valibot'
import { AsciiSlug, filingRule, Instant, LanguageTag, Line, Prose, SiteUrl, Slug } from './field.ts'
import { Section } from './section.ts'

const Country = v.pipe(
  v.string('A country must be an ISO 3166-1 code, such as "DE".'),
  v.toUpperCase(),
  v.regex(/^[A-Z]{2}$/, 'A country must be a two-letter ISO 3166-1 code, such as "DE".'),
)

/**
 * Who is offered the newsletters. The E.U. is always withheld; `withheld` adds the rest of the European Economic Area, the United
 * Kingdom or Switzerland, `withheldCountries` any country.
 */
export const GatePolicy = v.looseObject({
  withheldCountries: v.optional(v.array(Country), []),
  withheld: v.optional(v.array(v.picklist(['eea', 'uk', 'ch'], 'What can be withheld by name is "eea", "uk" or "ch".'))),
})

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** When a digest goes out, in the newsroom's zone. */
const Schedule = v.looseObject({
  days: v.pipe(v.array(v.picklist(DAYS, 'A day is its English name in small letters, such as "monday".')), v.minLength(1, 'Name at least one day.')),
  at: v.pipe(v.string('An hour is text such as "07:00".'), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'An hour is written as "07:00".')),
})

/** What goes into a digest: everything, unless some of these narrow it. */
const LetterContent = v.looseObject({
  sections: v.optional(v.array(Slug)),
  topics: v.optional(v.array(Slug)),
  kinds: v.optional(v.array(Line)),
  /** Articles in one letter. */
  max: v.optional(v.pipe(v.number('"max" is a number.'), v.integer('"max" is a whole number.'), v.minValue(1), v.maxValue(50))),
  /** What the editors pinned to the front stands first. */
  pinsFirst: v.optional(v.boolean('"pinsFirst" is true or false.')),
})

/** Second segments below `/newsletters` that are the site's own; every other is a newsletter's. */
const OWN_PAGES = new Set(['confirm', 'link', 'preferences', 'requested', 'resend', 'stamp', 'unsubscribe', 'webhooks'])

export const NewsletterList = v.looseObject({
  slug: v.pipe(
    AsciiSlug,
    filingRule((slug) => !OWN_PAGES.has(slug), 'This name belongs to a page of the site itself; choose another for the newsletter.'),
  ),
  name: Line,
  description: v.optional(Line),
  kind: v.optional(v.picklist(['digest', 'breaking', 'story'], 'A newsletter\'s kind is "digest", "breaking" or "story".'), 'digest'),
  /** Sections whose articles offer this newsletter; those of no newsletter offer the first. */
  sections: v.optional(v.array(Slug)),
  /** Where this newsletter is withheld beside where all are. It is offered on the page of all newsletters alone then. */
  gate: v.optional(GatePolicy),
  schedule: v.optional(Schedule),
  content: v.optional(LetterContent),
  /** An issue to look at before the first has gone out. */
  sample: v.optional(SiteUrl),
})

const EmailAddress = v.pipe(v.string('An address is text.'), v.email('An e-mail address is written as name@example.org.'))

export const Newsletters = v.looseObject({
  lists: v.pipe(v.array(NewsletterList), v.minLength(1, 'Offer at least one newsletter, or leave "newsletter" out.')),
  title: v.optional(Line),
  invitation: v.optional(Prose),
  /** Names the exact words of `consent`; recorded with each consent. Change it whenever the words change. */
  consentVersion: Line,
  consent: Prose,
  /** Stands beside the words of consent, and is recorded with them. */
  euNotice: v.optional(Line),
  /** What withheld readers see in place of the form. */
  withheld: Prose,
  gate: v.optional(GatePolicy, { withheldCountries: [] }),
  /** Who letters come from. Without it nobody can sign up: no letter could ask them to confirm. */
  from: v.optional(v.looseObject({ name: v.optional(Line), address: EmailAddress })),
  /** Who publishes, with the postal address that stands in each letter (CAN-SPAM Act, 15 U.S.C. 7704(a)(5)). */
  publisher: v.optional(v.looseObject({ name: Line, postalAddress: Line })),
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
      (url) => /^https?:\/\/[^/\\?#@\s"<>]+$/.test(url) && URL.canParse(url),
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
  /** `endsAfterHours`: without an update for so long, an event is over. 12 unless said; 0: never. */
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
export type NewsletterList = v.InferOutput<typeof NewsletterList>
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
