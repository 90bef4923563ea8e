/** Names of people and subjects. */

/** What two spellings of one name have in common: case and accents make no other name, other letters and marks do. */
export const foldName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
