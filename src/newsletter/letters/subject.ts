/** A letter's subject: one line of a header, whatever stood in a headline. */
import { cutAtWord } from '../../copy/summary.ts'

/** In UTF-8 and in a header this stays below a line's 998 octets (RFC 5322 section 2.1.1); mail programs show some 70. */
const MAX_CHARACTERS = 200

/** Without line ends, other controls, halves of characters, marks that hide or turn around what is written, and what mail programs would decode. */
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
