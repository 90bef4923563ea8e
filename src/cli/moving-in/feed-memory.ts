/**
 * What a feed's server said of its last state that came in whole: the next run asks by it, and an unchanged feed is not read again (RFC 9110, 13.1).
 * A small file each, in the command's state; losing it loses only time.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { writeFileAtomically } from '../atomic-file.ts'

const FeedState = v.object({ etag: v.optional(v.string()), lastModified: v.optional(v.string()), at: v.string() })
/** `at`: when it was imported. */
export type FeedState = v.InferOutput<typeof FeedState>

export type FeedMemory = { find(): Promise<FeedState | undefined>; save(state: FeedState): Promise<void> }

/** `circumstances`: whatever decides what becomes of the same feed, such as the site and the map. */
export function feedMemory(folder: string | undefined, circumstances: readonly unknown[]): FeedMemory {
  const name = createHash('sha256').update(JSON.stringify(circumstances)).digest('hex').slice(0, 24)
  const file = folder && join(folder, `feed-${name}.json`)
  return {
    async find() {
      const text = file ? await readFile(file, 'utf8').catch(() => '') : ''
      const read = v.safeParse(FeedState, parsed(text))
      return read.success ? read.output : undefined
    },
    async save(state) {
      if (!file || (state.etag === undefined && state.lastModified === undefined)) return
      // A folder that cannot be written costs the next run time, and this one nothing.
      await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined)
      await writeFileAtomically(file, `${JSON.stringify(state)}\n`, 0o600).catch(() => undefined)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Nothing is remembered.
    return undefined
  }
}
