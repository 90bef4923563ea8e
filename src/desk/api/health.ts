/** The deep check: every part of a deployment, each with what was found and what to do. 503 where one of them isn't well. */
import { BUILD_ID } from '../../build/manifest.ts'
import { readSetting } from '../../edge/setting.ts'
import { SITE_KEY } from '../../edition/keys.ts'
import { Unavailable, within } from '../../edition/within.ts'
import type { Check } from '../../health/check.ts'
import { listBackupOf } from '../../newsletter/calls.ts'
import { originalKey } from '../../pictures/picture-keys.ts'
import { backupPressOf } from '../../press/backup-calls.ts'
import { readershipOf } from '../../readership/calls.ts'
import { searchOf } from '../../search/calls.ts'
import { hasRole } from '../access.ts'
import type { ApiContext } from './api-context.ts'
import { siteOf } from './newsletters.ts'
import { jsonResponse } from './responses.ts'

/** A part that hasn't answered by then isn't well. */
const PATIENCE_MS = 5000

export async function checkHealth(c: ApiContext) {
  const { env } = c
  const checks = (
    await Promise.all([
      patiently('ledger', 'The press', () => backupPressOf(env).health()),
      patiently('mailing-list', 'The mailing list', () => listBackupOf(env).health()),
      patiently('readership', 'The count of reads', () => readershipOf(env).health()),
      patiently('search', 'Search', () => readSearch(env)),
      patiently('kv', 'KV', () => readKv(env)),
      patiently('pictures', 'R2', () => readPictures(env)),
    ])
  ).flat()
  const ok = checks.every((check) => check.ok)
  const setup = hasRole(c.get('actor'), 'admin') ? { setup: await setupOf(c) } : {}
  return jsonResponse(c, { status: ok ? 'ok' : 'failing', build: BUILD_ID, at: new Date().toISOString(), checks, ...setup }, ok ? 200 : 503)
}

async function patiently(name: string, what: string, ask: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await within(PATIENCE_MS, ask())
  } catch (error) {
    if (error instanceof Unavailable && error.late) return [notWell(name, `${what} hasn’t answered in ${PATIENCE_MS / 1000} seconds.`)]
    return [notWell(name, `${what} doesn’t answer: ${error instanceof Error ? error.message : String(error)}`)]
  }
}

const notWell = (name: string, words: string): Check => ({
  name,
  ok: false,
  words,
  todo: 'See cloudflarestatus.com, then docs/operations.md for what still works.',
})

async function readKv({ EDITION }: Env): Promise<Check[]> {
  const site = (await EDITION.getWithMetadata([SITE_KEY])).get(SITE_KEY)?.value ?? null
  return [
    site === null
      ? {
          name: 'kv',
          ok: false,
          words: 'KV answers, but has no value "site".',
          todo: 'Set the site with newsdesk site FILE, or restore a backup; then run newsdesk reprint.',
        }
      : { name: 'kv', ok: true, words: 'KV answers.' },
  ]
}

async function readSearch(env: Env): Promise<Check[]> {
  await searchOf(env).popularTopics()
  return [{ name: 'search', ok: true, words: 'Search answers.' }]
}

/** Whether it's there doesn't matter, only that R2 answers. */
async function readPictures({ PICTURES }: Env): Promise<Check[]> {
  await PICTURES.head(originalKey('health'))
  return [{ name: 'pictures', ok: true, words: 'R2 answers.' }]
}

const BINDINGS = [
  'EDITION',
  'PRESS',
  'MAILING_LIST',
  'READERSHIP',
  'SEARCH',
  'PICTURES',
  'IMAGES',
  'ASSETS',
  'SIGN_UPS',
  'SIGN_INS',
  'READS',
  'READS_OF_STORY',
  'SEARCHES',
  'COUNTERS',
  'EMAIL',
] as const
const SETTINGS = [
  'ADMIN_TOKEN_HASH',
  'ACCESS_TEAM_DOMAIN',
  'ACCESS_AUD',
  'ACCESS_ROLES',
  'TURNSTILE_SITE_KEY',
  'TURNSTILE_SECRET',
  'DESK_TOKEN',
  'DATELINE_ENV',
] as const
/** What these say is no secret, and what is wrong with them can only be seen in it. */
const READABLE = ['MAIL_CONFIRMATIONS', 'MAIL_LETTERS', 'MAIL_PER_SECOND', 'MAIL_PER_DAY', 'MAIL_CALLS_PER_ALARM', 'EDITION_LANG'] as const

/** Which bindings and settings there are, never what a secret says. For `newsdesk doctor`. */
async function setupOf(c: ApiContext) {
  const site = await siteOf(c).catch(() => undefined)
  return {
    bindings: Object.fromEntries(BINDINGS.map((name) => [name, name in c.env])),
    settings: Object.fromEntries(SETTINGS.map((name) => [name, readSetting(c.env, name) !== undefined])),
    values: Object.fromEntries(READABLE.flatMap((name) => [[name, readSetting(c.env, name)]]).filter(([, value]) => value !== undefined)),
    ...(site && { site: { url: site.url, ...(site.newsletter?.from && { from: site.newsletter.from.address.split('@')[1] }) } }),
  }
}
