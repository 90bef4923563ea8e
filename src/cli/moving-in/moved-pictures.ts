/**
 * Which pictures are on the site already, from line to line in a file of the command's state: after a kill, nothing is fetched again. The
 * site is asked whether it still has each; losing the file loses only time.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { Api } from '../api.ts'
import type { Uploaded } from '../pictures.ts'

export type MovedPictures = { find(key: string): Promise<Uploaded | undefined>; add(key: string, picture: Uploaded): Promise<void> }

const Line = v.tuple([v.string(), v.object({ src: v.string(), width: v.number(), height: v.number() })])

export async function movedPictures(file: string | undefined, api: Api): Promise<MovedPictures> {
  const known = new Map<string, Uploaded>()
  const text = file ? await readFile(file, 'utf8').catch(() => '') : ''
  for (const line of text.split('\n')) {
    const read = v.safeParse(Line, parsed(line))
    if (read.success) known.set(...read.output)
  }
  if (file) await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined)
  return {
    async find(key) {
      const picture = known.get(key)
      if (!picture) return undefined
      const response = await api.send('HEAD', picture.src)
      await response.body?.cancel()
      return response.ok ? picture : undefined
    },
    async add(key, picture) {
      known.set(key, picture)
      // A folder that cannot be written costs the next run time, and this one nothing.
      if (file) await appendFile(file, `${JSON.stringify([key, picture])}\n`, { mode: 0o600 }).catch(() => undefined)
    },
  }
}

/** A line that a kill cut short says nothing. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
