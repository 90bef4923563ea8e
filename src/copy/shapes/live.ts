/** A live article as one text: its body, then its updates under their times, for forms of copy that know no updates. */

import { escapeText } from '../text/escape.ts'
import type { Inline } from '../text/inline.ts'
import type { Article, LiveUpdate } from './article.ts'
import type { Block } from './block.ts'
import type { Correction } from './correction.ts'

export const bodyWithUpdates = ({ body, updates = [] }: Article): Block[] => [
  ...body,
  ...updates
    .filter(isTold)
    .flatMap(({ at, headline, body: text }): Block[] => [{ type: 'heading', level: 2, text: inlineFromText(headline ? `${at}: ${headline}` : at) }, ...text]),
]

/** Escaped text holds no tags at all, which makes it inline text. */
const inlineFromText = (text: string) => escapeText(text) as Inline

/** Of one that was taken back nothing is told any more, only that there was one. */
const isTold = ({ takenBack }: LiveUpdate) => takenBack === undefined

const byTime = (updates: readonly LiveUpdate[]) => updates.toSorted((one, other) => other.at.localeCompare(one.at))

/** What they tell, for who looks for the latest of a story. */
export const updatesNewestFirst = (updates: readonly LiveUpdate[]) => byTime(updates.filter(isTold))

/** As readers get them: what is pinned stands above, and what was taken back leaves its place. */
export const updatesInOrder = (updates: readonly LiveUpdate[]) =>
  byTime(updates).toSorted((one, other) => Number(other.pinned === true && isTold(other)) - Number(one.pinned === true && isTold(one)))

/** Of an event, newest first, what somebody has to know who reads nothing else. */
export const keyMoments = (updates: readonly LiveUpdate[]) => updatesNewestFirst(updates).filter(({ key, headline }) => key === true && headline !== undefined)

/** A correction of one update says which: it is listed with those of the story. */
export const allCorrections = ({ corrections = [], updates = [] }: Pick<Article, 'corrections' | 'updates'>): Correction[] => [
  ...corrections,
  ...updates.flatMap((update) => update.corrections ?? []),
]
