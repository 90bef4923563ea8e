/** Twice the file is twice the work, whatever its parts say of each other. Measured in processor time, by doubling. */
import { describe, expect, test } from 'vitest'
import { ascii, concatBytes } from '../../src/pictures/files/bytes.ts'
import { readPicture } from '../../src/pictures/files/picture-file.ts'

const bytes = (...of: number[]) => Uint8Array.from(of)
const u16 = (value: number) => bytes(value >> 8, value & 255)
const u32 = (value: number) => bytes(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)
const box = (type: string, ...inside: Uint8Array[]) => saying(8 + inside.reduce((sum, { length }) => sum + length, 0), type, ...inside)
/** A box that says it has another length than it has. */
const saying = (length: number, type: string, ...inside: Uint8Array[]) => concatBytes([u32(length), ascii(type), ...inside])
const many = (count: number, part: Uint8Array) => {
  const whole = new Uint8Array(count * part.length)
  for (let at = 0; at < whole.length; at += part.length) whole.set(part, at)
  return whole
}

const AVIF = box('ftyp', ascii('avif'))
const full = (type: string, ...inside: Uint8Array[]) => box(type, bytes(0, 0, 0, 0), ...inside)
const avif = (...inside: Uint8Array[]) => concatBytes([AVIF, full('meta', ...inside)])
/** Items of number 1, each with so many extents of which nothing is said. */
const places = (items: number, extents: number) =>
  box('iloc', bytes(1, 0, 0, 0), u16(0), u16(items), many(items, concatBytes([u16(1), u16(0), u16(0), u16(extents)])))
const grid = full('iinf', u16(1), box('infe', bytes(2, 0, 0, 0), u16(1), u16(0), ascii('grid')))

const JPEG = bytes(0xff, 0xd8, 0xff)
const GIF = concatBytes([ascii('GIF89a'), bytes(1, 0, 1, 0, 0, 0, 0)])
const PNG = concatBytes([bytes(0x89), ascii('PNG\r\n\x1a\n')])
const webp = (inside: Uint8Array) => {
  const length = 4 + inside.length
  return concatBytes([ascii('RIFF'), bytes(length & 255, (length >> 8) & 255, (length >> 16) & 255, 0), ascii('WEBP'), inside])
}

const FILES: [what: string, make: (count: number) => Uint8Array][] = [
  [
    'a film whose tracks all say they go to its end',
    (count) => concatBytes([AVIF, full('meta'), box('moov', many(count, box('trak', saying(0xfffffff0, 'udta'))))]),
  ],
  ['a film of tracks in tracks', (count) => concatBytes([AVIF, full('meta'), saying(8 + count * 8, 'moov', many(count, saying(count * 8, 'trak')))])],
  ['items with extents of which nothing is said', (count) => avif(places(Math.min(count, 60_000), 0xffff))],
  ['items that are all the first, and a grid without tiles', (count) => avif(full('pitm', u16(1)), grid, places(Math.min(count, 60_000), 0))],
  ['names of items', (count) => avif(full('iinf', u16(count & 0xffff), many(count, saying(0xfff0, 'infe', bytes(2, 0, 0, 0), u16(1), u16(0), ascii('mime')))))],
  ['properties', (count) => avif(box('iprp', box('ipco', many(count, box('colr', ascii('prof'))))))],
  ['segments of a JPEG', (count) => concatBytes([JPEG, bytes(0xe0, 0, 2), many(count, bytes(0xff, 0xe1, 0, 2))])],
  ['scans of a JPEG', (count) => concatBytes([JPEG, bytes(0xe0, 0, 2), many(count, bytes(0xff, 0xda, 0, 2, 1, 0xff, 0))])],
  [
    'profiles of a JPEG',
    (count) => concatBytes([JPEG, bytes(0xe0, 0, 2), many(count, concatBytes([bytes(0xff, 0xe2, 0, 17), ascii('ICC_PROFILE\0'), bytes(1, 1, 0)]))]),
  ],
  ['fill bytes of a JPEG', (count) => concatBytes([JPEG, many(count * 4, bytes(0xff))])],
  ['frames of a GIF', (count) => concatBytes([GIF, many(count, bytes(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0))])],
  ['extensions of a GIF', (count) => concatBytes([GIF, many(count, bytes(0x21, 0xfe, 1, 0, 0))])],
  ['chunks of a PNG', (count) => concatBytes([PNG, many(count, concatBytes([u32(0), ascii('tEXt'), u32(0)]))])],
  ['chunks of a WebP', (count) => webp(many(count, concatBytes([ascii('ANMF'), bytes(0, 0, 0, 0)])))],
  ['frames in frames of a WebP', (count) => webp(many(count, concatBytes([ascii('ANMF'), bytes(0xff, 0xff, 0xff, 0)])))],
]

const NOISE_MS = 60
const COUNT = 20_000

async function cpuMs(work: () => Promise<unknown>) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function least(work: () => Promise<unknown>) {
  const times: number[] = []
  for (let n = 0; n < 3; n++) times.push(await cpuMs(work))
  return Math.min(...times)
}

describe('a picture file twice as long is not much more than twice the work', () => {
  test.each(FILES)('%s', { timeout: 60_000 }, async (_, make) => {
    const [few, many] = [make(COUNT), make(COUNT * 2)]
    let growth = Infinity
    // A neighbour on the machine can double one measurement, not three.
    for (let tries = 0; tries < 3 && growth > 3.2; tries++) {
      const large = await least(() => readPicture(many))
      growth = large < NOISE_MS ? 1 : large / (await least(() => readPicture(few)))
    }
    expect(growth).toBeLessThan(3.2)
  })
})
