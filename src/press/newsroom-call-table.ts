/** The calls of a newsroom that looks over all its stories. */
import type { NewsroomCalls } from './newsroom-calls.ts'
import { scheduledBetween } from './overview/calendar.ts'
import { listStories } from './overview/story-list.ts'
import { orderOne } from './publishing/bulk.ts'
import { read, type Task } from './task.ts'

type NewsroomCallTable = { [Name in keyof NewsroomCalls]: (...asked: Parameters<NewsroomCalls[Name]>) => Task<Awaited<ReturnType<NewsroomCalls[Name]>>> }

/** In one call. */
const MAX_AT_ONCE = 100

export const NEWSROOM_CALLS: NewsroomCallTable = {
  list: (query) => read((ledger, now) => listStories(ledger, now, query)),
  scheduledBetween: (from, to) => read((ledger) => scheduledBetween(ledger, from, to)),
  bulk: (order, stories, actor) => ({
    kind: 'work',
    permission: { actor, needs: 'editor' },
    run: async ({ ledger, clock, transact }) =>
      stories.slice(0, MAX_AT_ONCE).map((story) => ({ slug: story.slug, outcome: transact(() => orderOne(ledger, clock(), order, story, actor)) })),
  }),
}
