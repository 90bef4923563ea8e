/** Letters of these scripts look like one another's: “раypal” begins in Cyrillic. */
const LOOK_ALIKE = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee'] as const
const PATTERNS = LOOK_ALIKE.map((name) => ({ name, letters: new RegExp(`\\p{Script=${name}}`, 'u') }))

/** The first word with letters of two of them, and which these are. Words of one script each may stand beside one another. */
export function mixedWordIn(slug: string): { word: string; scripts: string[] } | undefined {
  for (const word of slug.split('-')) {
    const scripts = PATTERNS.flatMap(({ name, letters }) => (letters.test(word) ? [name] : []))
    if (scripts.length > 1) return { word, scripts }
  }
  return undefined
}
