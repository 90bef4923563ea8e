/**
 * The network a reader comes from: an IPv4 address, or the 64 bits of an IPv6 address that a household or a server has for
 * itself (RFC 6177), so that nobody has billions of addresses to come from.
 */
export function networkOf(address: string | undefined) {
  if (!address) return 'unknown'
  if (!address.includes(':')) return address
  // As the URL standard writes an IPv6 host: lower case, without leading zeros, IPv4 in its tail as hexadecimal.
  const host = URL.parse(`http://[${address.split('%')[0]}]`)?.hostname.slice(1, -1)
  if (host === undefined) return 'unknown'
  if (host.startsWith('::ffff:')) return host
  const [head = '', tail] = host.split('::')
  const groups = head === '' ? [] : head.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...(tail ? tail.split(':') : [])].slice(0, 4).join(':')
}
