import type { Problem } from '../edge/problem.ts'

/** What the API says in several members, as one text: each flaw with where it is. */
export const problemWords = ({ detail, flaws = [] }: Pick<Problem, 'detail' | 'flaws'>) =>
  [...new Set([detail, ...flaws.map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message))])].join('\n')
