/** Old addresses lead to new ones: by the site's redirects, or as a file where it has none. */
import { writeFile } from 'node:fs/promises'
import { csvCell } from '../../copy/text/csv.ts'
import type { CommandContext } from '../command-context.ts'
import { eachInParallel } from '../in-parallel.ts'
import { decoded, pathAndQuery } from './addresses.ts'
import type { RefusedRedirect, Report } from './report.ts'

const AT_ONCE = 8

/** Each old address once; what leads to itself is where it was. */
export class OldRedirects {
  readonly #byFrom = new Map<string, string | undefined>()
  readonly #unlessKnown = new Set<string>()

  add(address: string, to: string | undefined) {
    const from = pathAndQuery(address)
    if (from === undefined || from === '/' || isWhereItWas(from, to) || (this.#byFrom.has(from) && !this.#unlessKnown.has(from))) return
    this.#unlessKnown.delete(from)
    this.#byFrom.set(from, to)
  }

  /** What only one file of a site says: where the site has a redirect from there already, that stays. At `here` its page may yet come. */
  addUnlessKnown(address: string, { to, here }: { to: string | undefined; here: string }) {
    const from = pathAndQuery(address)
    if (from === undefined || from.replace(/\/$/, '') === here || this.#byFrom.has(from)) return
    this.add(address, to)
    if (this.#byFrom.has(from)) this.#unlessKnown.add(from)
  }

  /** Those of which the site says that it knows them are left out. */
  async keepKnown(isKnown: (from: string) => Promise<boolean>) {
    await eachInParallel([...this.#unlessKnown], AT_ONCE, async (from) => {
      if (await isKnown(from)) this.#byFrom.delete(from)
    })
  }

  get size() {
    return this.#byFrom.size
  }

  /** `from,to,status`. */
  *csvRows() {
    for (const [from, to] of this.#byFrom) yield `${[from, to ?? '', to === undefined ? '410' : '301'].map(csvCell).join(',')}\r\n`
  }
}

/** However either is spelled: our own paths have letters as they are read, those of an address are escaped. */
const isWhereItWas = (from: string, to: string | undefined) => to !== undefined && pathKey(from) === pathKey(to)
const pathKey = (path: string) => decoded(path).normalize('NFC').replace(/\/$/, '')

const HEAD = 'from,to,status\r\n'

/** Rows of one request. */
const MOST_ROWS = 2000

/** Named in the report; all are counted. */
const MOST_REFUSALS = 2000

type Answer = { added: number; changed: number; same: number; refused: number; items: { from: string; ok: boolean; message?: string }[] }

/** `file`: where they are to be written, whatever the site can. */
export async function sendRedirects({ api, print }: CommandContext, redirects: OldRedirects, file: string | undefined): Promise<Report['redirects']> {
  if (file === undefined) await redirects.keepKnown(async (from) => (await api.ask('GET', '/api/redirects', { query: { from } })).ok)
  const rows = [...redirects.csvRows()]
  if (rows.length === 0) return { count: 0 }
  if (file !== undefined) {
    await writeFile(file, HEAD + rows.join(''))
    return { count: rows.length, where: `are in ${file}` }
  }
  let [added, refused] = [0, 0]
  const refusals: RefusedRedirect[] = []
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const body = HEAD + rows.slice(from, from + MOST_ROWS).join('')
    const reply = await api.ask<Answer>('POST', '/api/redirects/import', { body, type: 'text/csv', repeatable: true })
    if (!reply.ok && reply.problem.status === 404) {
      print.remark('This site has no redirects. Write them to a file with --redirects FILE.')
      return { count: rows.length, where: 'were not taken: this site has no redirects' }
    }
    if (!reply.ok) {
      print.error(`Redirects: ${reply.problem.detail}`)
      refused += Math.min(MOST_ROWS, rows.length - from)
      continue
    }
    added += reply.value.added + reply.value.changed + reply.value.same
    refused += reply.value.refused
    for (const { from: old, ok, message } of reply.value.items)
      if (!ok && refusals.length < MOST_REFUSALS) refusals.push({ from: old, why: message ?? 'refused' })
  }
  return { count: rows.length, added, refused, ...(refusals.length > 0 && { refusals }) }
}
