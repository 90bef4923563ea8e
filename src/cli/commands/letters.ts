/** Issues of newsletters, from a draft to what became of each letter. */
import type { AddCommand } from '../command-context.ts'
import { addDrafting } from './letters/draft.ts'
import { addIssues } from './letters/issues.ts'
import { addOrders } from './letters/orders.ts'
import { addPreview } from './letters/preview.ts'
import { addKeyRenewal } from './letters/renew-key.ts'
import { addStatus } from './letters/status.ts'
import { addUncertain } from './letters/uncertain.ts'

export const letters: AddCommand = (program, run) => {
  const group = program.command('letters').description('Draft, test, send and watch newsletter issues')
  for (const add of [addIssues, addPreview, addDrafting, addOrders, addStatus, addUncertain, addKeyRenewal]) add(group, run)
}
