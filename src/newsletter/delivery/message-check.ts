/**
 * What every letter must fulfil before it is sent: one reader, no header injection, unsubscribe
 * links that work. Cloudflare's rules for headers are the strictest, so they apply to every provider
 * (developers.cloudflare.com/email-service/reference/headers).
 */
import { asciiAddress } from './address.ts'
import { ALLOWED_HEADERS, ISSUE_HEADER, type Mailbox, type Message } from './mailer.ts'

/** RFC 5322 section 2.1.1: a line has at most 998 octets, and a continued line begins with a space. An address can't be folded. */
const MAX_FIELD_OCTETS = 997
/** Cloudflare's and most others' limit is 5 MiB in transfer encoding, which may take three octets for one. */
const MAX_BODY_OCTETS = 1_700_000
const MAX_HEADERS_OCTETS = 16_000

/** All kinds of line breaks, other control characters, lone surrogates. */
const BREAKING = /[\p{Cc}\p{Cs}\u2028\u2029]/u
/** Direction overrides and invisible characters, which could disguise a name or a subject. */
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\u206a-\u206f\ufeff\u00ad\u180e\u{e0000}-\u{e007f}]/u
/** The Tags block also writes the flags of England, Scotland and Wales, after a black flag. */
const FLAGS = /\u{1f3f4}[\u{e0061}-\u{e007a}]+\u{e007f}/gu
/** RFC 2047: mail programs would decode it, and show something other than what was written. */
const ENCODED = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=/i
const ASCII_FIELD = /^[\x20-\x7e]+$/
const ID = /^[\w.-]{1,64}$/

const octets = (text: string) => new TextEncoder().encode(text).length

/**
 * What is wrong with a letter, as a sentence; undefined if nothing is. `local`: links to this machine can be plain
 * http, because these letters never leave it.
 */
export function messageFlaw(message: Message, { local = false } = {}): string | undefined {
  return (
    mailboxFlaw('from', message.from) ??
    mailboxFlaw('to', message.to) ??
    (message.replyTo && mailboxFlaw('reply-to', message.replyTo)) ??
    textFlaw('subject', message.subject) ??
    (ID.test(message.id) ? undefined : 'The id of an email must be 1 to 64 letters, digits, ".", "_" and "-".') ??
    bodyFlaw(message) ??
    headersFlaw(message.headers, local)
  )
}

function mailboxFlaw(field: string, { name, address }: Mailbox): string | undefined {
  if (asciiAddress(address) === undefined) return `"${field}" isn’t one valid email address.`
  return name === undefined || name === '' ? undefined : textFlaw(`${field} name`, name)
}

function textFlaw(field: string, text: string): string | undefined {
  if (text.trim() === '') return `"${field}" is empty.`
  if (BREAKING.test(text)) return `"${field}" contains a line break or a control character.`
  if (HIDDEN.test(text.replace(FLAGS, ''))) return `"${field}" contains hidden characters or characters that reverse text.`
  if (ENCODED.test(text)) return `"${field}" looks like an encoded header.`
  return octets(text) > MAX_FIELD_OCTETS ? `"${field}" is longer than ${MAX_FIELD_OCTETS} octets.` : undefined
}

function bodyFlaw({ html, text }: Message): string | undefined {
  if (html.trim() === '' || text.trim() === '') return 'An email must have HTML and plain text. One of them is empty.'
  if (!html.isWellFormed() || !text.isWellFormed() || html.includes('\0') || text.includes('\0')) return 'The email contains characters that aren’t text.'
  return octets(html) + octets(text) > MAX_BODY_OCTETS ? 'The email could exceed 5 MiB.' : undefined
}

function headersFlaw(headers: Message['headers'], local: boolean): string | undefined {
  let total = 0
  const names = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    const flaw = headerFlaw(name, value, local)
    if (flaw) return flaw
    names.add(name)
    total += name.length + value.length + 4
  }
  if (names.has('List-Unsubscribe-Post') && !names.has('List-Unsubscribe')) return '"List-Unsubscribe-Post" needs "List-Unsubscribe".'
  return total > MAX_HEADERS_OCTETS ? 'The headers are larger than 16 kB.' : undefined
}

function headerFlaw(name: string, value: string, local: boolean): string | undefined {
  const known = ALLOWED_HEADERS.find((allowed) => allowed === name)
  if (!known) return 'A header isn’t allowed.'
  if (!ASCII_FIELD.test(value) || value.trim() !== value) return `"${name}" must be printable ASCII.`
  if (value.length > MAX_FIELD_OCTETS) return `"${name}" is longer than ${MAX_FIELD_OCTETS} octets.`
  return FORMS[known](value, local) ? undefined : `"${name}" isn’t in the right format.`
}

const FORMS: Record<(typeof ALLOWED_HEADERS)[number], (value: string, local: boolean) => boolean> = {
  'List-Unsubscribe': isUnsubscribe,
  // RFC 8058 section 3.1: this, and nothing else.
  'List-Unsubscribe-Post': (value) => value === 'List-Unsubscribe=One-Click',
  // RFC 2919; without the phrase, which readers never see and providers encode differently.
  'List-Id': (value) => /^<[a-z\d-]+(?:\.[a-z\d-]+)+>$/i.test(value),
  'List-Archive': isOneAddress,
  'List-Help': isOneAddress,
  'List-Owner': isOneAddress,
  'List-Subscribe': isOneAddress,
  'Archived-At': isOneAddress,
  // RFC 3834 section 5.
  'Auto-Submitted': (value) => value === 'auto-generated',
  'Content-Language': (value) => /^[a-z\d-]{2,35}$/i.test(value),
  Precedence: (value) => value === 'bulk' || value === 'list',
  [ISSUE_HEADER]: (value) => /^[\w-]{1,64}$/.test(value),
}

/** `<https://…>`, with `, <mailto:…>` if wanted: one click must be enough, so the first is never a `mailto:`. */
function isUnsubscribe(value: string, local: boolean): boolean {
  const [first = '', second, ...more] = value.split(', ')
  return isWeb(first, local) && (second === undefined || isMailto(second)) && more.length === 0
}

function isOneAddress(value: string, local: boolean): boolean {
  return isWeb(value, local) || isMailto(value)
}

function isWeb(bracketed: string, local: boolean): boolean {
  const address = /^<(https?:\/\/[^\s<>,"\\]+)>$/.exec(bracketed)?.[1]
  if (!address || !URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username || password) return false
  return protocol === 'https:' || (local && /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
}

function isMailto(bracketed: string): boolean {
  const address = /^<mailto:([^\s<>,"\\?]+)(?:\?subject=[\w%.~+-]+)?>$/.exec(bracketed)?.[1]
  return address !== undefined && asciiAddress(address) !== undefined
}
