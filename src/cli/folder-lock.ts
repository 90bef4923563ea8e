/** One newsdesk at a time works in a folder: two would write every line twice. */
import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isObject, parseJson } from '../copy/parse.ts'
import { EXIT, ExitError } from './exit-error.ts'

export const LOCK = 'newsdesk.lock'
/** Whoever works says so this often; whoever hasn't for so long was killed, perhaps on another machine. */
const SAID_EVERY_MS = 5_000
const DEAD_AFTER_MS = 60_000

/** Ends the command where another works there. Whoever was killed on this machine keeps nobody waiting. */
export async function aloneIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, LOCK)
  if (await isDead(path)) await rm(path, { force: true })
  if (!(await takeLock(path)))
    throw new ExitError(EXIT.refused, `Another newsdesk is at work in "${folder}". Leave it to that one; if it was killed, run this again in a minute.`)
  const said = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), SAID_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(said)
    await rm(path, { force: true })
  }
}

async function takeLock(path: string): Promise<boolean> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  await file?.writeFile(JSON.stringify({ host: hostname(), pid: process.pid }))
  await file?.close()
  return file !== undefined
}

async function isDead(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined)
  if (!there) return false
  if (Date.now() - there.mtimeMs > DEAD_AFTER_MS) return true
  const said = parseJson(await readFile(path, 'utf8').catch(() => ''))
  if (!said.ok || !isObject(said.value)) return false
  const { host, pid } = said.value
  return host === hostname() && typeof pid === 'number' && !isAlive(pid)
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
