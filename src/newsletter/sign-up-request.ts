/** Parses the sign-up form. */
import * as v from 'valibot'
import { type Parsed, parseWith } from '../copy/parse.ts'
import type { NewsletterList } from '../copy/shapes/site.ts'
import { MAX_ADDRESS, parseAddress } from './subscribers/address.ts'
import { meantAddress } from './subscribers/typos.ts'
import type { Words } from './words/en.ts'

/** `meant`: what the address was probably to be, where its reader has not said yet that it is right as it is. */
export type SignUpRequest = { email: string; lists: string[]; stamp?: string; meant?: string }

/** What the reader filled in, to be shown again with what to fix. `all` is set by the form that shows every newsletter. */
export type Given = { email: string; chosen: string[]; all: boolean }

/** A stamp of ours is shorter; what is longer is none. */
const MAX_STAMP = 100

/** `offered` can be chosen where the reader is; `all` are those of the site. */
export type Terms = { offered: readonly NewsletterList[]; all: readonly NewsletterList[]; consentVersion: string; words: Words }

/**
 * `email` (the last counts: a button that takes what was meant has the field's name), `list` (repeatable), `consent` (the version of the
 * words shown; only the one in force is consent to them). Refused with what to fix, in the reader's language.
 */
export function parseSignUp(form: FormData, { offered, all, consentVersion, words }: Terms): Parsed<SignUpRequest> {
  const known = offered.map(({ slug }) => slug)
  const flawOf = (input: unknown) => (all.some(({ slug }) => slug === input) ? words.listWithheld : words.listGone)
  const schema = v.object({
    lists: v.pipe(v.array(v.picklist(known, ({ input }) => flawOf(input))), v.minLength(1, words.listFlaw)),
    email: v.pipe(
      v.string(words.emailFlaw),
      v.check((text) => parseAddress(text) !== undefined, words.emailFlaw),
    ),
    consent: v.pipe(v.string(words.consentFlaw), v.nonEmpty(words.consentFlaw), v.literal(consentVersion, words.consentChanged)),
  })
  const parsed = parseWith(schema, { email: emailIn(form), lists: [...new Set(form.getAll('list'))], consent: form.get('consent') ?? '' })
  return parsed.ok ? { ok: true, value: { email: parsed.value.email.trim(), lists: parsed.value.lists, ...beside(form, parsed.value.email) } } : parsed
}

function beside(form: FormData, email: string): Pick<SignUpRequest, 'stamp' | 'meant'> {
  const stamp = form.get('stamp')
  const meant = form.get('typed') === email ? undefined : meantAddress(parseAddress(email)?.wire ?? '')
  return { ...(typeof stamp === 'string' && stamp.length <= MAX_STAMP && { stamp }), ...(meant && { meant }) }
}

/** What the reader filled in, valid or not; cut to the length of an address, and only choices that exist. */
export function givenIn(form: FormData, lists: readonly NewsletterList[]): Given {
  const email = emailIn(form)
  const chosen = form.getAll('list')
  return {
    email: typeof email === 'string' ? email.toWellFormed().slice(0, MAX_ADDRESS) : '',
    chosen: lists.map(({ slug }) => slug).filter((slug) => chosen.includes(slug)),
    all: form.has('all'),
  }
}

const emailIn = (form: FormData) => form.getAll('email').at(-1) ?? ''

/** Whether a program filled in the field that readers don't see. */
export const isFilledByProgram = (form: FormData) => (form.get('subject') ?? '') !== ''
