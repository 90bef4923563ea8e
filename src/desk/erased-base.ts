/** Work that started from a revision which the law wanted gone. */
import type { Refusal } from '../press/calls.ts'

export const erasedBaseText = ({ revision, erased }: Extract<Refusal, { reason: 'erased-revision' }>) =>
  `Revision ${revision}, from which you started, was erased by ${erased.by}: ${erased.reason} What you write isn’t saved any more, because it may have what was erased. Open the story again, and take over what may stay.`
