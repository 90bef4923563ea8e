/** A word of a command that an editor is to copy: what a shell would read as more than a word is quoted. */
export const shellWord = (word: string) => (/^(?!-)[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
