/** The calls of a newsroom that looks over all its stories. */
import type { NewsroomCalls } from './newsroom-calls.ts'
import { scheduledBetween } from './overview/calendar.ts'
import { listStories } from './overview/story-list.ts'
import { bulkReport, orderMany } from './publishing/bulk-report.ts'
import { publicationsToUndo } from './publishing/undo-publication.ts'
import { read, type Task } from './task.ts'

type NewsroomCallTable = { [Name in keyof NewsroomCalls]: (...asked: Parameters<NewsroomCalls[Name]>) => Task<Awaited<ReturnType<NewsroomCalls[Name]>>> }

export const NEWSROOM_CALLS: NewsroomCallTable = {
  list: (query) => read((ledger, now) => listStories(ledger, now, query)),
  scheduledBetween: (from, to) => read((ledger) => scheduledBetween(ledger, from, to)),
  bulk: (order, stories, actor, key) => ({
    kind: 'work',
    permission: { actor, needs: 'editor' },
    run: async (context) => orderMany(context, order, stories, actor, key),
  }),
  bulkReport: (key, actor) => read((ledger, now) => bulkReport(ledger, now, key, actor)),
  publicationsToUndo: (slugs, actor) => read((ledger, now) => publicationsToUndo(ledger, now, slugs, actor)),
}
