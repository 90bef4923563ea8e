/** How the pieces of our addresses are spelled, in every script. What is stored is the text; on the wire it is percent-encoded UTF-8 (RFC 3987). */

/** In UTF-16 units. */
export const MAX_SLUG = 160
/** Percent-encoded: 80 Chinese characters, 120 Cyrillic. Two of them fit into a path (2,048), one into a tag of the front cache, and into 512 bytes of KV's. */
const MAX_ENCODED = 720

/** Each word begins with a letter or digit, 〇 among them, which Unicode has for neither; marks and joiners follow one. */
export const SLUG_WORDS = /^(?:(?:^|(?!^)-)[\p{L}\p{Nd}〇][\p{L}\p{Nd}〇\p{Mn}\p{Mc}\u200c\u200d]*)+$/u

export const isAsciiSlug = (text: string) => text.length <= MAX_SLUG && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)

/** Whether a piece of a URL could be a slug at all; what is not never reaches a store. */
export const isSlug = (text: string) =>
  isAsciiSlug(text) || (text.length <= MAX_SLUG && SLUG_WORDS.test(text) && spellSlug(text) === text && encodeLetters(text).length <= MAX_ENCODED)

/** Thai and Lao letters that compatibility would take apart, as nobody types them. */
const APART_FROM_THESE = /[^\u0e33\u0eb3\u0edc\u0edd]+/g
const INVISIBLE = /(?![\u200c\u200d])\p{DI}/gu
/** Joiners where no script needs them: they stand in Persian words and behind a virama (RFC 5892, appendix A). */
const STRAY_JOINER = /(?<![\p{Script=Arabic}\p{M}])[\u200c\u200d]|[\u200c\u200d](?!\p{L})/gu

/** Of full width, half width and presentation the usual ones. */
export const usualForms = (text: string) => text.replace(APART_FROM_THESE, (part) => part.normalize('NFKC'))

/**
 * The one spelling of all that read alike: small letters, composed (NFC), of full width and half width the usual one, ligatures
 * and presentation forms as letters, nothing invisible. Never throws, whatever it is given.
 */
export const spellSlug = (text: string) =>
  usualForms(text)
    .toLowerCase()
    .replace(INVISIBLE, '')
    .normalize('NFC')
    // The small letter of a Turkish İ.
    .replace(/i[\u200c\u200d]*\u0307+/g, 'i')
    .replace(STRAY_JOINER, '')
    .normalize('NFC')

/** An address, a key or a tag with ASCII alone, percent-encoded where it has more; what is encoded already stays as it is. */
export const encodeLetters = (text: string) => text.replace(/[^\0-\x7f]+/g, encodeURIComponent)
