/** Writes a file so that nobody ever finds half of it: under a name of its own first, then in place of the old one. */
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'

/** Whether a file is there that says something else, or that cannot be read: an editor's own changes are as dear as a colleague's. */
export async function hasOtherText(path: string, text: string): Promise<boolean> {
  const there = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : null))
  return there !== undefined && there !== text
}

export async function writeFileAtomically(path: string, text: string | Uint8Array, mode = 0o666): Promise<void> {
  const part = `${path}.${randomUUID()}.part`
  try {
    await writeFile(part, text, { mode, flag: 'wx' })
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
