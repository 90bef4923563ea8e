/** Files with words in all the places that cameras, telephones and programs write them to, and where they might still be found. */
import { deflateSync, inflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { concatBytes } from '../../src/pictures/files/bytes.ts'
import { chunk } from '../../src/pictures/files/png-chunk.ts'

export const SECRET = 'Edith Coyle, 12 Mill Lane, SN 4711'

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const insert = (bytes: Uint8Array, at: number, ...parts: Uint8Array[]) => concatBytes([bytes.subarray(0, at), ...parts, bytes.subarray(at)])
const u32 = (value: number) => Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)
const segment = (marker: number, data: Uint8Array) => concatBytes([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data])
export const box = (type: string, ...inside: Uint8Array[]) =>
  concatBytes([u32(8 + inside.reduce((sum, { length }) => sum + length, 0)), latin(type), ...inside])
const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'))

/** In UTF-8 or 16, plain or deflated wherever something deflated begins. */
export function foundIn(bytes: Uint8Array): boolean {
  if (says(bytes)) return true
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    // A header of zlib, by its check bits.
    if (((0x78 << 8) | (bytes[at + 1] ?? 0)) % 31) continue
    try {
      if (says(inflateSync(bytes.subarray(at), { finishFlush: 2 }))) return true
    } catch {
      // Nothing deflated begins there.
    }
  }
  return false
}

const PIECES = ['Edith', '12 Mill', 'SN 4711']
const says = (bytes: Uint8Array) => {
  const buffer = Buffer.from(bytes)
  return PIECES.some(
    (piece) => buffer.includes(piece) || buffer.includes(Buffer.from(piece, 'utf16le')) || buffer.includes(Buffer.from(piece, 'utf16le').swap16()),
  )
}

