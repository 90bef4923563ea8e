/** SHA-256 as lower-case hex, and hashes compared without telling where they differ. */
export async function sha256(data: string | Uint8Array<ArrayBuffer>) {
  const digest = await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Takes the same time wherever two hashes differ. */
export function isSameHash(one: string, other: string) {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}
