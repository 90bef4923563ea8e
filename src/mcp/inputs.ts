/** What tools take, as agents are told it. */
import * as v from 'valibot'
import { Slug } from '../copy/shapes/field.ts'
import { says } from './says.ts'

/** An agent guesses at names: it is told which there are, and which it left out. */
export const fields = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, ({ expected }) =>
    expected === 'never' ? `No such field. This tool takes ${Object.keys(entries).join(', ') || 'none'}.` : 'This field is needed.',
  )

export const StorySlug = v.pipe(Slug, says('Lower-case letters and digits, with single hyphens between words, such as "mali-phone-call".'))

export const RevisionNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999))

export const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))

export const CopyText = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(1_000_000),
  says(
    'Markdown with YAML front matter: `headline` and `section` at least; also `standfirst`, `kicker`, `dateline`, `byline` (a list of {name}), `topics` (a list of {slug, name}).',
  ),
)

/** As long as an answer is remembered: a day. */
export const RetryKey = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{1,150}$/, 'A key must be 1 to 150 printable characters without spaces, such as a UUID.'),
  says('Made up by you for this change. Sent again under it within a day, the change is made once.'),
)
