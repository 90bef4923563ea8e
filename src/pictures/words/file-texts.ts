/** Where a picture's file has the words that came with it. Whatever is wrong with them, they are no reason to refuse a picture. */
import { boxes } from '../files/boxes.ts'
import { concatBytes, textAt, viewOf } from '../files/bytes.ts'
import { readMeta } from '../files/heif-meta.ts'
import { webpChunks } from '../files/webp.ts'
import type { FileTexts } from './jpeg-texts.ts'

/** More is no description: some programs keep a picture's whole history there. */
const MAX_XMP_BYTES = 1_000_000

export async function textsOf(bytes: Uint8Array, type: string): Promise<FileTexts> {
  const found = await textsOfType(bytes, type)
  return found.xmp !== undefined && found.xmp.length > MAX_XMP_BYTES ? { ...found, xmp: found.xmp.slice(0, MAX_XMP_BYTES) } : found
}

async function textsOfType(bytes: Uint8Array, type: string): Promise<FileTexts> {
  switch (type) {
    case 'image/jpeg':
      return (await import('./jpeg-texts.ts')).textsOfJpeg(bytes)
    case 'image/png':
      return xmpFrom(await xmpOfPng(bytes))
    case 'image/webp':
      return xmpFrom(webpChunks(bytes).find(({ name }) => name === 'XMP ')?.data)
    case 'image/avif':
    case 'image/heic':
      return xmpFrom(xmpOfHeif(bytes))
    default:
      return {}
  }
}

const xmpFrom = (data: Uint8Array | undefined): FileTexts => (data ? { xmp: new TextDecoder().decode(data.subarray(0, MAX_XMP_BYTES)) } : {})

const PNG_XMP = 'XML:com.adobe.xmp\0'

/** In a chunk of text (W3C PNG, third edition, section 11.3.3): international, which is right, or compressed, as some programs have it. */
async function xmpOfPng(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const view = viewOf(bytes)
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const data = bytes.subarray(at + 8, at + 8 + view.getUint32(at))
    const name = textAt(view, at + 4)
    if (!/^[iz]TXt$/.test(name) || data.length < PNG_XMP.length + 4 || textAt(viewOf(data), 0, PNG_XMP.length) !== PNG_XMP) continue
    if (name === 'zTXt') return inflated(data.subarray(PNG_XMP.length + 1))
    // Behind how it is compressed come its language and its keyword in that.
    const language = data.indexOf(0, PNG_XMP.length + 2)
    const translated = data.indexOf(0, language + 1)
    if (language < 0 || translated < 0) return undefined
    const text = data.subarray(translated + 1)
    return data[PNG_XMP.length] === 1 ? inflated(text) : text
  }
  return undefined
}

async function inflated(data: Uint8Array) {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of new Blob([concatBytes([data])]).stream().pipeThrough(new DecompressionStream('deflate'))) {
    parts.push(part)
    size += part.length
    if (size > MAX_XMP_BYTES) break
  }
  return concatBytes(parts)
}

/** An item of media type `application/rdf+xml`. Which of the texts it is, its beginning says. */
function xmpOfHeif(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes)
  const meta = [...boxes(view, 0, bytes.length)].find(({ type }) => type === 'meta')
  // It takes names out of what it is given.
  const { items } = meta ? readMeta(view, bytes.slice(), meta) : { items: [] }
  for (const { type, extents } of items) {
    const data =
      type === 'mime' ? concatBytes(extents.slice(0, 100).map(({ from, to }) => bytes.subarray(from, Math.min(to, from + MAX_XMP_BYTES)))) : undefined
    if (data && /<x:xmpmeta|<rdf:RDF|<\?xpacket/.test(new TextDecoder().decode(data.subarray(0, 1000)))) return data
  }
  return undefined
}
