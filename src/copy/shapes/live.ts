/** A live article as one text: its body, then its updates under their times, for forms of copy that know no updates. */

import { escapeText } from '../text/escape.ts'
import type { Inline } from '../text/inline.ts'
import type { Article, LiveUpdate } from './article.ts'
import type { Block } from './block.ts'

export const bodyWithUpdates = ({ body, updates = [] }: Article): Block[] => [
  ...body,
  ...updates.flatMap(({ at, headline, body: text }): Block[] => [
    { type: 'heading', level: 2, text: inlineFromText(headline ? `${at}: ${headline}` : at) },
    ...text,
  ]),
]

/** Escaped text holds no tags at all, which makes it inline text. */
const inlineFromText = (text: string) => escapeText(text) as Inline

/** As readers get them. */
export const updatesNewestFirst = (updates: readonly LiveUpdate[]) => updates.toSorted((one, other) => other.at.localeCompare(one.at))
