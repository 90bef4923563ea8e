/** The parts of exifr that find texts in a JPEG, without those that read places and cameras. The package has no types for its parts. */
declare module 'exifr/src/core.mjs' {
  export function parse(bytes: Uint8Array, options: object): Promise<Record<string, unknown> | undefined>
}
declare module 'exifr/src/file-parsers/jpeg.mjs'
declare module 'exifr/src/segment-parsers/iptc.mjs'
declare module 'exifr/src/segment-parsers/xmp.mjs'
