/**
 * Characters that copy may not hold, removed or replaced where it comes in: what no reader sees and no page, feed or terminal should be
 * sent. Marks that Arabic, Persian, Indic scripts and emoji are written with (ZWJ, ZWNJ, LRM, RLM, variation selectors) stay.
 */

/** Halves of surrogate pairs, controls but for tabs and line ends, byte order marks, and what is no character at all. */
const HAS_STRAY = /[\p{Cs}\ufeff\ufffe\uffff]|[^\P{Cc}\t\n\r]/u
const STRAY_CHARACTERS = new RegExp(HAS_STRAY, 'gu')
const HAS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/

/** Text of several lines, before it is read as HTML or Markdown. */
export function cleanSource(text: string): string {
  if (!HAS_STRAY.test(text)) return text
  return text.replace(STRAY_CHARACTERS, (character) => (/[\v\f\u0085]/.test(character) ? ' ' : /\p{Cs}/u.test(character) ? '\ufffd' : ''))
}

/** Text for people to read, code among it, whose order on the page nobody may turn around unseen. */
export const cleanText = (text: string) => removeStrayDirections(cleanSource(text))

export const cleanProse = (text: string) => trimBlanks(cleanText(text).replace(/[\u2028\u2029]/g, '\n'))

export const cleanLine = (text: string) => trimBlanks(cleanText(text).replace(/[\t\n\r\u2028\u2029]+/g, ' '))

/** Whether a reader would see anything at all. */
export const isVisible = (text: string) => /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u.test(text)

/** Spaces, and what takes room or none and shows nothing: zero-width spaces, joiners of words, fillers, the empty Braille cell. */
const BLANK = /[\s\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u2800\u3164\uffa0]/

function trimBlanks(text: string) {
  let start = 0
  let end = text.length
  while (start < end && BLANK.test(text.charAt(start))) start++
  while (end > start && BLANK.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

const PDF = '\u202c'
const PDI = '\u2069'
/** What ends each opening of a direction. Overrides turn letters around, and go. */
const CLOSING: Record<string, string> = { '\u202a': PDF, '\u202b': PDF, '\u202d': PDF, '\u202e': PDF, '\u2066': PDI, '\u2067': PDI, '\u2068': PDI }
const OVERRIDES = '\u202d\u202e'

/** Without overrides, openings that nothing closes and closings that opened nothing (UAX #9). */
function removeStrayDirections(text: string) {
  if (!HAS_DIRECTION.test(text)) return text
  const characters = [...text]
  const open: number[] = []
  let isolates = 0
  const closingOf = (at: number | undefined) => (at === undefined ? undefined : CLOSING[characters[at] ?? ''])
  for (const [at, character] of characters.entries()) {
    if (character in CLOSING) {
      open.push(at)
      if (CLOSING[character] === PDI) isolates++
    } else if (character === PDF || character === PDI) {
      // A PDI ends all that was opened within its isolate; a PDF ends only the last embedding.
      while (character === PDI && isolates > 0 && closingOf(open.at(-1)) === PDF) characters[open.pop() as number] = ''
      const from = closingOf(open.at(-1)) === character ? open.pop() : undefined
      if (character === PDI && from !== undefined) isolates--
      if (from === undefined) characters[at] = ''
      else if (OVERRIDES.includes(characters[from] ?? '')) characters[from] = characters[at] = ''
    }
  }
  for (const from of open) characters[from] = ''
  return characters.join('')
}
