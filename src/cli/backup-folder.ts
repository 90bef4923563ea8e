/** A backup's folder: its files, and the manifest that makes it a whole one. Described in docs/operations.md. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { eachInParallel } from './in-parallel.ts'
import { linesOf } from './json-lines.ts'

/** In the order in which they are read: what the ledger names is there before it. */
export const PARTS = ['keys', 'mailing-list', 'readership', 'pictures', 'ledger'] as const
export type Part = (typeof PARTS)[number]

export type BackupFile = { bytes: number; lines: number; sha256: string }
/** Nothing in it depends on when or where it was made: two backups of the same have the same manifest. `tables` are rows by table, `pictures` files. */
export type Manifest = {
  format: 'dateline-backup'
  v: 1
  files: Record<string, BackupFile>
  tables: Record<string, number>
  pictures: { files: number; bytes: number }
}
export type PictureLine = { id: string; bytes: number; type?: string; metadata: Record<string, string> }

export const MANIFEST = 'manifest.json'
/** Until the manifest is there. */
export const PROGRESS = 'progress.json'
export const fileOf = (part: Part) => `${part}.jsonl`
/** 256 folders, so that no folder is too large for the tools that copy it. */
export const picturePath = (folder: string, id: string) => join(folder, 'pictures', id.slice(0, 2), id)
/** Of a picture that was withdrawn there are no bytes. */
export const hasBytes = ({ metadata }: PictureLine) => metadata.withdrawn === undefined

export async function manifestIn(folder: string): Promise<{ manifest: Manifest; backup: string } | undefined> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  return { manifest: JSON.parse(text) as Manifest, backup: createHash('sha256').update(text).digest('hex') }
}

/** Bytes, lines and SHA-256 of a file, and its rows by table, a line at a time. */
export async function measure(path: string): Promise<BackupFile & { tables: Record<string, number> }> {
  const hash = createHash('sha256')
  const tables: Record<string, number> = {}
  let lines = 0
  async function* hashed() {
    for await (const piece of createReadStream(path)) {
      hash.update(piece as Uint8Array)
      yield piece as Uint8Array
    }
  }
  for await (const { text } of linesOf(hashed())) {
    lines++
    const table = /^\{"table":"(\w+)"/.exec(text)?.[1]
    if (table) tables[table] = (tables[table] ?? 0) + 1
  }
  return { bytes: (await stat(path)).size, lines, sha256: hash.digest('hex'), tables }
}

export async function* picturesIn(folder: string): AsyncGenerator<PictureLine> {
  for await (const { text } of linesOf(createReadStream(join(folder, fileOf('pictures'))))) yield JSON.parse(text) as PictureLine
}

const PICTURES_AT_ONCE = 4
const PICTURES_A_BATCH = 100

/** Some at once; however many there are, few lines are held. */
export async function eachPicture(lines: AsyncIterable<PictureLine>, work: (line: PictureLine) => Promise<void>) {
  const batch: PictureLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length === PICTURES_A_BATCH) await eachInParallel(batch.splice(0), PICTURES_AT_ONCE, work)
  }
  await eachInParallel(batch, PICTURES_AT_ONCE, work)
}

/** A picture's name is the first half of its SHA-256. */
export const isPicture = (id: string, bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').startsWith(id)
