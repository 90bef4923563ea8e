/** Everything that is looked at before an article is published: what blocks it, what is advised, and what is asked, in this order. */

import type { CheckContext, UnfinishedArticle } from './check-context.ts'
import { checkCopy } from './check-copy.ts'
import type { Finding, Level } from './finding.ts'
import { askAboutChanges } from './reader-changes.ts'

const RANK: Record<Level, number> = { block: 0, advise: 1, ask: 2 }

export const checkArticle = (article: UnfinishedArticle, context: CheckContext): Finding[] =>
  [...checkCopy(article, context), ...askAboutChanges(article, context.live)].toSorted((a, b) => RANK[a.level] - RANK[b.level])
