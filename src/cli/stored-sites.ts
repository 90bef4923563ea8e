/**
 * The sites that an editor logged in to, with a token for each, in `sites.json` of the editor's configuration folder. Nobody else may
 * read it: the file has mode 600 and its folder 700.
 */
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import * as v from 'valibot'
import { writeFileAtomically } from './atomic-file.ts'
import type { Environment } from './environment.ts'
import { EXIT, ExitError } from './exit-error.ts'
import { printError } from './print.ts'

const StoredSite = v.object({ url: v.string(), token: v.string(), holder: v.string(), role: v.string(), expiresAt: v.optional(v.string()) })
const StoredSites = v.object({ default: v.optional(v.string()), sites: v.record(v.string(), StoredSite) })

export type StoredSite = v.InferOutput<typeof StoredSite>
export type StoredSites = v.InferOutput<typeof StoredSites>

/** What of a file's mode lets others in. */
const OTHERS = 0o077

export async function readSites(environment: Environment): Promise<StoredSites> {
  const file = sitesFile(environment)
  if (!file) return { sites: {} }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new ExitError(EXIT.refused, `${file} cannot be read (${error.message}).`)
  })
  if (text === undefined) return { sites: {} }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), StoredSites), text)
  if (!parsed.success) throw new ExitError(EXIT.refused, `${file} is damaged. Delete it, and log in again with newsdesk login.`)
  return parsed.output
}

export async function writeSites(environment: Environment, sites: StoredSites): Promise<string> {
  const file = sitesFile(environment)
  if (!file) throw new ExitError(EXIT.refused, 'There is no folder to store the token in: neither XDG_CONFIG_HOME nor HOME names one.')
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    // It may have been there before, with another mode.
    await chmod(dirname(file), 0o700)
    await writeFileAtomically(file, `${JSON.stringify(sites, null, 2)}\n`, 0o600)
  } catch (error) {
    throw new ExitError(EXIT.refused, `${file} cannot be written (${error instanceof Error ? error.message : error}).`)
  }
  return file
}

/** A site by the name it was stored under. */
export function siteNamed(name: string, { sites }: StoredSites): StoredSite {
  const site = Object.hasOwn(sites, name) ? sites[name] : undefined
  if (site) return site
  const names = Object.keys(sites)
  throw new ExitError(
    EXIT.usage,
    `You are not logged in to a site called "${name}". ${names.length > 0 ? `You are logged in to: ${names.join(', ')}.` : 'Log in with newsdesk login.'}`,
  )
}

function sitesFile({ env: { APPDATA, XDG_CONFIG_HOME, HOME } }: Environment): string | undefined {
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'newsdesk', 'sites.json')
  // A relative one is to be ignored (XDG Base Directory Specification).
  if (XDG_CONFIG_HOME && isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, 'newsdesk', 'sites.json')
  return HOME ? join(HOME, '.config', 'newsdesk', 'sites.json') : undefined
}

export async function warnOfOtherReaders(environment: Environment): Promise<void> {
  const file = sitesFile(environment)
  const place = file && process.platform !== 'win32' ? await stat(file).catch(() => undefined) : undefined
  if (place && place.mode & OTHERS) printError(environment, `newsdesk: others on this machine can read your tokens. Run: chmod 600 ${file}`)
}
