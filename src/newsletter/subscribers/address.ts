/**
 * Email addresses as the standards define them: a dot-atom before the @ (RFC 5321 section 4.1.2), a host name after it, which
 * may be international (RFC 5890). The form refuses quoted local parts, address literals, and local parts beyond ASCII,
 * which most ways of delivery cannot carry (RFC 6531).
 */

/**
 * `typed` is how its owner wrote it, for them to read. `wire` is what we send to: ASCII only. `key` is the same for every way of
 * writing one mailbox, and is what we compare and store by.
 */
export type Address = { typed: string; wire: string; key: string }

/** RFC 5321 section 4.5.3.1: a path has at most 256 octets with its brackets, a local part 64. */
export const MAX_ADDRESS = 254
const MAX_LOCAL = 64

const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
/** A name of at least two labels; the last is no number, or the whole would be an IPv4 address. */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,58}[a-z0-9]|[a-z]{2,63})$/
/**
 * Characters at which `new URL` ends a host, or which it drops or replaces: no real host has them. \p{Cf} are zero-width characters
 * and changes of direction.
 */
const NO_HOST = /[\s\p{Cc}\p{Cf}\p{Cs}\u3002\uff0e\uff61/\\?#@:%[\]<>^|"`{}]/u

/** Undefined if it isn't an address. Linear in the text's length, however long. */
export function parseAddress(text: string): Address | undefined {
  const typed = text.trim()
  if (typed.length > MAX_ADDRESS) return undefined
  const at = typed.lastIndexOf('@')
  const local = typed.slice(0, Math.max(at, 0))
  const host = hostOf(typed.slice(at + 1))
  if (at < 1 || local.length > MAX_LOCAL || !DOT_ATOM.test(local) || !host) return undefined
  const wire = `${local}@${host}`
  if (wire.length > MAX_ADDRESS) return undefined
  // By RFC 5321 section 2.4 only the host ignores case, but in practice every provider ignores it in the whole address.
  return { typed, wire, key: wire.toLowerCase() }
}

/** As DNS has it: lower case, international names as punycode (UTS 46). */
function hostOf(domain: string) {
  if (domain === '' || NO_HOST.test(domain)) return undefined
  const host = URL.parse(`http://${domain}`)?.hostname
  return host !== undefined && HOST.test(host) ? host : undefined
}
