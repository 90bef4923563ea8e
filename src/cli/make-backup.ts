/** Makes a backup, page by page. What was killed goes on where it stopped; only a whole one has a manifest. */
import { mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from './atomic-file.ts'
import {
  eachPicture,
  fileOf,
  hasBytes,
  isPicture,
  MANIFEST,
  type Manifest,
  manifestIn,
  measure,
  PARTS,
  type Part,
  PROGRESS,
  picturePath,
  picturesIn,
} from './backup-folder.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'
import { problemOf } from './problem.ts'

/** How far it has come: `part` is being read, `bytes` of its file count. */
type Progress = { url: string; mark: string; part: Part | 'files'; cursor?: string; bytes: number }

const ONLY_OWNER = { folder: 0o700, file: 0o600 }
/** How often it begins again where stories were renamed or deleted meanwhile. */
const BEGINNINGS = 3

export async function makeBackup(context: CommandContext, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: ONLY_OWNER.folder })
  for (let beginning = 1; ; beginning++) {
    const read = await readParts(context, folder, await progressIn(context, folder))
    if (read && (await fetchPictures(context, folder))) return writeManifest(context, folder)
    if (beginning === BEGINNINGS)
      throw new ExitError(
        EXIT.refused,
        'Stories were renamed or deleted, or pictures withdrawn, while each of three backups was made. Run it again when it is quieter.',
      )
    context.print.remark('A story was renamed or deleted meanwhile, or a picture withdrawn. The backup begins again.')
    await rm(join(folder, PROGRESS), { force: true })
  }
}

/** Goes on with what is there, or begins. */
async function progressIn({ api }: CommandContext, folder: string): Promise<Progress> {
  if (await manifestIn(folder)) throw usageError(`"${folder}" has a whole backup already. Name another folder.`)
  const text = await readFile(join(folder, PROGRESS), 'utf8').catch(() => undefined)
  if (text !== undefined) {
    const progress = JSON.parse(text) as Progress
    if (progress.url !== api.url) throw usageError(`"${folder}" has the beginning of a backup of ${progress.url}. Name another folder.`)
    return progress
  }
  const others = (await readdir(folder)).filter((name) => name !== 'pictures' && !name.endsWith('.jsonl'))
  if (others.length > 0) throw usageError(`"${folder}" has other files. Name a folder of its own.`)
  const begun = await api.ask<{ mark: string }>('POST', '/api/backup', { repeatable: true })
  if (!begun.ok) throw new ExitError(EXIT.refused, begun.problem.detail)
  return { url: api.url, mark: begun.value.mark, part: PARTS[0], bytes: 0 }
}

/** False where its pages don't fit together. */
async function readParts(context: CommandContext, folder: string, progress: Progress): Promise<boolean> {
  const save = (now: Progress) => writeFileAtomically(join(folder, PROGRESS), JSON.stringify(now), ONLY_OWNER.file)
  const first = progress.part === 'files' ? PARTS.length : PARTS.indexOf(progress.part)
  await save(progress)
  const bar = context.print.progress(undefined, 'bytes')
  try {
    for (const [at, part] of PARTS.entries()) {
      if (at < first) continue
      const start = at === first ? progress : { url: progress.url, mark: progress.mark, bytes: 0 }
      const isWhole = await readPart(context, join(folder, fileOf(part)), { ...start, part }, async (now) => {
        bar.step(now.bytes)
        await save(now)
      })
      if (!isWhole) return false
      await save({ url: progress.url, mark: progress.mark, part: PARTS[at + 1] ?? 'files', bytes: 0 })
    }
    return true
  } finally {
    bar.end()
  }
}

