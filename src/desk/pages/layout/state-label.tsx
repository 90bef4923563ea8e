/** A story's state in one word, and what of it waits. */
import type { Entry } from '../../../press/calls.ts'

const NAMES = { draft: 'Draft', scheduled: 'Scheduled', published: 'Published', withdrawn: 'Withdrawn' } as const

export const StateLabel = ({ entry: { state } }: { entry: Pick<Entry, 'state'> }) => <span class={`state ${state}`}>{NAMES[state]}</span>
