/** Programs that the site tells what happens. */
import type { AddCommand } from '../command-context.ts'
import { addLog } from './webhooks/log.ts'
import { addOrders } from './webhooks/orders.ts'
import { addReplay } from './webhooks/replay.ts'

export const webhooks: AddCommand = (program, run) => {
  const group = program.command('webhooks').description('Tell other programs what happens: add, list and test webhooks, see and repeat what they were sent')
  for (const add of [addOrders, addLog, addReplay]) add(group, run)
}
