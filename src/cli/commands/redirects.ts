/** Old addresses: where each leads. */
import type { AddCommand } from '../command-context.ts'
import { addChange } from './redirects/change.ts'
import { addCheck } from './redirects/check.ts'
import { addFiles } from './redirects/files.ts'
import { addList } from './redirects/list.ts'

export const redirects: AddCommand = (program, run) => {
  const group = program.command('redirects').description('Send readers on from old addresses, and check that none is lost')
  for (const add of [addList, addChange, addFiles, addCheck]) add(group, run)
}
