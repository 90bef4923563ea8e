/** A posted newsletter form, parsed once as it comes in. */
import * as v from 'valibot'
import { type Parsed, parseWith } from '../copy/parse.ts'
import type { Newsletters } from '../copy/shapes/site.ts'
import type { Phrases } from '../page/phrases/en.ts'

export type SignUpRequest = { email: string; lists: string[] }

/** What a form was given, to be given back with what to fix. `all` is the form that offers every list. */
export type SubmittedFields = { email: string; chosen: string[]; all: boolean }

/** RFC 5321 section 4.5.3.1: a path has at most 256 octets with its brackets. */
const MAX_EMAIL = 254

/**
 * `email`, `list` (repeatable), `consent` (the version of the words shown; only the one in force is consent to them).
 * Refused with what to fix, in the reader's language.
 */
export function parseSignUp(form: FormData, newsletter: Newsletters, phrases: Phrases): Parsed<SignUpRequest> {
  const { emailFlaw, listFlaw, listGone, consentFlaw, consentChanged } = phrases
  const isOffered = (list: string) => newsletter.lists.some(({ slug }) => slug === list)
  const isDomained = (email: string) => /\.[^.\s@]{2,}$/.test(email)
  const schema = v.object({
    email: v.pipe(v.string(emailFlaw), v.trim(), v.maxLength(MAX_EMAIL, emailFlaw), v.rfcEmail(emailFlaw), v.check(isDomained, emailFlaw)),
    lists: v.pipe(
      v.array(v.string(listFlaw)),
      v.minLength(1, listFlaw),
      v.check((lists) => lists.every(isOffered), listGone),
    ),
    consent: v.pipe(v.string(consentFlaw), v.nonEmpty(consentFlaw), v.literal(newsletter.consentVersion, consentChanged)),
  })
  const parsed = parseWith(schema, { email: form.get('email') ?? '', lists: [...new Set(form.getAll('list'))], consent: form.get('consent') ?? '' })
  return parsed.ok ? { ok: true, value: { email: parsed.value.email, lists: parsed.value.lists } } : parsed
}

/** As it was given, whatever it was: no longer than any address, no more choices than there are lists. */
export function submittedFields(form: FormData, newsletter: Newsletters): SubmittedFields {
  const email = form.get('email')
  const lists = form.getAll('list')
  return {
    email: typeof email === 'string' ? email.toWellFormed().slice(0, MAX_EMAIL) : '',
    chosen: newsletter.lists.map(({ slug }) => slug).filter((slug) => lists.includes(slug)),
    all: form.has('all'),
  }
}
