/** The built Worker for measuring: freshly bundled, with what it is bound to. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { WORKER_FOLDER } from '../scripts/build-worker.ts'
import { root, runNode } from '../scripts/run-node.ts'

/** From another folder than this one: another revision, under another name. */
export type Source = { name?: string; folder?: string }

export async function buildForMiniflare(bindings: Record<string, string> = {}, { name = 'dateline', folder = root }: Source = {}) {
  const built = await runNode([join(folder, 'scripts/build.ts')], {}, folder)
  if (built.code !== 0) throw new Error(built.output)
  return {
    name,
    modules: modulesIn(join(folder, relative(root, WORKER_FOLDER))),
    compatibilityDate: '2026-10-20',
    compatibilityFlags: ['nodejs_compat', 'nodejs_compat_do_not_populate_process_env'],
    bindings: { DATELINE_ENV: 'development', MAIL_CONFIRMATIONS: 'outbox', ...bindings },
    kvNamespaces: { EDITION: `edition-of-${name}` },
    r2Buckets: ['PICTURES'],
    durableObjects: {
      PRESS: { className: 'Press', useSQLite: true },
      MAILING_LIST: { className: 'MailingList', useSQLite: true },
      SEARCH: { className: 'Search', useSQLite: true },
      READERSHIP: { className: 'Readership', useSQLite: true },
    },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
}

/** The Worker comes in pieces; its own comes first. */
function modulesIn(folder: string) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'worker.js')
  return ['worker.js', ...names].map((path) => ({ type: 'ESModule' as const, path, contents: readFileSync(join(folder, path), 'utf8') }))
}
