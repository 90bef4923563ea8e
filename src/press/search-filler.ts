/** What search asks of the press. */
import { pressStub } from '../edition/last-good-copy.ts'

export interface SearchFiller {
  /** Tell search every published story, unless that has begun. */
  fillSearch(): Promise<void>
}

export const searchFillerOf = (env: Env) => pressStub(env) as SearchFiller
