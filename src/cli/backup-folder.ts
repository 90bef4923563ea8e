/** A backup's folder: its files, and the manifest that makes it a whole one. Described in docs/operations.md. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isObject, parseJson } from '../copy/parse.ts'
import { EXIT, ExitError } from './exit-error.ts'
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

/** Undefined where there is none. One that is damaged ends the command. */
export async function manifestIn(folder: string): Promise<{ manifest: Manifest; backup: string } | undefined> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(unlessMissing)
  if (text === undefined) return undefined
  const manifest = parseJson(text)
  if (!manifest.ok || !isManifest(manifest.value))
    throw new ExitError(EXIT.refused, `${MANIFEST} in "${folder}" isn’t as the backup made it. Get it from another copy of the backup.`)
  return { manifest: manifest.value, backup: createHash('sha256').update(text).digest('hex') }
}

/** What cannot be read is not missing. */
export function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Of another version, all but its number may be otherwise. */
const isManifest = (value: unknown): value is Manifest =>
  isObject(value) &&
  'v' in value &&
  (value.v !== 1 || (isObject(value.files) && isObject(value.tables) && PARTS.every((part) => fileOf(part) in (value.files as object))))

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
