/** Which orders a story can be given as it stands now. What it says here, the press does. */
import type { Entry } from '../../../press/calls.ts'

export const ORDERS = ['unschedule', 'embargo', 'lift-embargo', 'withdraw', 'withdraw-later', 'keep-published', 'rename', 'delete'] as const
export type Order = (typeof ORDERS)[number]

export const isOrder = (text: string): text is Order => ORDERS.some((order) => order === text)

export function ordersFor(entry: Entry): Order[] {
  const { state, until, embargoUntil, withdrawAt } = entry
  const goesOutOrIsOut = state === 'published' || state === 'scheduled'
  const applies: Record<Order, boolean> = {
    unschedule: until !== undefined,
    embargo: state !== 'withdrawn',
    'lift-embargo': embargoUntil !== undefined,
    withdraw: goesOutOrIsOut,
    'withdraw-later': goesOutOrIsOut,
    'keep-published': withdrawAt !== undefined,
    rename: true,
    delete: state === 'draft',
  }
  return ORDERS.filter((order) => applies[order])
}

/** An embargo would take the story from readers, who have its newest version. */
export const isTakenByEmbargo = ({ live, revision, until }: Entry) => live === revision && until === undefined

/** Publishing changes something: readers don’t have the newest version, or it waits for its time. */
export const canBePublished = ({ live, revision, until }: Entry) => live !== revision || until !== undefined

export const canBeWithdrawn = (entry: Entry) => ordersFor(entry).includes('withdraw')
