/**
 * One build at a time in a folder. Two `npm start` would otherwise delete each other's files: both build into the folder that
 * `wrangler.toml` names.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A build takes seconds. */
const MAX_WAIT_MS = 120_000
const LOOK_EVERY_MS = 100

/** `path` is the lock's file. Who finds one that nobody holds any more takes it over. */
export async function underBuildLock<T>(path: string, work: () => Promise<T>, say: (line: string) => void = console.error): Promise<T> {
  mkdirSync(dirname(path), { recursive: true })
  for (let waited = 0; !take(path); waited += LOOK_EVERY_MS) {
    if (isAbandoned(path)) rmSync(path, { force: true })
    else if (waited === 0) say('Another build is running in this folder. Waiting for it to end …')
    if (waited >= MAX_WAIT_MS) throw new Error(`Another build in this folder doesn’t end. If none is running, delete ${path} and start again.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path: string) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Its process ended without taking it away. */
function isAbandoned(path: string) {
  const pid = Number(readIfThere(path))
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function readIfThere(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Whoever held it has just ended.
    return ''
  }
}
