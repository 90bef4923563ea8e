/** The fields that copy is made of. Every message says what to write instead. */

import * as v from 'valibot'
import { cleanLine, cleanProse, isVisible } from '../text/characters.ts'
import { isSafeHref } from '../text/inline.ts'
import { instantOf } from '../text/instant.ts'
import { isAsciiSlug, isSlug, MAX_SLUG, SLUG_WORDS } from './slug-spelling.ts'

/**
 * A rule for what is filed from now on. What is in the ledger and the edition already was filed before there was the rule, and
 * is read all the same: see `parseStored`.
 */
export const filingRule = <T>(holds: (value: T) => boolean, message: string) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (dataset.typed && !holds(dataset.value)) addIssue({ message })
  })

/** Raw checks are all of this kind. */
export const isFilingRuleIssue = (issue: v.BaseIssue<unknown>) => issue.type === 'raw_check'

export const EMPTY_MESSAGE = 'Enter some text.'

const SLUG_RULE =
  'A slug must be lower-case letters and digits, with single hyphens between words, such as "mali-phone-call". It can have up to 80 Chinese or 120 Cyrillic letters.'

/** Lower-case words in any script, joined by hyphens, as in a URL: see `slug-spelling.ts`. Some computers send letters and their marks apart. */
export const Slug = v.pipe(
  v.string('A slug must be text.'),
  v.maxLength(MAX_SLUG, 'A slug can have up to 160 characters.'),
  v.transform((slug) => slug.normalize('NFC')),
  v.regex(SLUG_WORDS, SLUG_RULE),
  // What is said already is not said twice.
  v.check((slug) => slug.length > MAX_SLUG || !SLUG_WORDS.test(slug) || isSlug(slug), SLUG_RULE),
)

/** Of what goes into headers of mail, anchors and addresses of machines. */
export const AsciiSlug = v.pipe(
  Slug,
  v.check((slug) => isAsciiSlug(slug) || !isSlug(slug), 'This slug can have no other letters than a to z.'),
)

/** In characters; of most lines, and of those with a limit of their own that were filed before it. */
export const MAX_LINE = 400

/** What feeds call a story for ever: a tag URI (RFC 4151), or our own URN for those that are older than the site's address in its settings. */
export const FeedId = v.pipe(v.string(), v.regex(/^(?:tag:|urn:dateline:)[^\s<>"]{1,600}$/))

/** One line of plain text. */
export const Line = v.pipe(
  v.string('This field must be text.'),
  v.trim(),
  v.nonEmpty(EMPTY_MESSAGE),
  v.transform(cleanLine),
  v.maxLength(MAX_LINE, 'This field can have up to 400 characters.'),
  filingRule(isVisible, EMPTY_MESSAGE),
)

/** A few sentences of plain text. */
export const Prose = v.pipe(
  v.string('This field must be text.'),
  v.trim(),
  v.nonEmpty(EMPTY_MESSAGE),
  v.transform(cleanProse),
  v.maxLength(4000, 'This field can have up to 4,000 characters.'),
  filingRule(isVisible, EMPTY_MESSAGE),
)

/** Copy knows the years 1 to 9999 in UTC: its moments are compared as text, which later and earlier ones would sort wrongly. */
export const FIRST_MOMENT = '0001-01-01T00:00:00Z'
export const LAST_MOMENT = '9999-12-31T23:59:59Z'

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i

/**
 * A moment, kept in UTC to the second: `2023-10-10T16:05:00Z`. Any ISO 8601 date and time with a zone is taken; 24:00 is the
 * midnight that ends a day, and `-00:00` is UTC (RFC 3339 section 4.3).
 */
export const Instant = v.pipe(
  v.string('A time must be text, such as "2023-10-10T16:05:00Z".'),
  v.regex(ISO_MOMENT, 'A time must be in ISO 8601 format with its time zone, such as "2023-10-10T16:05:00Z" or "2023-10-10T16:05:00+08:00".'),
  v.check((text) => !ISO_MOMENT.test(text) || isRealDate(text), 'This date doesn’t exist.'),
  v.check((text) => isRealTime(text), 'This time doesn’t exist. Hours go up to 23, minutes and seconds up to 59. Write a leap second as 59.'),
  v.check((text) => isInSupportedYears(text), 'A time must be in the years 1 to 9999 in UTC. To keep an article unpublished, leave it as a draft.'),
  v.transform((text) => instantOf(Date.parse(text))),
)

/** `Date` takes 30 February for 2 March; a newsroom must not. */
function isRealDate(text: string) {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number) as [number, number, number]
  const inMonth = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= inMonth
}

/** Of a real date `Date` reads what is no time of day as no moment. */
const isRealTime = (text: string) => !isRealDate(text) || !Number.isNaN(Date.parse(text))

function isInSupportedYears(text: string) {
  const at = Date.parse(text)
  return Number.isNaN(at) || (at >= Date.parse(FIRST_MOMENT) && Math.floor(at / 1000) <= Date.parse(LAST_MOMENT) / 1000)
}

/** A BCP 47 language tag that `Intl` knows how to read: `en`, `zh-Hans`, `ar`. */
export const LanguageTag = v.pipe(
  v.string('A language must be a BCP 47 tag, such as "en" or "zh-Hans".'),
  v.check((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1
    } catch {
      // Intl throws a RangeError for what is no tag; that is the answer.
      return false
    }
  }, 'A language must be a BCP 47 tag, such as "en" or "zh-Hans".'),
  v.transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag),
)

/** Controls, halves of pairs and what replaces them, changes of direction: an address that looks like another. */
const FORBIDDEN_IN_ADDRESS = /[\p{Cc}\p{Cs}\ufffd\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** An address on the web or on this site: `https://…`, `http://…` or `/…`. */
export const SiteUrl = v.pipe(
  v.string('An address must be text.'),
  v.maxLength(2000, 'An address can have up to 2,000 characters.'),
  v.check(
    (href) => isSafeHref(href) && !/^(?:mailto:|tel:|sms:|#)/i.test(href) && URL.canParse(href, 'https://here.example'),
    'An address must start with https://, http:// or a single slash.',
  ),
  filingRule((href) => !FORBIDDEN_IN_ADDRESS.test(href), 'This address contains characters that aren’t allowed. Enter it again.'),
)
