/** The XMP and IPTC of a JPEG, found by exifr. What it makes of them we don't take: XMP's entities and IPTC's letters would be wrong. */
import { parse } from 'exifr/src/core.mjs'
import 'exifr/src/file-parsers/jpeg.mjs'
import 'exifr/src/segment-parsers/iptc.mjs'
import 'exifr/src/segment-parsers/xmp.mjs'
import { joinMoreXmp, splitOffMoreXmp } from './more-xmp.ts'

/** `xmp` as XML; `iptc` by data set of record 2 (IIM 4.2). */
export type FileTexts = { xmp?: string; iptc?: ReadonlyMap<number, readonly string[]> }

const OPTIONS = {
  tiff: false,
  jfif: false,
  icc: false,
  iptc: true,
  xmp: { parse: false },
  mergeOutput: false,
  translateKeys: false,
  sanitize: false,
}

export async function textsOfJpeg(bytes: Uint8Array): Promise<FileTexts> {
  // exifr joins the parts of a long document in any order, and those of another document, too.
  const { parts, rest } = splitOffMoreXmp(bytes)
  const { xmp, iptc } = (await parse(rest, OPTIONS)) ?? {}
  return {
    ...(typeof xmp === 'string' && { xmp: xmp + joinMoreXmp(xmp, parts) }),
    ...(typeof iptc === 'object' && iptc !== null && { iptc: iptcIn(iptc) }),
  }
}

/** By the number of the data set; one that is repeated has several. */
const iptcIn = (found: object) =>
  new Map(Object.entries(found).map(([number, value]) => [Number(number), [value].flat().map((text) => lettersIn(String(text)))]))

/**
 * exifr reads each byte as a letter. Which letters they are, a file says in a data set of its envelope (IIM 1:90) or not at all, and some say it wrongly: what is
 * UTF-8 is taken as that, which text in another encoding hardly ever is by chance; all else as Windows-1252, which has Latin-1 in it.
 */
function lettersIn(text: string): string {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