const WORDS = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="${SECRET}" aux:OwnerName="${SECRET}"/></rdf:RDF></x:xmpmeta>`
const EXIF = {
  IFD0: { Artist: SECRET, Copyright: SECRET, ImageDescription: SECRET },
  IFD2: { UserComment: SECRET, BodySerialNumber: SECRET, CameraOwnerName: SECRET },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSProcessingMethod: SECRET },
}

const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  let seed = 11
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return (seed >> 16) & 255
  }
  return Buffer.from(Array.from({ length: width * height * channels }, random))
}
const still = (channels: 3 | 4 = 3) =>
  sharp(noise(400, 260, channels), { raw: { width: 400, height: 260, channels } })
    .withExif(EXIF)
    .withXmp(WORDS)
    .withIccProfile('p3')
const moving = () =>
  sharp(noise(330, 660), { raw: { width: 330, height: 660, channels: 3, pageHeight: 330 } })
    .withExif(EXIF)
    .withXmp(WORDS)
const bytesOf = async (image: Sharp) => new Uint8Array(await image.toBuffer())

/** As telephones and Photoshop write them: Exif and XMP, more XMP in parts, IPTC, pictures in a picture, a comment, a second picture, a film. */
async function jpeg() {
  const file = await bytesOf(still().jpeg())
  const extended = (part: string) =>
    segment(0xe1, concatBytes([latin('http://ns.adobe.com/xmp/extension/\0'), latin('0'.repeat(32)), u32(2000), u32(0), latin(part)]))
  const iim = concatBytes([Uint8Array.of(0x1c, 2, 80, 0, SECRET.length), latin(SECRET)])
  const photoshop = concatBytes([latin('Photoshop 3.0\x008BIM\x04\x04\0\0'), u32(iim.length), iim])
  const second = await bytesOf(still().jpeg())
  return concatBytes([
    insert(
      file,
      2,
      extended(WORDS.slice(0, 200)),
      extended(WORDS.slice(200)),
      segment(0xed, photoshop),
      segment(0xe2, latin(`MPF\0MM\0*${SECRET}`)),
      segment(0xe2, latin(`FPXR\0${SECRET}`)),
      segment(0xeb, latin(`JP\0\x01\0\0\0\x01jumb${SECRET}`)),
      segment(0xe4, utf16(SECRET)),
      segment(0xfe, latin(SECRET)),
    ),
    second,
    box('ftyp', latin('mp42')),
    box('moov', box('udta', box('©xyz', latin(SECRET)))),
    box('mdat', latin(SECRET)),
    latin(`SEFH${SECRET}SEFT`),
  ])
}

const PNG_TEXTS = () => [
  chunk('tEXt', latin(`Author\0${SECRET}`)),
  chunk('zTXt', concatBytes([latin('Comment\0\0'), deflateSync(SECRET)])),
  chunk('iTXt', concatBytes([latin('XML:com.adobe.xmp\0\0\0\0\0'), latin(WORDS)])),
  chunk('iTXt', concatBytes([latin('Title\0\x01\0en\0Title\0'), deflateSync(SECRET)])),
  chunk('tIME', Uint8Array.of(7, 234, 11, 27, 0, 0, 0)),
  chunk('caBX', latin(SECRET)),
]

/** Its two frames are the same. */
async function apng() {
  const file = await bytesOf(
    sharp(noise(340, 340, 4), { raw: { width: 340, height: 340, channels: 4 } })
      .withExif(EXIF)
      .png(),
  )
  const at = (name: string) => Buffer.from(file).indexOf(name) - 4
  const data = file.subarray(at('IDAT') + 8, at('IDAT') + 8 + new DataView(file.buffer).getUint32(at('IDAT')))
  const frame = (number: number) => chunk('fcTL', concatBytes([u32(number), u32(340), u32(340), u32(0), u32(0), Uint8Array.of(0, 1, 0, 10, 0, 0)]))
  return concatBytes([
    file.subarray(0, 33),
    ...PNG_TEXTS(),
    chunk('acTL', concatBytes([u32(2), u32(0)])),
    frame(0),
    file.subarray(at('IDAT'), at('IEND')),
    frame(1),
    chunk('fdAT', concatBytes([u32(2), data])),
    ...PNG_TEXTS(),
    chunk('IEND', new Uint8Array()),
    latin(SECRET),
  ])
}

async function gif() {
  const file = await bytesOf(moving().gif())
  const block = (text: string) => concatBytes([Uint8Array.of(text.length), latin(text)])
  const colours = (file[10] as number) & 0x80 ? 3 << (((file[10] as number) & 7) + 1) : 0
  return concatBytes([
    insert(
      file,
      13 + colours,
      concatBytes([Uint8Array.of(0x21, 0xfe), block(SECRET), new Uint8Array(1)]),
      concatBytes([
        Uint8Array.of(0x21, 0xff),
        block('XMP DataXMP'),
        latin(WORDS),
        Uint8Array.of(1),
        Uint8Array.from({ length: 257 }, (_, n) => Math.max(0, 255 - n)),
      ]),
    ),
    latin(SECRET),
  ])
}

const u16 = (value: number) => Uint8Array.of(value >> 8, value & 255)
const full = (type: string, ...inside: Uint8Array[]) => box(type, new Uint8Array(4), ...inside)
const PIXELS = Uint8Array.from({ length: 200 }, (_, at) => 1 + (at % 250))

/**
 * An AVIF that moves: a still, Exif, and what no reader of ours knows as items; a track of pictures, one of the places where a camera was, and in
 * its data something that nothing leads to. `pixels` are four samples, of which the last two are in a chunk of their own.
 */
export function film({ placeOf = 'stco', sized = true } = {}) {
  const told = [PIXELS, latin(SECRET), latin(SECRET), PIXELS.subarray(0, 100), latin(SECRET), PIXELS.subarray(100), latin(SECRET)]
  const build = (dataAt: number) => {
    const at = told.map((_, n) => dataAt + told.slice(0, n).reduce((sum, { length }) => sum + length, 0))
    const place = (n: number, length = (told[n] as Uint8Array).length) => concatBytes([u32(at[n] as number), u32(length)])
    const item = (id: number, n: number) => concatBytes([u16(id), u16(0), u16(1), place(n)])
    const entry = (id: number, type: string, name: string) => box('infe', Uint8Array.of(2, 0, 0, 0), u16(id), u16(0), latin(`${type}${name}\0`))
    const chunks = (...from: number[]) =>
      placeOf === 'stco' ? full('stco', u32(from.length), ...from.map(u32)) : full('co64', u32(from.length), ...from.flatMap((it) => [u32(0), u32(it)]))
    const sizes = (...each: number[]) =>
      sized ? full('stsz', u32(each[0] as number), u32(each.length)) : full('stsz', u32(0), u32(each.length), ...each.map(u32))
    const track = (handler: string, ...table: Uint8Array[]) =>
      box(
        'trak',
        full('tkhd', new Uint8Array(80)),
        box('mdia', full('hdlr', u32(0), latin(handler), new Uint8Array(12), latin(`${SECRET}\0`)), box('minf', box('stbl', ...table))),
      )
    return concatBytes([
      box('ftyp', latin('avis'), u32(0), latin('avifavis')),
      full(
        'meta',
        full('hdlr', u32(0), latin('pict'), new Uint8Array(13)),
        full('pitm', u16(1)),
        full('iloc', Uint8Array.of(0x44, 0), u16(3), item(1, 0), item(2, 1), item(3, 2)),
        full('iinf', u16(3), entry(1, 'av01', SECRET), entry(2, 'Exif', ''), entry(3, 'c2pa', '')),
        box('iprp', box('ipco', full('ispe', u32(64), u32(48)))),
      ),
      box(
        'moov',
        full('mvhd', new Uint8Array(96)),
        track('pict', full('stsc', u32(1), u32(1), u32(2), u32(1)), sizes(50, 50, 50, 50), chunks(at[3] as number, at[5] as number)),
        track('meta', full('stsc', u32(1), u32(1), u32(1), u32(1)), sizes(SECRET.length), chunks(at[4] as number)),
        box('udta', latin(SECRET)),
      ),
      box('mdat', ...told),
    ])
  }
  const length = told.reduce((sum, part) => sum + part.length, 0)
  const bytes = build(build(0).length - length)
  return { bytes, pixels: PIXELS }
}

/** By their names, with the type that they are sent as. */
export const PLANTED: Record<string, { type: string; make: () => Promise<Uint8Array<ArrayBuffer>> }> = {
  'a telephone’s JPEG': { type: 'image/jpeg', make: jpeg },
  'a PNG': { type: 'image/png', make: async () => insert(await bytesOf(still(4).png()), 33, ...PNG_TEXTS()) as Uint8Array<ArrayBuffer> },
  'a moving PNG': { type: 'image/png', make: apng },
  'a WebP': { type: 'image/webp', make: () => bytesOf(still(4).webp()) },
  'a moving WebP': { type: 'image/webp', make: () => bytesOf(moving().webp()) },
  'a moving GIF': { type: 'image/gif', make: gif },
  'an AVIF': { type: 'image/avif', make: () => bytesOf(still().avif()) },
}
