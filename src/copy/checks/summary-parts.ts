/** What stands for a story where it is listed, shared and found. */
import type { UnfinishedArticle } from './check-context.ts'
import { advise, type Finding } from './finding.ts'

export function checkSummaryParts({ standfirst, topics }: UnfinishedArticle): Finding[] {
  return [
    ...(standfirst ? [] : [advise('no-standfirst', '', 'No standfirst: cards, feeds and search results have no summary to show.')]),
    ...(topics?.length ? [] : [advise('no-topics', '', 'No topics: the story is in no topic listing and finds few related ones.')]),
  ]
}

export const checkMainPicture = ({ picture }: UnfinishedArticle): Finding[] =>
  picture ? [] : [advise('no-picture', '', 'No picture: cards and shared links show the headline alone.')]
