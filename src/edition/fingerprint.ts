/** FNV-1a over UTF-16 units, 2 × 32 bits: tells texts apart, protects nothing. */
export function fingerprint(text: string) {
  let low = 0x811c9dc5
  let high = 0x1000193
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193)
    high = Math.imul(high ^ low, 0x85ebca6b)
  }
  return `h${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`
}

/** Of a value without revisions: changes when it does. */
export const tagOf = (value: unknown) => fingerprint(JSON.stringify(value))
