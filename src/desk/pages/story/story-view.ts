/** What the story's page shows. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Entry } from '../../../press/calls.ts'
import type { StoryValues } from './story-values.ts'

export type StoryView = {
  values: StoryValues
  markdown: string
  /** The blocks of the body, for the editor's script. */
  blocks?: readonly object[] | undefined
  /** The revision that the form was made from; 0 for a new story. */
  base: number
  /** Where the form is sent: the story's own address, or that of a new one. */
  action: string
  entry?: Entry | undefined
  slug?: string | undefined
  draft?: string | undefined
  flaws?: readonly Flaw[] | undefined
  canPublish: boolean
  topics: readonly { slug: string; name: string }[]
  authors: readonly string[]
}

export type FieldOf = (name: string) => { name: string; value: string | undefined; flaw: string | undefined }