async function readPart(
  { api }: CommandContext,
  path: string,
  { cursor, ...from }: Progress & { part: Part },
  save: (now: Progress) => Promise<void>,
): Promise<boolean> {
  await writeFile(path, '', { flag: 'a', mode: ONLY_OWNER.file })
  // What came after the last page that counts was cut off by whatever stopped us.
  await truncate(path, from.bytes)
  const file = await open(path, 'a')
  let bytes = from.bytes
  try {
    for (let next = cursor, more = true; more; ) {
      const page = await api.text('GET', `/api/backup/${from.part}`, { query: { mark: from.mark, cursor: next }, headers: { Accept: 'application/jsonl' } })
      if (!page.ok && page.problem.status === 409) return false
      if (!page.ok) throw new ExitError(EXIT.refused, page.problem.detail)
      await file.writeFile(page.value)
      await file.sync()
      bytes += Buffer.byteLength(page.value)
      const header = page.headers.get('Dateline-Next-Cursor')
      more = header !== null
      next = header === null ? undefined : decodeURIComponent(header)
      if (next !== undefined) await save({ ...from, cursor: next, bytes })
    }
    return true
  } finally {
    await file.close()
  }
}

/** Files that are there already stay. False where a picture was withdrawn since it was listed. */
async function fetchPictures(context: CommandContext, folder: string): Promise<boolean> {
  let isWhole = true
  const bar = context.print.progress(undefined, 'pictures')
  async function* missing() {
    for await (const line of picturesIn(folder)) {
      if (!hasBytes(line)) continue
      const there = await stat(picturePath(folder, line.id)).catch(() => undefined)
      if (there?.size !== line.bytes) yield line
    }
  }
  await eachPicture(missing(), async ({ id }) => {
    if (!(await fetchPicture(context, folder, id))) isWhole = false
    bar.step()
  })
  bar.end()
  await removeOthers(folder)
  return isWhole
}

async function fetchPicture({ api }: CommandContext, folder: string, id: string): Promise<boolean> {
  const response = await api.send('GET', `/api/pictures/${id}/original`, { headers: { Accept: '*/*' } })
  if (response.status === 410 || response.status === 404) return false
  if (!response.ok) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (!isPicture(id, bytes)) throw new ExitError(EXIT.unreachable, `Picture ${id} came damaged. Run the backup again: it goes on where it stopped.`)
  const path = picturePath(folder, id)
  await mkdir(join(path, '..'), { recursive: true, mode: ONLY_OWNER.folder })
  await writeFileAtomically(path, bytes, ONLY_OWNER.file)
  return true
}

/** What was fetched before a backup began anew, and is withdrawn since. Lines and names are both in order: few are held, however many there are. */
async function removeOthers(folder: string) {
  const lines = picturesIn(folder)
  let wanted = await lines.next()
  for (const below of (await readdir(join(folder, 'pictures')).catch(() => [])).sort())
    for (const name of (await readdir(join(folder, 'pictures', below))).sort()) {
      while (!wanted.done && (wanted.value.id < name || (wanted.value.id === name && !hasBytes(wanted.value)))) wanted = await lines.next()
      if (wanted.done || wanted.value.id !== name) await rm(join(folder, 'pictures', below, name))
    }
  await lines.return(undefined)
}

/** Last of all: without it, nobody takes the folder for a backup. */
async function writeManifest({ environment, api }: CommandContext, folder: string): Promise<Manifest> {
  const manifest: Manifest = { format: 'dateline-backup', v: 1, files: {}, tables: {}, pictures: { files: 0, bytes: 0 } }
  for (const part of PARTS) {
    const { tables, ...file } = await measure(join(folder, fileOf(part)))
    manifest.files[fileOf(part)] = file
    Object.assign(manifest.tables, tables)
  }
  for await (const line of picturesIn(folder)) {
    if (!hasBytes(line)) continue
    manifest.pictures.files++
    manifest.pictures.bytes += line.bytes
  }
  const made = { at: new Date(environment.now()).toISOString(), from: api.url }
  await writeFileAtomically(join(folder, 'made.json'), `${JSON.stringify(made)}\n`, ONLY_OWNER.file)
  await writeFileAtomically(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, ONLY_OWNER.file)
  await rm(join(folder, PROGRESS))
  return manifest
}
