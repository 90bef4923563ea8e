/** A PNG of one bit a pixel, all of them the same: of any size it is a small file. */
import { deflateSync } from 'node:zlib'
import { concatBytes } from '../../src/pictures/files/bytes.ts'
import { chunk } from '../../src/pictures/files/png-chunk.ts'

export function vastPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  view.setUint8(8, 1)
  const rows = new Uint8Array(height * (1 + Math.ceil(width / 8)))
  const signature = Uint8Array.from('\x89PNG\r\n\x1a\n', (letter) => letter.charCodeAt(0))
  const parts = [signature, chunk('IHDR', head), chunk('IDAT', new Uint8Array(deflateSync(rows))), chunk('IEND', new Uint8Array(0))]
  return new Uint8Array(concatBytes(parts))
}
