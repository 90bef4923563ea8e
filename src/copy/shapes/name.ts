/** Names of people and subjects. */

/** What two spellings of one name have in common: case and accents make no other name, other letters and marks do. */
export const foldName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** Japanese names are told by their Han characters, as Chinese ones are. Pure: what doesn’t ask for it is bundled without. */
const SCRIPTS = /* @__PURE__ */ ['Latin', 'Arabic', 'Cyrillic', 'Han', 'Hangul', 'Devanagari', 'Greek', 'Hebrew', 'Bengali', 'Tamil', 'Thai'].map(
  (name) => new RegExp(`\\p{Script=${name}}`, 'u'),
)

/** Whether one could stand for the other in the same sentence, by its letters alone. */
export const isInOneScript = (one: string, other: string) => one === other || scriptOf(one) === scriptOf(other)

const scriptOf = (name: string) => SCRIPTS.findIndex((script) => script.test(name))
