/** A letter's subject: always valid as a header, whatever is in the headline. */
import { cutAtWord } from '../../copy/summary.ts'

/** Encoded, this is less than the 998 octets of a line (RFC 5322 section 2.1.1); mail programs show some 70. */
const MAX_CHARACTERS = 200

/** Without line breaks, control characters, lone surrogates, invisible characters and direction overrides, and without anything that mail programs would decode. */
export const subjectOf = (text: string) =>
  cutAtWord(
    text
      .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
      .replace(/[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\u206a-\u206f\ufeff\u00ad\u180e\u{e0000}-\u{e007f}]/gu, '')
      .replaceAll('=?', '= ?')
      .replace(/\s+/g, ' ')
      .trim(),
    MAX_CHARACTERS,
  )
