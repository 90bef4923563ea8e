/** GIF89a. Of its extensions those stay that draw or move the picture. */
import { textAt, viewOf } from './bytes.ts'
import { type Flaw, isTooLarge, type ParsedPicture } from './parsed-picture.ts'

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b]
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff]
/** How often it plays. */
const LOOPS = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/

/** Of the two extensions that stay, with the empty block at their end. */
const [GRAPHIC_CONTROL_BYTES, LOOPS_BYTES] = [8, 19]

export async function readGif(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const view = viewOf(bytes)
  const { publicParts } = parsed
  let frames = 0
  Object.assign(parsed, { width: view.getUint16(6, true), height: view.getUint16(8, true) })
  let at = 13 + coloursAfter(view.getUint8(10))
  publicParts.push(bytes.subarray(0, at))

  for (;;) {
    const from = at
    switch (at < bytes.length ? view.getUint8(at) : undefined) {
      case undefined:
        publicParts.push(Uint8Array.of(TRAILER))
        return frames > 0 ? 'cut' : 'empty'
      case TRAILER:
        publicParts.push(bytes.subarray(at, at + 1))
        parsed.frames = frames
        return frames > 0 ? undefined : 'empty'
      case EXTENSION: {
        const label = view.getUint8(at + 1)
        at = afterBlocks(view, at + 2)
        if (label === GRAPHIC_CONTROL && view.getUint8(from + 3) & 1) parsed.hasAlpha = true
        if (label === GRAPHIC_CONTROL) publicParts.push(...exactly(bytes.subarray(from, at), GRAPHIC_CONTROL_BYTES))
        else if (label === APPLICATION && LOOPS.test(textAt(view, from + 3, 11))) publicParts.push(...exactly(bytes.subarray(from, at), LOOPS_BYTES))
        break
      }
      case IMAGE: {
        // Some programs make room for a frame that is larger than what the file says of itself.
        if (isTooLarge({ width: view.getUint16(at + 5, true), height: view.getUint16(at + 7, true), frames: 1 })) return 'damaged'
        const data = at + 10 + coloursAfter(view.getUint8(at + 9)) + 1
        at = afterBlocks(view, data)
        if (at === data + 1) return 'damaged'
        publicParts.push(bytes.subarray(from, at))
        frames++
        break
      }
      default:
        return 'damaged'
    }
  }
}

/** Without further blocks, which say nothing of the picture; nothing where it is shorter than it can be. */
const exactly = (extension: Uint8Array, length: number) =>
  extension.length < length ? [] : extension.length === length ? [extension] : [extension.subarray(0, length - 1), new Uint8Array(1)]

/** Bytes of the table of colours that its packed fields announce. */
const coloursAfter = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)

/** Behind the blocks of data that start here: each says its length, an empty one is the last. */
function afterBlocks(view: DataView, at: number) {
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length
  return at + 1
}
