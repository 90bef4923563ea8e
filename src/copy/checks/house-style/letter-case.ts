/** How a rule's letters may stand in copy, and how what is right is written there. */

export const hasCapitals = (text: string) => /\p{Lu}/u.test(text)
const hasSmallLetters = (text: string) => /\p{Ll}/u.test(text)

/** A text without small letters, as a kicker or a headline may be set. */
export const isInCapitals = (text: string) => !hasSmallLetters(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) > 1

/** A name of fewer letters may be another word's abbreviation: IT, US, WHO. */
const MIN_NAME_LETTERS = 4

/** Both in the same notation of marks. `found` has the letters of `wrong` in any case. */
export type Place = { found: string; startsSentence: boolean; inCapitals: boolean }

/** What to write in place of `found`; `undefined` where the rule doesn't mean it. */
export function replacementFor({ wrong, right }: { wrong: string; right: string }, { found, startsSentence, inCapitals }: Place): string | undefined {
  if (found === wrong) return startsSentence && beginsWithCapital(found) ? capitalise(right) : right
  if (startsSentence && found === capitalise(wrong)) return capitalise(right)
  const isShouted = !hasSmallLetters(found) && hasCapitals(found)
  const isName = hasCapitals(wrong) && hasSmallLetters(wrong) && wrong.length >= MIN_NAME_LETTERS
  return isShouted && (inCapitals || isName) ? right.toUpperCase() : undefined
}

const beginsWithCapital = (text: string) => /^\P{L}*\p{Lu}/u.test(text)

/** A word with capitals of its own, as iPhone, keeps them. */
function capitalise(text: string) {
  const first = /^\P{L}*(\p{Ll})(\S*)/u.exec(text)
  return !first || hasCapitals(first[2] ?? '') ? text : text.replace(/\p{Ll}/u, (letter) => letter.toUpperCase())
}
