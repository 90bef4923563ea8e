/** A live article as one text: its body, then its updates under their times, for forms of copy that know no updates. */

import { escapeText } from '../text/escape.ts'
import type { Inline } from '../text/inline.ts'
import type { Article, LiveUpdate } from './article.ts'
import type { Block } from './block.ts'

export const withUpdates = ({ body, updates = [] }: Article): Block[] => [
  ...body,
  ...updates.flatMap(({ at, headline, body: told }): Block[] => [{ type: 'heading', level: 2, text: inline(headline ? `${at}: ${headline}` : at) }, ...told]),
]

/** Escaped text holds no tags at all, which makes it inline text. */
const inline = (text: string) => escapeText(text) as Inline

/** As readers get them. */
export const newestFirst = (updates: readonly LiveUpdate[]) => updates.toSorted((one, other) => other.at.localeCompare(one.at))
