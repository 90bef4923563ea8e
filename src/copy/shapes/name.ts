/** Names of people and subjects. */

/** What two spellings of one name have in common: case and accents make no other name, other letters and marks do. */
export const foldName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** The first of these that has a letter of a name is what the name is written in. Chinese and Japanese count as one, since names share characters. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Cyrillic}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Bengali}/u,
  /\p{Script=Tamil}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Ethiopic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
]

/** Whether one could stand for the other in the same sentence, by its letters alone. */
export const isInOneScript = (one: string, other: string) => one === other || scriptOf(one) === scriptOf(other)

const scriptOf = (name: string) => SCRIPTS.findIndex((script) => script.test(name))
