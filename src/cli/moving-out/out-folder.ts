/** The folder of an export: a new or empty one, or one whose export was stopped. Of that the pictures stay, and the rest is written anew. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { aloneIn, LOCK } from '../folder-lock.ts'

/** In the folder as long as what is in it isn't whole. */
const UNFINISHED = 'EXPORT-NOT-FINISHED.txt'
const UNFINISHED_TEXT = 'This export was stopped before its end. Run the same command again: pictures that are here aren’t fetched twice.\n'
const PICTURES = 'pictures'

export async function inOutFolder<T>(folder: string, named: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw usageError(`"${named}" cannot be made a folder (${error.message}).`)
  })
  return await aloneIn(folder, async () => {
    const there = (await readdir(folder)).filter((name) => name !== LOCK)
    const isUnfinished = there.includes(UNFINISHED)
    if (!isUnfinished && there.some((name) => name !== PICTURES)) throw usageError(`"${named}" has other files. Name a folder of its own.`)
    for (const name of there) if (name !== PICTURES && name !== UNFINISHED) await rm(join(folder, name), { recursive: true, force: true })
    await removeParts(join(folder, PICTURES))
    try {
      await writeFile(join(folder, UNFINISHED), UNFINISHED_TEXT)
      const done = await work()
      await rm(join(folder, UNFINISHED), { force: true })
      return done
    } catch (error) {
      throw diskFault(error, named) ?? error
    }
  })
}

/** Of a picture that was being written when the export was killed (`writeFileAtomically`). */
async function removeParts(pictures: string) {
  const names = await readdir(pictures).catch((): string[] => [])
  for (const name of names) if (name.endsWith('.part')) await rm(join(pictures, name), { force: true })
}

const DISK_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'Your share of the disk is full',
  EROFS: 'The disk can only be read',
  EACCES: 'You may not write there',
  ENAMETOOLONG: 'A name is too long for this disk',
  EIO: 'The disk failed',
}

function diskFault(error: unknown, named: string): ExitError | undefined {
  const why = error instanceof Error && 'code' in error ? DISK_FAULTS[String(error.code)] : undefined
  return why === undefined
    ? undefined
    : new ExitError(
        EXIT.refused,
        `${why}: "${named}" isn’t whole. Run the same command again when that is mended; pictures that are there aren’t fetched twice.`,
      )
}
