/** What search engines are told of live coverage beside what they are told of every article (schema.org LiveBlogPosting). */
import { type Article, type LiveUpdate, lastChangedAt, pathOf } from '../copy/shapes/article.ts'
import type { Block } from '../copy/shapes/block.ts'
import { updatesNewestFirst } from '../copy/shapes/live.ts'
import { type Scoreboard, scoreLine } from '../copy/shapes/scoreboard.ts'
import type { Site } from '../copy/shapes/site.ts'
import { cutAtWord, plainTextOf } from '../copy/summary.ts'
import { isAbandoned } from './coverage.ts'
import { scoreboardsOf } from './live-state.ts'
import type { Thing } from './structured-data.ts'

/** Older updates are on the page; search engines look at the newest. */
const MAX_LIVE_UPDATES = 10
const EXCERPT_CHARACTERS = 300

/** `coverageEndTime` is there once the event ended, or was abandoned: while it goes on, nobody knows when it will. */
export function liveDataOf(article: Article, site: Site, now: number) {
  const newest = updatesNewestFirst(article.updates ?? []).slice(0, MAX_LIVE_UPDATES)
  const end = article.ended ?? (isAbandoned(article, now) ? lastStoryChangeAt(article) : undefined)
  return {
    coverageStartTime: article.publishedAt,
    ...(end && { coverageEndTime: end }),
    ...(newest.length > 0 && { liveBlogUpdate: newest.map((update) => updateData(update, article, site)) }),
  }
}

/** A correction tells nothing new of what happened. */
const lastStoryChangeAt = (article: Article) => lastChangedAt({ ...article, corrections: [] })

/** What a match is to search engines, for each scoreboard in the text (schema.org SportsEvent). */
export function matchesOf(article: Article, site: Site): { about?: Thing[] } {
  const matches = scoreboardsOf(article).map((board) => matchData(board, article, site))
  return matches.length > 0 ? { about: matches } : {}
}

function matchData(board: Scoreboard, article: Article, site: Site): Thing {
  const [home, away] = board.sides.map(({ name }) => ({ '@type': 'SportsTeam', name }))
  return {
    '@type': 'SportsEvent',
    name: board.title ?? board.sides.map(({ name }) => name).join(' – '),
    description: scoreLine(board),
    ...(board.startsAt && { startDate: board.startsAt }),
    url: `${site.url}${pathOf(article)}`,
    homeTeam: home,
    awayTeam: away,
  }
}

function updateData({ id, at, headline, body, corrections }: LiveUpdate, article: Article, site: Site): Thing {
  const text = excerptOf(body)
  const changed = corrections
    ?.map((correction) => correction.at)
    .toSorted()
    .at(-1)
  return {
    '@type': 'BlogPosting',
    headline: headline ?? article.headline,
    datePublished: at,
    ...(changed && { dateModified: changed }),
    url: `${site.url}${pathOf(article)}#u-${id}`,
    ...(text && { articleBody: text }),
  }
}

const excerptOf = (body: readonly Block[]) =>
  cutAtWord(body.flatMap((block) => (block.type === 'paragraph' ? [plainTextOf(block.text)] : [])).join(' '), EXCERPT_CHARACTERS)
