/** A PNG on a white background, before a format or a page puts another behind it. */

import { concatBytes, textAt, viewOf } from './files/bytes.ts'
import { chunk } from './files/png-chunk.ts'

const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const [PALETTE, GREY_ALPHA, COLOUR_ALPHA] = [3, 4, 6]
const WHITE = 255

type Head = { width: number; height: number; depth: number; colour: number }

/** The file itself where nothing of it is clear. Samples of 16 bits become 8. Row by row, so that no picture is in memory whole. */
export async function flattenOnWhite(png: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = [...chunksOf(png)]
  const the = (name: string) => chunks.find((it) => it.name === name)?.data ?? new Uint8Array()
  const view = viewOf(the('IHDR'))
  const head: Head = { width: view.getUint32(0), height: view.getUint32(4), depth: view.getUint8(8), colour: view.getUint8(9) }
  const isClear = head.colour === GREY_ALPHA || head.colour === COLOUR_ALPHA || (head.colour === PALETTE && the('tRNS').length > 0)
  if (!isClear) return png
  if (view.getUint8(12) === 1) throw new Error('An interlaced PNG is not flattened.')
  const packed = chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data)
  const rows = new Blob([concatBytes(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .pipeThrough(rowsOnWhite(head, paletteOnWhite(the('PLTE'), the('tRNS'))))
    .pipeThrough(new CompressionStream('deflate'))
  const data = new Uint8Array(await new Response(rows).arrayBuffer())
  const ihdr = the('IHDR').slice()
  ihdr.set([8, 2], 8)
  const colours = chunks.filter(({ name }) => /^(?:cHRM|gAMA|sRGB|iCCP|cICP)$/.test(name) && head.colour !== GREY_ALPHA)
  return concatBytes([
    png.subarray(0, 8),
    chunk('IHDR', ihdr),
    ...colours.map((it) => chunk(it.name, it.data)),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

function* chunksOf(png: Uint8Array) {
  const view = viewOf(png)
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at)
    yield { name: textAt(view, at + 4), data: png.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

function rowsOnWhite(head: Head, palette: Uint8Array): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  const samples = SAMPLES[head.colour] ?? 1
  const size = 1 + Math.ceil((head.width * samples * head.depth) / 8)
  const reach = Math.max(1, (samples * head.depth) >> 3)
  let before = new Uint8Array(size)
  let row = new Uint8Array(size)
  let filled = 0
  return new TransformStream({
    transform(bytes, controller) {
      for (let at = 0; at < bytes.length; ) {
        const taken = bytes.subarray(at, at + size - filled)
        row.set(taken, filled)
        at += taken.length
        filled += taken.length
        if (filled < size) return
        unfilter(row, before, reach)
        controller.enqueue(head.colour === PALETTE ? fromPalette(row, head, palette) : onWhite(row, head))
        ;[before, row, filled] = [row, before, 0]
      }
    },
  })
}

/** Filters of PNG, section 9.2. */
function unfilter(row: Uint8Array, above: Uint8Array, reach: number) {
  const filter = row[0] ?? 0
  for (let at = 1; at < row.length; at++) {
    const left = at > reach ? (row[at - reach] as number) : 0
    const up = above[at] as number
    const corner = at > reach ? (above[at - reach] as number) : 0
    row[at] = (row[at] as number) + (filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? nearest(left, up, corner) : 0)
  }
}

function nearest(left: number, up: number, corner: number) {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

const blend = (value: number, alpha: number) => Math.round((value * alpha + WHITE * (WHITE - alpha)) / WHITE)

const paletteOnWhite = (palette: Uint8Array, clear: Uint8Array) => palette.map((value, at) => blend(value, clear[Math.floor(at / 3)] ?? WHITE))

function fromPalette(row: Uint8Array, { width, depth }: Head, palette: Uint8Array) {
  const flat = new Uint8Array(1 + width * 3)
  for (let x = 0; x < width; x++) {
    const bit = x * depth
    const colour = ((row[1 + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
    for (let sample = 0; sample < 3; sample++) flat[1 + x * 3 + sample] = palette[colour * 3 + sample] as number
  }
  return flat
}

function onWhite(row: Uint8Array, { width, depth, colour }: Head) {
  const flat = new Uint8Array(1 + width * 3)
  const step = depth === 16 ? 2 : 1
  const [pixel, next] = colour === GREY_ALPHA ? [2 * step, 0] : [4 * step, step]
  for (let x = 0; x < width; x++) {
    const from = 1 + x * pixel
    const alpha = row[from + pixel - step] as number
    for (let sample = 0; sample < 3; sample++) flat[1 + x * 3 + sample] = blend(row[from + sample * next] as number, alpha)
  }
  return flat
}
