/** How long coverage goes on of which nobody says that it ended. */
import { type Article, lastChangedAt } from '../copy/shapes/article.ts'

/** A story of which nobody has told anything for so long is over, whether or not it says so. */
const ABANDONED_AFTER_MS = 48 * 3_600_000

export const abandonedAt = (article: Article) => Date.parse(lastChangedAt(article)) + ABANDONED_AFTER_MS
export const isAbandoned = (article: Article, now: number) => article.kind === 'live' && !article.ended && abandonedAt(article) <= now
