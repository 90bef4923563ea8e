/** What the editor named as the old system's export: a file, a folder, or an address, which is fetched into a file first. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { Environment } from '../environment.ts'
import { usageError } from '../exit-error.ts'
import { hostKey } from './addresses.ts'
import { type FetchOptions, fetchInto } from './fetch-into.ts'
import type { Source } from './old-system.ts'

/** `names`: several files are read as one folder's. `undefined` where it was fetched and hasn't changed since `options.known`. */
export async function withSource<T>(
  names: readonly string[],
  environment: Environment,
  options: FetchOptions,
  work: (source: Source) => Promise<T>,
): Promise<T | undefined> {
  const [named = ''] = names
  if (names.length > 1) return await work(await severalOnDisk(names, environment))
  return await withOneSource(named, environment, options, work)
}

async function severalOnDisk(names: readonly string[], { cwd }: Environment): Promise<Source> {
  const parts: Source[] = []
  for (const name of names) {
    if (/^https?:\/\//i.test(name)) throw usageError(`Several files can be named, but only one address: fetch ${name} first.`)
    const part = await sourceOnDisk(name, resolve(cwd, name))
    if (part.isFolder) throw usageError(`"${name}" is a folder. Name one folder, or several files.`)
    parts.push(part)
  }
  return { name: `${names.length} files`, path: resolve(cwd, names[0] ?? ''), isFolder: true, parts, bytes: () => Readable.from([]) }
}

async function withOneSource<T>(named: string, environment: Environment, options: FetchOptions, work: (source: Source) => Promise<T>): Promise<T | undefined> {
  if (!/^https?:\/\//i.test(named)) return await work(await sourceOnDisk(named, resolve(environment.cwd, named)))
  const folder = await mkdtemp(join(tmpdir(), 'newsdesk-import-'))
  try {
    const path = join(folder, 'export')
    const first = await fetchInto(path, named, environment, options)
    if (first === 'unchanged') return undefined
    if (first === 'missing') throw usageError(`There is nothing at ${named} (404).`)
    let pages = 1
    const more = async (address: string): Promise<Source | undefined> => {
      if (hostKey(new URL(address)) !== hostKey(new URL(first.url))) throw usageError(`${address} is on another site.`)
      const next = `${path}-${++pages}`
      const { known: _, ...asked } = options
      const fetched = await fetchInto(next, address, environment, asked)
      return typeof fetched === 'string' ? undefined : { ...(await sourceOnDisk(address, next)), url: fetched.url }
    }
    return await work({ ...(await sourceOnDisk(named, path)), url: first.url, validators: first.validators, more })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function sourceOnDisk(name: string, path: string): Promise<Source> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile() && !found?.isDirectory()) throw usageError(`There is no file "${name}".`)
  return { name, path, isFolder: found.isDirectory(), bytes: () => createReadStream(path, { highWaterMark: 256 * 1024 }) }
}
