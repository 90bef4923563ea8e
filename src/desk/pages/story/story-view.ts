/** What the story's page shows. */
import type { CheckContext } from '../../../copy/checks/check-context.ts'
import type { Finding } from '../../../copy/checks/finding.ts'
import type { Flaw } from '../../../copy/parse.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import type { Entry } from '../../../press/calls.ts'
import type { BlockNote } from '../../../press/writing-calls.ts'
import type { StoryValues } from '../../story-values.ts'
import type { DraftOffer } from './draft-offer.tsx'

export type StoryView = {
  values: StoryValues
  markdown: string
  /** The blocks of the body, for the editor's script. */
  blocks?: readonly BlockInput[] | undefined
  /** The revision that the form was made from; 0 for a new story. */
  base: number
  /** Where the form is sent: the story's own address, or that of a new one. */
  action: string
  entry?: Entry | undefined
  slug?: string | undefined
  /** Under which id its drafts are saved. */
  draftId: string
  /** The draft that the form was filled from: what is saved next goes on from it. */
  draftTag?: string | undefined
  /** The revision that the form was made from is erased, which whoever sends it again knows. */
  knownErased?: number | undefined
  /** Another page's draft that the next press of “Save as draft” replaces. */
  replacing?: string | undefined
  /** Work of whoever opens the story that isn't in the form. */
  offer?: DraftOffer | undefined
  /** What the checks found, and what they knew: none for a story that nobody has begun. */
  checks?: { findings: readonly Finding[]; context: CheckContext } | undefined
  /** The newsroom's, of a story that was filed. */
  notes?: readonly BlockNote[] | undefined
  /** Colleagues with drafts of the same story. */
  others?: readonly string[] | undefined
  /** The slug by which the story was asked for, where it has another now. */
  formerly?: string | undefined
  by: string
  flaws?: readonly Flaw[] | undefined
  canPublish: boolean
  topics: readonly { slug: string; name: string }[]
  authors: readonly string[]
}

export type FieldOf = (name: string) => { name: string; value: string | undefined; flaw: string | undefined }
