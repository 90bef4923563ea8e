/** What an editor reads when a colleague's copy stands in the way: whose it is, and how to go on. */
import type { Api } from './api.ts'
import type { CopyFile } from './copy-file.ts'
import type { Conflict } from './file-unless-newer.ts'
import { filedBy } from './newer-revision.ts'
import { nextStepLines } from './next-steps.ts'
import { shellWord } from './shell-word.ts'

export function conflictLines({ command }: Api, { shown, slug }: CopyFile, { started, newest }: Conflict): string[] {
  const there = newest ? `the newest is ${filedBy(newest)}` : 'it has been changed since'
  const file = shellWord(shown)
  if (started === undefined)
    return [
      `${shown}: nothing was replaced. The site has "${slug}" with other copy, and nothing says that this file started from it: ${there}.`,
      ...nextStepLines([
        ['See it', command(`get ${slug}`)],
        ['Replace it with this file', command(`put ${file} --replace`)],
      ]),
      '  If this is another story, give it another slug.',
    ]
  return [
    `${shown}: nothing was replaced. This file started from revision ${started} of "${slug}", and ${there}.`,
    ...nextStepLines([
      ['See what changed', command(`diff ${slug} --from ${started}`)],
      ['Start from there', command(`get ${slug} --out FILE`)],
      ['Replace it with this file', command(`put ${file} --replace`)],
    ]),
  ]
}

export const conflictFacts = ({ started, newest }: Conflict) => ({
  status: 412,
  ...(started !== undefined && { expected: started }),
  ...(newest && { current: newest.revision, by: newest.by, at: newest.at }),
})
