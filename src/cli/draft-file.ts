/** What an editor is writing, in a file that nobody else on the machine reads, until it is filed. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { EXIT, ExitError } from './exit-error.ts'

/** `text` is what the site has, `path` where the editor changes it. */
export type Draft = { slug: string; revision: number; text: string; path: string; isLive: boolean }

export async function writeDraft(slug: string, copy: Pick<Draft, 'revision' | 'text' | 'isLive'>): Promise<Draft> {
  try {
    // The folder has mode 700.
    const path = join(await mkdtemp(join(tmpdir(), 'newsdesk-')), `${slug}.md`)
    await writeFile(path, copy.text, { mode: 0o600, flag: 'wx' })
    return { slug, ...copy, path }
  } catch (error) {
    throw new ExitError(
      EXIT.refused,
      `No file to edit can be written in ${tmpdir()} (${error instanceof Error ? error.message : error}). Choose another folder with TMPDIR.`,
    )
  }
}

export const deleteDraft = ({ path }: Draft) => rm(dirname(path), { recursive: true, force: true })

/** Says where the text is; where nothing was written, the file goes and nothing is said. */
export async function keepIfWritten(draft: Draft): Promise<string[]> {
  const written = await filesWritten(draft)
  if (written.length === 0) await deleteDraft(draft)
  return written.map((path) => `Your text is in ${path}`)
}

/** Also beside the file: an editor that fails half-way leaves the text in a copy of its own, and somebody may have saved as another name. */
async function filesWritten({ path, text }: Draft): Promise<string[]> {
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.map(async (name) => {
      // What cannot be read may be the text.
      const written = await readFile(join(folder, name), 'utf8').catch(() => undefined)
      return written === undefined || (written.trim() !== '' && written !== text) ? [join(folder, name)] : []
    }),
  )
  return files.flat()
}
