/** A PNG of 8-bit palette colours (W3C PNG, third edition). `palette` is three bytes a colour. */
import type { Canvas } from './canvas.ts'
import { chunk } from './files/png-chunk.ts'

export async function encodePng({ width, height, rows }: Canvas, palette: Uint8Array): Promise<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(13))
  head.setUint32(0, width)
  head.setUint32(4, height)
  head.setUint16(8, 0x0803)
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Blob([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(head.buffer)),
    chunk('PLTE', palette),
    chunk('IDAT', new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk('IEND', new Uint8Array()),
  ]).arrayBuffer()
}
