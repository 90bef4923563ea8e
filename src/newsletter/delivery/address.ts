/** Addresses as they go over the wire: one mailbox, in ASCII. */
import type { Mailbox } from './mailer.ts'

/** RFC 5321 section 4.5.3.1: a path has at most 256 octets with its brackets, a local part 64. */
const MAX_ADDRESS = 254
const MAX_LOCAL = 64
/** A dot-string (RFC 5321 section 4.1.2). Quoted ones are allowed by the standard, but nobody uses them for good reasons. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const HOST = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/
/** What a URL parser would remove or misread instead of refusing it. */
const NO_HOST = /[^\p{L}\p{M}\p{N}.\-\u00b7\u30fb]/u

/** The address with its host in punycode and lower case; undefined for anything that is not exactly one address. */
export function asciiAddress(address: string): string | undefined {
  if (address.length > MAX_ADDRESS) return undefined
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const host = asciiHost(address.slice(at + 1))
  if (at < 1 || !host || local.length > MAX_LOCAL || !LOCAL.test(local)) return undefined
  const whole = `${local}@${host}`
  return whole.length <= MAX_ADDRESS ? whole : undefined
}

function asciiHost(host: string): string | undefined {
  if (NO_HOST.test(host) || !URL.canParse(`http://${host}`)) return undefined
  const { hostname } = new URL(`http://${host}`)
  return HOST.test(hostname) ? hostname : undefined
}

/** The host of an address that was checked. */
export const hostOf = (address: string) => asciiAddress(address)?.split('@').at(-1) ?? 'localhost'

/** For providers that take UTF-8 in JSON: `"Name" <address>` (RFC 5322 section 3.4). */
export function writtenMailbox({ name, address }: Mailbox): string {
  const ascii = asciiAddress(address) ?? ''
  return name ? `"${name.replace(/["\\]/g, '\\$&')}" <${ascii}>` : ascii
}
