/** The calls about what is read most. */
import type { PrintJob } from './ledger/outbox.ts'
import { leaveOut, listMostRead, readingWindows, saveMostRead } from './listings/most-read.ts'
import type { MostReadCalls } from './most-read-calls.ts'
import { change, read, type Task } from './task.ts'

const MOST_READ: PrintJob = { kind: 'listing', name: 'most-read' }

type MostReadTable = { [Name in keyof MostReadCalls]: (...asked: Parameters<MostReadCalls[Name]>) => Task<Awaited<ReturnType<MostReadCalls[Name]>>> }

export const MOST_READ_CALLS: MostReadTable = {
  readingWindows: () => read(readingWindows),
  saveMostRead: (windows) => change(undefined, (ledger, now) => saveMostRead(ledger, windows, now)),
  mostRead: () => read(listMostRead),
  leaveOutOfMostRead: (slug, isLeftOut, actor) => change({ actor, needs: 'editor' }, (ledger, now) => leaveOut(ledger, slug, isLeftOut, actor, now), MOST_READ),
}
