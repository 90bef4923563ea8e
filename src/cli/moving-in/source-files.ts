/** The files of a source: itself, those that were named together, or those of a folder and its folders, by name. Links out of it are not followed. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LeftOut } from './old-item.ts'
import type { Source } from './old-system.ts'

/** Folders within each other. */
const MAX_DEPTH = 20
const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|heic|tiff?|svg)$/i

/** A file that isn't read: of another kind, or a link. */
export type OtherFile = { other: string; isLink?: boolean }

/** `other`: a file of another kind. Pictures are none: stories name them. */
export async function* filesOf(source: Source, isOne: (name: string) => boolean): AsyncGenerator<Source | OtherFile> {
  if (source.parts) yield* source.parts
  else if (source.isFolder) yield* filesIn(source.path, '', isOne, 0)
  else yield source
}

async function* filesIn(folder: string, below: string, isOne: (name: string) => boolean, depth: number): AsyncGenerator<Source | OtherFile> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [path, name] = [join(folder, entry.name), `${below}${entry.name}`]
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory() && depth < MAX_DEPTH) yield* filesIn(path, `${name}/`, isOne, depth + 1)
    else if (entry.isFile() && isOne(entry.name)) yield { name, path, isFolder: false, bytes: () => createReadStream(path, { highWaterMark: 256 * 1024 }) }
    else if (entry.isSymbolicLink()) yield { other: name, isLink: true }
    else if (!PICTURE.test(entry.name)) yield { other: name }
  }
}

export const otherFile = ({ other: name, isLink }: OtherFile, kinds: string): LeftOut => ({
  kind: 'left-out',
  id: `file ${name}`,
  what: 'other file',
  title: name,
  place: name,
  why: isLink ? 'Links aren’t followed. Name the folder that they lead to.' : `Only ${kinds} are read.`,
})
