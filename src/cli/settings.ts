/**
 * Which site, and with whose token: options first, then the environment, then the default of the sites that the editor logged in to,
 * then what `npm start` left in this directory. A stored token goes to the site it was stored for and to no other.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { usageError } from './exit-error.ts'
import { shellWord } from './shell-word.ts'
import { readSites, type StoredSite, type StoredSites, siteNamed, warnOfOtherReaders } from './stored-sites.ts'

/** `named` is how the line named its site, such as ` --site staging`: commands that an editor is to copy say it too. */
export type Settings = { url: string; token?: string; named?: string }

type Given = { url?: string | undefined; site?: string | undefined; token?: string | undefined }

export async function settingsFrom(given: Given, environment: Environment): Promise<Settings> {
  if (given.url !== undefined && given.site !== undefined) throw usageError('Use --url or --site, not both.')
  const { env } = environment
  const stored = await readSites(environment)
  await warnOfOtherReaders(environment)
  if (given.site !== undefined) {
    const site = siteNamed(given.site, stored)
    return { url: site.url, token: given.token ?? site.token, named: ` --site ${shellWord(given.site)}` }
  }
  const asked = given.url ?? env.DATELINE_URL
  const favourite = stored.default === undefined ? undefined : stored.sites[stored.default]
  const preferred = asked === undefined ? favourite?.url : undefined
  const url = originOf(asked ?? preferred ?? 'http://localhost:8787')
  // DESK_TOKEN is development's: it goes to a site somebody named here and now, and not to the one that was stored as the default.
  const fromEnvironment = env.DATELINE_TOKEN ?? (preferred === undefined ? env.DESK_TOKEN : undefined)
  const token =
    given.token ?? fromEnvironment ?? tokenStoredFor(url, favourite, stored) ?? (isLocal(url) ? await tokenOfDevelopment(environment.cwd) : undefined)
  return { url, ...(token && { token }), ...(given.url !== undefined && { named: ` --url ${shellWord(given.url)}` }) }
}

export function originOf(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw usageError(`"${text}" is not the address of a site. Write it like https://news.example.`)
  return url.origin
}

export const isLocal = (url: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/.test(new URL(url).hostname)

/** Of several tokens for one site, that of the default. */
const tokenStoredFor = (url: string, favourite: StoredSite | undefined, { sites }: StoredSites) =>
  [...(favourite ? [favourite] : []), ...Object.values(sites)].find((site) => site.url === url)?.token

/** The admin's token that the first `npm start` makes. It never leaves this machine: only a local site is sent it. */
async function tokenOfDevelopment(cwd: string) {
  try {
    const vars = await readFile(join(cwd, '.dev.vars'), 'utf8')
    return /^\s*DESK_TOKEN\s*=\s*["']?([^"'\s]+)/m.exec(vars)?.[1]
  } catch {
    // No .dev.vars here: the editor gives a token, or the site says that it needs one.
    return undefined
  }
}
