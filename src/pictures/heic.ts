/** HEIC, as telephones save their photographs and hardly a browser shows them: the platform's Images makes a JPEG of it. The binding on one's own machine can't. */
import type { PictureFile } from './files/parsed-picture.ts'
import { MAX_SIDE } from './files/parsed-picture.ts'
import { readPicture } from './files/picture-file.ts'

/** Near enough to the original that everything else can be made of it. */
const QUALITY = 92

/** ISO 14496-12: the brands of a file stand at its beginning. */
export function isHeicFile(bytes: Uint8Array) {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  return ascii(4, 8) === 'ftyp' && /heic|heix|hevc|heim|heis|mif1|msf1/.test(ascii(8, Math.min(bytes.length, 40)))
}

/** The picture as a JPEG; undefined where none can be made, or it isn't whole. */
export async function jpegOfHeic(images: Pick<ImagesBinding, 'input'>, bytes: Uint8Array<ArrayBuffer>): Promise<PictureFile | undefined> {
  try {
    const made = await images
      .input(new Blob([bytes]).stream())
      .transform({ width: MAX_SIDE, fit: 'scale-down' })
      .output({ format: 'image/jpeg', quality: QUALITY, anim: false })
    const file = await readPicture(new Uint8Array(await made.response().arrayBuffer()))
    return file?.type === 'image/jpeg' && !file.flaw ? file : undefined
  } catch {
    // The binding says in many ways that it can't.
    return undefined
  }
}
