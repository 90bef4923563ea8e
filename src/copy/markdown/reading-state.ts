/** What is known and found out while a Markdown text is read. */
import type { Token } from 'marked'
import type { Flaw } from '../parse.ts'
import { MAX_FLAWS } from '../text/max-flaws.ts'
import { omissionNote, type ReportOmission } from '../text/omissions.ts'

export type MarkdownFlaw = Flaw & { line?: number }

export type ReadingState = {
  /** Footnotes by their labels, and which of them the text calls, in this order: from 0. */
  footnotes: ReadonlyMap<string, readonly Token[]>
  called: Map<string, number>
  /** The number of the first, after those that the text has as HTML. */
  firstFootnote: number
  flaws: MarkdownFlaw[]
  /** What was left out or repaired, for whoever filed it. */
  notes: string[]
  /** The path of the article, which addresses such as `../sport` are read from. */
  page?: string | undefined
  /** The line of the block that is being read, from 0. */
  line?: number
}

export function addFlaw(reading: ReadingState, message: string) {
  if (reading.flaws.length >= MAX_FLAWS) return
  reading.flaws.push({ pointer: '/body', message, ...(reading.line !== undefined && { line: reading.line }) })
}

/** What of the HTML in the text is left out. */
export const reporterFor =
  ({ notes }: ReadingState): ReportOmission =>
  (omission) =>
    notes.push(omissionNote(omission))
