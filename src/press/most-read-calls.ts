/** What can be asked of the press about what is read most. */
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor } from './roles.ts'

/** In milliseconds: from `from`, and before `until`. `name` is `now`, or a day of the newsroom's (`2026-11-24`). */
export type ReadingWindow = { name: string; from: number; until: number }
/** Most first. */
export type Ranking = readonly { slug: string; count: number }[]

/** One line of the desk's list. Stories that editors left out are in it, and on no reader's page. */
export type MostReadStory = { slug: string; section: string; headline: string; reads: number; isLeftOut: boolean }

export interface MostReadCalls {
  /** Which windows are to be ranked: the last 24 hours, and days that are not ranked to their end. */
  readingWindows(): Promise<ReadingWindow[]>
  saveMostRead(windows: (ReadingWindow & { ranking: Ranking })[]): Promise<void>
  /** `window` is missing until something was counted. */
  mostRead(): Promise<{ window?: { from: string; until: string }; items: MostReadStory[] }>
  /** By its present slug or a former one. False where readers can't read it. */
  leaveOutOfMostRead(slug: string, isLeftOut: boolean, actor: Actor): Promise<boolean>
}

export const mostReadPressOf = (env: Env) => pressStub(env) as MostReadCalls
