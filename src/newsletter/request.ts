/** A posted newsletter form, parsed once at the door. */
import * as v from 'valibot'
import { type Parsed, parseWith } from '../copy/parse.ts'
import type { Newsletters } from '../copy/site.ts'

export type SignUpRequest = { email: string; lists: string[] }

/** RFC 5321 section 4.5.3.1: a path has at most 256 octets with its brackets. */
const MAX_EMAIL = 254

const Email = v.pipe(
  v.string('Give an email address.'),
  v.trim(),
  v.nonEmpty('Give an email address.'),
  v.maxLength(MAX_EMAIL, 'That email address is too long.'),
  v.rfcEmail('That does not look like an email address. It has the form name@example.org.'),
  v.check((email) => /\.[^.\s@]{2,}$/.test(email), 'That does not look like an email address. It has the form name@example.org.'),
)

/** `email`, `list` (repeatable), `consent` (the version of the words shown). Refused with what to mend. */
export function parseSignUp(form: FormData, newsletter: Newsletters): Parsed<SignUpRequest> {
  const known = newsletter.lists.map(({ slug }) => slug)
  const schema = v.object({
    email: Email,
    lists: v.pipe(v.array(v.picklist(known, 'There is no such newsletter.')), v.minLength(1, 'Choose at least one newsletter.')),
    consent: v.pipe(v.string('Your agreement is needed: see the line under the form.'), v.nonEmpty('Your agreement is needed: see the line under the form.')),
  })
  const parsed = parseWith(schema, { email: form.get('email') ?? '', lists: [...new Set(form.getAll('list'))], consent: form.get('consent') ?? '' })
  return parsed.ok ? { ok: true, value: { email: parsed.value.email, lists: parsed.value.lists } } : parsed
}
