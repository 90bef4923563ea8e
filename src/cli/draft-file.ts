/** What an editor is writing, in a file that nobody else on the machine reads, until it is filed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** `text` is what the site has, `path` where the editor changes it. */
export type Draft = { slug: string; revision: number; text: string; path: string; isLive: boolean }

export async function writeDraft(slug: string, copy: Pick<Draft, 'revision' | 'text' | 'isLive'>): Promise<Draft> {
  // The folder has mode 700.
  const path = join(await mkdtemp(join(tmpdir(), 'newsdesk-')), `${slug}.md`)
  await writeFile(path, copy.text, { mode: 0o600, flag: 'wx' })
  return { slug, ...copy, path }
}

export const deleteDraft = ({ path }: Draft) => rm(dirname(path), { recursive: true, force: true })

/** Says where the text is; where nothing was written, the file goes and nothing is said. */
export async function keepIfWritten(draft: Draft): Promise<string[]> {
  const written = await readFile(draft.path, 'utf8').catch(() => '')
  if (written.trim() !== '' && written !== draft.text) return [`Your text is in ${draft.path}`]
  await deleteDraft(draft)
  return []
}
