/**
 * What this editor's files started from: of an article its slug and revision, of a whole value (the site, the pins, a campaign)
 * the entity tag it had. One small file a site, in the editor's state folder; `NEWSDESK_STATE` names another folder.
 *
 * Losing it loses nothing: a put of a file without a record replaces nothing, it asks.
 */
import { mkdir, open, readFile, realpath, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { writeFileAtomically } from './atomic-file.ts'
import type { Environment } from './environment.ts'
import type { Print } from './print.ts'

const ArticleRecord = v.object({ slug: v.string(), revision: v.number() })
const ValueRecord = v.object({ tag: v.string() })
const SavedRecords = v.object({ files: v.record(v.string(), v.union([ArticleRecord, ValueRecord])) })
type SavedRecords = Map<string, v.InferOutput<typeof ArticleRecord> | v.InferOutput<typeof ValueRecord>>

export type Records = {
  /** What the file at `path` was last filed as, or written from. */
  articleOf(path: string): Promise<{ slug: string; revision: number } | undefined>
  /** `part` is what of the file is a value of its own, such as one campaign of a list. */
  tagOf(path: string, part?: string): Promise<string | undefined>
  saveRevision(path: string, slug: string, revision: number): Promise<void>
  saveTag(path: string, tag: string, part?: string): Promise<void>
  /** Ends a command: what was kept is on the disk, or the editor is told that it is not. */
  save(): Promise<void>
}

/** A long put writes now and then, so that little is asked again after it was killed: seldom enough that an archive's records cost no more than its copy. */
const unsavedAt = (known: number) => Math.max(50, known / 10)

export function recordsOf(url: string, environment: Environment, print: Print): Records {
  const folder = stateFolder(environment)
  const file = folder && join(folder, `${encodeURIComponent(url)}.json`)
  const fresh: SavedRecords = new Map()
  let known: Promise<SavedRecords> | undefined
  let saving = Promise.resolve()
  const told = new Set<string>()

  const remarkOnce = (line: string) => {
    if (!told.has(line)) print.remark(line)
    told.add(line)
  }

  async function read(): Promise<SavedRecords> {
    if (!file) return new Map()
    try {
      return await readRecords(file)
    } catch (error) {
      remarkOnce(`${file} cannot be read (${reasonOf(error)}): which revision your files started from is not known.`)
      return new Map()
    }
  }

  async function recordFor(path: string, part?: string) {
    known ??= read()
    return (await known).get(await keyOf(path, part))
  }

  async function saveRecord(record: { slug: string; revision: number } | { tag: string }, path: string, part?: string) {
    const key = await keyOf(path, part)
    known ??= read()
    const all = await known
    all.set(key, record)
    fresh.set(key, record)
    if (fresh.size >= unsavedAt(all.size)) await save()
  }

  /** What another put wrote meanwhile stays: only what this one learnt is laid over it. */
  function save(): Promise<void> {
    saving = saving.then(async () => {
      if (fresh.size === 0) return
      const learnt = [...fresh]
      fresh.clear()
      try {
        if (!file) throw new Error('neither NEWSDESK_STATE, XDG_STATE_HOME nor HOME says where')
        await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        await withLock(`${file}.lock`, async () => {
          // A file that cannot be read is begun anew.
          const files = new Map([...(await readRecords(file).catch((): SavedRecords => new Map())), ...learnt])
          await writeFileAtomically(file, `${JSON.stringify({ files: Object.fromEntries(files) }, null, 1)}\n`, 0o600)
        })
      } catch (error) {
        remarkOnce(
          `Which revision your files started from cannot be saved${file ? ` in ${file}` : ''} (${reasonOf(error)}). What you filed is filed, but to put a file again after a change you will need --replace.`,
        )
      }
    })
    return saving
  }

  return {
    async articleOf(path) {
      const record = await recordFor(path)
      return record && 'slug' in record ? record : undefined
    },
    async tagOf(path, part) {
      const record = await recordFor(path, part)
      return record && 'tag' in record ? record.tag : undefined
    },
    saveRevision: (path, slug, revision) => saveRecord({ slug, revision }, path),
    saveTag: (path, tag, part) => saveRecord({ tag }, path, part),
    save,
  }
}

export function stateFolder({ cwd, env: { NEWSDESK_STATE, LOCALAPPDATA, XDG_STATE_HOME, HOME } }: Environment): string | undefined {
  if (NEWSDESK_STATE) return resolve(cwd, NEWSDESK_STATE)
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'newsdesk')
  // A relative one is to be ignored (XDG Base Directory Specification).
  if (XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)) return join(XDG_STATE_HOME, 'newsdesk')
  return HOME ? join(HOME, '.local/state/newsdesk') : undefined
}

async function readRecords(file: string): Promise<SavedRecords> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"files":{}}'
    throw error
  })
  return new Map(Object.entries(v.parse(SavedRecords, JSON.parse(text)).files))
}

/** One file is one record, by whatever links it is reached. */
async function keyOf(path: string, part?: string): Promise<string> {
  const file = await realpath(path).catch(() => path)
  return part === undefined ? file : `${file}#${part}`
}

const LOCK_TRIES = 100
const LOCK_PAUSE_MS = 50

/**
 * One writer at a time. Whoever was killed left a lock behind: after five seconds it is no longer respected. What that may lose
 * is a record, and a put without one asks.
 */
async function withLock(lock: string, act: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < LOCK_TRIES; tries++) {
    const handle = await open(lock, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined
      throw error
    })
    await handle?.close()
    if (handle) break
    await wait(LOCK_PAUSE_MS)
  }
  try {
    await act()
  } finally {
    await rm(lock, { force: true })
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
