/** Where the site is and who we are: options first, then the environment, then what `npm start` left in this directory. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { usageError } from './exit-error.ts'

export type Settings = { url: string; token?: string }

export async function settingsFrom(given: { url?: string; token?: string }, environment: Environment): Promise<Settings> {
  const url = originOf(given.url ?? environment.env.DATELINE_URL ?? 'http://localhost:8787')
  const token =
    given.token ?? environment.env.DATELINE_TOKEN ?? environment.env.DESK_TOKEN ?? (isLocal(url) ? await tokenOfDevelopment(environment.cwd) : undefined)
  return token ? { url, token } : { url }
}

function originOf(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw usageError(`"${text}" is no address of a site. Write it as https://news.example.`)
  return url.origin
}

export const isLocal = (url: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/.test(new URL(url).hostname)

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
