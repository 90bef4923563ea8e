/** What the editor named as the old system's export: a file, a folder, or an address, which is fetched into a file first. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Environment } from '../environment.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { whyUnreachable } from './connection-failures.ts'
import type { Source } from './old-system.ts'
import { isPrivateHost } from './public-address.ts'

type Options = { allowPrivate: boolean; resolveHost(hostname: string): Promise<readonly string[]> }

/** `names`: several files are read as one folder's. */
export async function withSource<T>(names: readonly string[], environment: Environment, options: Options, work: (source: Source) => Promise<T>): Promise<T> {
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

async function withOneSource<T>(named: string, environment: Environment, options: Options, work: (source: Source) => Promise<T>): Promise<T> {
  if (!/^https?:\/\//i.test(named)) return await work(await sourceOnDisk(named, resolve(environment.cwd, named)))
  const folder = await mkdtemp(join(tmpdir(), 'newsdesk-import-'))
  try {
    const path = join(folder, 'export')
    const url = await fetchInto(path, named, environment, options)
    let pages = 1
    const more = async (address: string): Promise<Source> => {
      if (new URL(address).host !== new URL(url).host) throw usageError(`${address} is on another site.`)
      const next = `${path}-${++pages}`
      const from = await fetchInto(next, address, environment, options)
      return { ...(await sourceOnDisk(address, next)), url: from }
    }
    return await work({ ...(await sourceOnDisk(named, path)), url, more })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function sourceOnDisk(name: string, path: string): Promise<Source> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile() && !found?.isDirectory()) throw usageError(`There is no file "${name}".`)
  return { name, path, isFolder: found.isDirectory(), bytes: () => createReadStream(path, { highWaterMark: 256 * 1024 }) }
}

const MOST_REDIRECTS = 5

async function fetchInto(path: string, named: string, environment: Environment, { allowPrivate, resolveHost }: Options): Promise<string> {
  let at = new URL(named)
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!allowPrivate && (await isPrivateHost(at.hostname, resolveHost).catch(() => false)))
      throw usageError(`${at.hostname} is on a private network. If the old site is there, use --allow-private.`)
    const response = await environment.fetch(at, { redirect: 'manual', ...(environment.signal && { signal: environment.signal }) }).catch((error: unknown) => {
      throw new ExitError(
        EXIT.unreachable,
        whyUnreachable(error, at.host).replace('use --uploads with a copy of its files', 'download the export in a browser and name the file'),
      )
    })
    const location = response.headers.get('Location')
    if (response.status >= 300 && response.status < 400 && location && URL.canParse(location, at)) {
      await response.body?.cancel()
      at = new URL(location, at)
      continue
    }
    if (!response.ok || !response.body) throw new ExitError(EXIT.refused, `${at.href} answered ${response.status}.`)
    await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path))
    return at.href
  }
  throw new ExitError(EXIT.refused, `${named} redirects too often.`)
}
