/** `--old-redirects FILE.csv`: the old site's redirects (`from,to,status`), as an export of this software and many plugins write them. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type RedirectRow, redirectsFromCsv } from '../../copy/redirect-rows.ts'
import { usageError } from '../exit-error.ts'
import type { OldItem } from './old-item.ts'
import type { OldSystem } from './old-system.ts'

/** Where nothing says where the old site was. Of its addresses only paths are taken. */
const SOMEWHERE = 'https://old-site.invalid'

/** The system with its redirects behind everything else: all that they may lead to is known by then. */
export async function withListedRedirects(system: OldSystem, path: string, shown: string): Promise<OldSystem> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw usageError(`There is no file "${shown}".`)
  })
  const read = redirectsFromCsv(text)
  if (!read.ok) throw usageError(`${shown}:${read.line}: ${read.message}`)
  const site = system.siteUrl ?? SOMEWHERE
  return {
    ...system,
    async *items() {
      yield* system.items()
      for (const row of read.rows) yield itemOf(row, site, basename(path))
    },
  }
}

function itemOf({ line, from, to, fault }: RedirectRow, site: string, file: string): OldItem {
  const common = { id: `${file} line ${line}`, what: 'redirect', title: from, place: `${file} line ${line.toLocaleString('en')}` }
  if (fault !== undefined || !URL.canParse(from, site)) return { ...common, kind: 'left-out', why: fault ?? 'This is no address.', isLoss: true }
  return { ...common, kind: 'redirect', from: new URL(from, site).href, ...(to !== null && { to }), status: to === null ? 410 : 301 }
}
