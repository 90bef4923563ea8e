/** The fields that copy is made of. Every message says what to write instead. */
import * as v from 'valibot'
import { isSafeHref } from './inline.ts'

/** Lower-case words joined by hyphens, as they stand in a URL. */
export const Slug = v.pipe(
  v.string('A slug is text.'),
  v.maxLength(160, 'A slug has at most 160 characters.'),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'A slug is lower-case letters and digits in words joined by single hyphens, such as "mali-phone-call".'),
)

/** One line of plain text. */
export const Line = v.pipe(
  v.string('This field is text.'),
  v.trim(),
  v.nonEmpty('Write something here, or leave the field out.'),
  v.maxLength(400, 'At most 400 characters fit on this line.'),
)

/** A few sentences of plain text. */
export const Prose = v.pipe(
  v.string('This field is text.'),
  v.trim(),
  v.nonEmpty('Write something here, or leave the field out.'),
  v.maxLength(4000, 'At most 4,000 characters fit here.'),
)

/** A moment, kept in UTC to the second: `2023-10-10T16:05:00Z`. Any ISO 8601 date and time with a zone is taken. */
export const Instant = v.pipe(
  v.string('A time is text such as "2023-10-10T16:05:00Z".'),
  v.regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i,
    'A time is written as ISO 8601 with its zone, such as "2023-10-10T16:05:00Z" or "2023-10-11T00:05:00+08:00".',
  ),
  v.check((text) => isRealDate(text), 'There is no such date.'),
  v.transform((text) => `${new Date(text).toISOString().slice(0, 19)}Z`),
)

/** `Date` takes 30 February for 2 March; a newsroom must not. */
function isRealDate(text: string) {
  const day = Number(text.slice(8, 10))
  const inMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
  return day >= 1 && day <= inMonth && !Number.isNaN(Date.parse(text))
}

/** A BCP 47 language tag that `Intl` knows how to read: `en`, `zh-Hans`, `ar`. */
export const LanguageTag = v.pipe(
  v.string('A language is a BCP 47 tag such as "en" or "zh-Hans".'),
  v.check((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1
    } catch {
      // Intl throws a RangeError for what is no tag; that is the answer.
      return false
    }
  }, 'A language is a BCP 47 tag such as "en" or "zh-Hans".'),
  v.transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag),
)

/** An address on the web or on this site: `https://…`, `http://…` or `/…`. */
export const SiteUrl = v.pipe(
  v.string('An address is text.'),
  v.maxLength(2000, 'An address has at most 2,000 characters.'),
  v.check(
    (href) => isSafeHref(href) && !/^(?:mailto:|tel:|sms:|#)/i.test(href) && URL.canParse(href, 'https://here.example'),
    'An address begins with https://, http:// or a single slash.',
  ),
)

/** Whether a piece of a URL could be a slug at all; what is not never reaches a store. */
export const isSlug = (text: string) => text.length <= 160 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
