/**
 * Words of others as a terminal may show them. A headline can hold what moves the cursor, sets the window's title, clears the
 * screen, turns the line around or stands between two letters unseen: all of it is shown as the escape that JSON has for it, so
 * that JSON text stays JSON. Line ends are shown too: what is printed as one line is one line.
 */
export const printable = (text: string): string => text.replace(UNSEEN, escapeOf)

/**
 * Controls, line and paragraph separators, halves of characters, and what Unicode calls ignorable by default: bidi marks,
 * overrides and isolates, zero-width characters, fillers, tags. Left alone are the selectors that choose how an emoji or an
 * ideograph looks, and joiners where a script or an emoji is written with them.
 */
const UNSEEN =
  /(?!(?<=[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}\uFE0F])[\u200C\u200D](?=[\p{L}\p{M}\p{Extended_Pictographic}]))[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\uFFF9-\uFFFB]--[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]]/gv

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A character beyond the first plane is two escapes, as in JSON. */
const escapeOf = (character: string) =>
  SHORT[character] ?? Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
