/** Work that started from a revision which the law wanted gone. */
import type { Refusal } from '../press/calls.ts'

export type ErasedRevision = Extract<Refusal, { reason: 'erased-revision' }>

export const erasedBaseText = (of: ErasedRevision) =>
  `${whatWasErased(of)} What you write isn’t saved any more, because it may have what was erased. Open the story again, and take over what may stay.`

export const fileErasedText = (of: ErasedRevision) =>
  `${whatWasErased(of)} Nothing was filed: your text may have what was erased, and filing would bring it back. Take it out, and press it again.`

/** Reasons are typed with and without a full stop. */
const whatWasErased = ({ revision, erased }: ErasedRevision) =>
  `Revision ${revision}, from which you started, was erased by ${erased.by}: ${erased.reason.replace(/[.。]?\s*$/, '')}.`
