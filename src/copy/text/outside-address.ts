/**
 * Which addresses the newsroom's own programs may be told to call. Workers can't look a name up in the DNS: names of private networks are
 * known by their spelling, and a public name that leads to a private address is not found out here. Cloudflare's network routes nothing to
 * private addresses.
 */

/** Names that are never of the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`), and those that networks give themselves. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa|test|invalid|onion)$/
const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/
const MAX_LETTERS = 2000

/** In words what is wrong with it; undefined where it may be called. `mayBeLocal`: on a site that runs on this machine. */
export function outsideAddressFlaw(text: string, { mayBeLocal = false } = {}): string | undefined {
  if (text.length > MAX_LETTERS) return `An address can have up to ${MAX_LETTERS} characters.`
  const url = URL.parse(text)
  if (!url) return 'Enter a whole address, such as https://example.org/hook.'
  if (url.username || url.password) return 'An address can’t have a name or password in it. The signature says who sends.'
  if (url.hash) return 'An address can’t have a fragment (#).'
  // Whatever spelling was used (0x7f.1, 2130706433, 127.1), `URL` makes four numbers of it.
  const host = url.hostname.replace(/\.$/, '')
  if (mayBeLocal && LOOPBACK.test(host) && (url.protocol === 'http:' || url.protocol === 'https:')) return undefined
  if (url.protocol !== 'https:') return 'The address must begin with https://.'
  return isPrivateHost(host) ? 'This address is on a private network. It must be on the public internet.' : undefined
}

function isPrivateHost(host: string) {
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIpv4(host.split('.').map(Number))
  return !host.includes('.') || PRIVATE_NAME.test(host)
}

/** Special-purpose addresses (iana.org/assignments/iana-ipv4-special-registry), multicast and what is reserved. */
function isPrivateIpv4([a = 0, b = 0, c = 0]: number[]) {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 100) return b >= 64 && b < 128
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b < 32
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99)
  if (a === 198) return b === 18 || b === 19 || (b === 51 && c === 100)
  return a === 203 && b === 0 && c === 113
}

/** Only global unicast is public, without tunnels to IPv4 (6to4, Teredo), documentation and benchmarks. */
function isPrivateIpv6(address: string) {
  const [first = 0, second = 0] = groupsOf(address)
  if (first < 0x2000 || first > 0x3fff) return true
  if (first === 0x2002 || first === 0x3ffe || (first === 0x3fff && second < 0x1000)) return true
  return first === 0x2001 && (second < 0x200 || second === 0xdb8)
}

/** `URL` writes them lower-case, shortened, and never with an IPv4 part. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const numbers = (part: string | undefined) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : [])
  const [before, after] = [numbers(head), numbers(tail)]
  return tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
