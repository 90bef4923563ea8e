/** A live article as one text: its body, then its updates under their times, for forms of copy that know no updates. */

import { escapeText } from '../text/escape.ts'
import type { Inline } from '../text/inline.ts'
import type { Article, LiveUpdate } from './article.ts'
import type { Block } from './block.ts'

export const bodyWithUpdates = ({ body, updates = [] }: Article): Block[] => [
  ...body,
  ...updates
    .filter(isTold)
    .flatMap(({ at, headline, body: text }): Block[] => [{ type: 'heading', level: 2, text: inlineFromText(headline ? `${at}: ${headline}` : at) }, ...text]),
]

/** Escaped text holds no tags at all, which makes it inline text. */
const inlineFromText = (text: string) => escapeText(text) as Inline

/** Of one that was taken back nothing is told any more, only that there was one. */
export const isTold = ({ takenBack }: LiveUpdate) => takenBack === undefined

export const byTime = (updates: readonly LiveUpdate[]) => updates.toSorted((one, other) => other.at.localeCompare(one.at))

/** What they tell, for who looks for the latest of a story. */
export const updatesNewestFirst = (updates: readonly LiveUpdate[]) => byTime(updates.filter(isTold))
