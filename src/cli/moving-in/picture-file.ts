/** What a file is, by its first bytes: an old site's names and headers may say anything. */

export type PictureKind = { type: string } | { why: string }

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)
const textAt = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

export function pictureKindOf(bytes: Uint8Array): PictureKind {
  if (bytes.length < 32) return { why: bytes.length === 0 ? 'The file is empty.' : 'The file is too short to be a picture.' }
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return { type: 'image/jpeg' }
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return { type: 'image/png' }
  if (/^GIF8[79]a/.test(textAt(bytes, 0, 6))) return { type: 'image/gif' }
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 12) === 'WEBP') return { type: 'image/webp' }
  const brand = textAt(bytes, 4, 8) === 'ftyp' ? textAt(bytes, 8, 12) : ''
  if (/^avi[fs]/.test(brand)) return { type: 'image/avif' }
  if (/^(?:hei|hev|mif|msf)/.test(brand)) return { type: 'image/heic' }
  const beginning = textAt(bytes, 0, 512).replace(/^\s*(?:ï»¿)?\s*/, '')
  if (/^<svg\b|^<\?xml[\s\S]*<svg\b/i.test(beginning)) return { why: 'It’s an SVG drawing, which this site doesn’t take. Save it as PNG.' }
  if (/^<(?:!doctype\s+html|html|head|body)/i.test(beginning)) return { why: 'The old site answered with a page, not a picture.' }
  return { why: 'It’s no JPEG, PNG, WebP, AVIF or GIF.' }
}
