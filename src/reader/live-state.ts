/**
 * What an open page knows of its story, in a few characters, so that all readers who know the same ask the same. `after` is the newest
 * update they have, `seen` a mark of everything else: since when the value is as it is, then a hash of what they were given.
 */
import { type Article, type LiveUpdate, lastChangedAt } from '../copy/shapes/article.ts'
import { byTime, isTold } from '../copy/shapes/live.ts'
import { fingerprint, tagOf } from '../edition/fingerprint.ts'

export type Known = { after: string; seen: string }

/** `at` is since when it is as it is, in milliseconds, where anybody knows. */
export type Printed = { value: Article; at?: number | undefined }

/** Of an update: changes when it does. That of one which was taken back begins with an x, that of the pinned one with a p. */
export const versionOf = (update: LiveUpdate) => `${isTold(update) ? (update.pinned ? 'p' : '') : 'x'}${tagOf(update).slice(0, 8)}`

export const scoreboardsOf = ({ body }: Article) => body.filter((block) => block.type === 'scoreboard')

/** Of what a page can't change in place: its text, but for scoreboards and updates. */
export const textVersionOf = ({ headline, standfirst, body, picture, corrections, developing }: Article) =>
  tagOf([headline, standfirst, picture, corrections, developing, body.filter(({ type }) => type !== 'scoreboard')]).slice(0, 8)

/** The state of a page that has everything. */
export const knownOf = (copy: Printed): Known => {
  const updates = byTime(copy.value.updates ?? [])
  return { after: updates[0]?.id ?? '', seen: seenOf(copy, updates) }
}

/** `updates` are those that the page has, newest first. */
export const seenOf = (copy: Printed, updates: readonly LiveUpdate[]) => `${versionTimeOf(copy).toString(36)}.${hashOf(copy.value, updates)}`

const hashOf = (article: Article, updates: readonly LiveUpdate[]) =>
  fingerprint(
    [article.ended ?? '', textVersionOf(article), tagOf(scoreboardsOf(article)), ...updates.map((update) => `${update.id} ${versionOf(update)}`)].join('\n'),
  ).slice(0, 8)

/** In milliseconds. Of what was put into KV by hand only its own times say how old it is. */
const versionTimeOf = ({ value, at }: Printed) => at ?? Date.parse(lastChangedAt(value))

type Since = {
  /** Newer updates that are told, newest first. */
  newer: LiveUpdate[]
  /** All that are not newer, where one of them, or the story around them, is not as the page has it. */
  older: LiveUpdate[] | undefined
}

/** `undefined` is nothing. A copy that is older than what the page has says nothing either: another edge server was faster. */
export function changesSince(copy: Printed, { after, seen }: Known): Since | undefined {
  const [time = '', hash] = seen.split('.')
  if (versionTimeOf(copy) < Number.parseInt(time, 36)) return undefined
  const updates = byTime(copy.value.updates ?? [])
  const index = updates.findIndex(({ id }) => id === after)
  // The one it asks about is gone, or it had none.
  const known = after === '' ? [] : index < 0 ? updates : updates.slice(index)
  const newer = updates.slice(0, updates.length - known.length).filter(isTold)
  const isAsSeen = hash === undefined || hashOf(copy.value, known) === hash
  return newer.length === 0 && isAsSeen ? undefined : { newer, older: isAsSeen ? undefined : known }
}
