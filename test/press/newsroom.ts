/** A press of one's own for each test, with its clock, its edition and what can go wrong with it in hand. */

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import type { Article } from '../../src/copy/shapes/article.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { forget } from '../../src/edition/edition.ts'
import type { KvWriter } from '../../src/edition/kv-entry.ts'
import type { Actor } from '../../src/press/calls.ts'
import type { PressCore } from '../../src/press/core.ts'
import type { Press } from '../../src/press/press.ts'
import { nextTelling } from '../../src/press/printing/telling-search.ts'
import type { SearchCalls } from '../../src/search/calls.ts'
import { testSite } from '../fakes.ts'

export const EDITOR: Actor = { name: 'Edith', role: 'editor' }
export const REPORTER: Actor = { name: 'Rex', role: 'reporter' }
export const ADMIN: Actor = { name: 'Ada', role: 'admin' }
export const NOW = Date.parse('2026-11-24T12:00:00Z')

type Stored = { text: string; metadata: { tag?: string } | null }

/** Workers KV in memory: it counts, remembers the order of writes, keeps KV's limit of a write per key and second, and fails on command. */
export class Kv {
  values = new Map<string, Stored>()
  writes: string[] = []
  tooFast: string[] = []
  #lastWrite = new Map<string, number>()
  /** Called before each write; throws to make it fail. */
  beforeWrite: (key: string) => void = () => {}
  /** Called after each write that held. */
  afterWrite: (key: string) => void = () => {}
  clock: () => number
  constructor(clock: () => number) {
    this.clock = clock
  }

  json = (key: string) => JSON.parse(this.values.get(key)?.text ?? 'null')
  lastWrite = (key: string) => this.#lastWrite.get(key) ?? -Infinity
  byHand = (key: string, value: unknown) => this.values.set(key, { text: typeof value === 'string' ? value : JSON.stringify(value), metadata: null })
  snapshot = () => Object.fromEntries([...this.values].sort(([a], [b]) => (a < b ? -1 : 1)))

  async put(key: string, text: string, { metadata }: { metadata: { tag: string } }) {
    this.#count(key)
    this.values.set(key, { text, metadata })
    await Promise.resolve()
    this.afterWrite(key)
  }
  async delete(key: string) {
    this.#count(key)
    this.values.delete(key)
    this.afterWrite(key)
  }
  async get(key: string) {
    return this.values.get(key)?.text ?? null
  }
  async getWithMetadata(keys: string[]) {
    const read = ({ text, metadata }: Stored) => ({ value: text, metadata })
    return new Map(keys.map((key) => [key, this.values.has(key) ? read(this.values.get(key) as Stored) : null]))
  }
  async list({ prefix = '', cursor, limit = 1000 }: { prefix?: string; cursor?: string; limit?: number }) {
    const names = [...this.values.keys()].filter((name) => name.startsWith(prefix) && (!cursor || name > cursor)).sort()
    const keys = names.slice(0, limit).map((name) => ({ name, metadata: this.values.get(name)?.metadata ?? undefined }))
    return names.length > limit ? { keys, list_complete: false, cursor: keys.at(-1)?.name } : { keys, list_complete: true }
  }

  #count(key: string) {
    this.beforeWrite(key)
    if (this.clock() - (this.#lastWrite.get(key) ?? -Infinity) < 1000) this.tooFast.push(key)
    this.#lastWrite.set(key, this.clock())
    this.writes.push(key)
  }
}

export type Room = {
  press: PressCore & PressCore['calls']
  /** This newsroom's own. */
  search: SearchCalls
  kv: Kv
  time: { now: number }
  sql: SqlStorage
  storage: DurableObjectStorage
  settle: () => Promise<void>
  pass: (seconds: number) => Promise<void>
}

let rooms = 0

/** A newsroom whose clock stands still until it is told to go on. */
export function newsroom<T>(work: (room: Room) => Promise<T>, name = `room-${rooms++}`, kept?: { kv: Kv; time: { now: number } }): Promise<T> {
  const stub = env.PRESS.get(env.PRESS.idFromName(name))
  return runInDurableObject(stub as unknown as DurableObjectStub, async (instance, state) => {
    const core = await (instance as unknown as Press).core
    const press = Object.assign(core, core.calls)
    const time = kept?.time ?? { now: NOW }
    const kv = kept?.kv ?? new Kv(() => time.now)
    forget()
    press.clock = () => time.now
    press.kv = kv as unknown as KvWriter
    press.patienceMs = 0
    const search = env.SEARCH.get(env.SEARCH.idFromName(name)) as unknown as SearchCalls
    press.search = search
    const settle = async () => {
      for (let n = 0; n < 200; n++) {
        await press.alarm()
        const { due } = state.storage.sql.exec<{ due: number | null }>('SELECT min(due_at) AS due FROM outbox').one()
        const telling = nextTelling({ sql: state.storage.sql, lang: 'en' })
        if (due === null && telling === undefined) return
        time.now = Math.max(time.now, Math.min(due ?? Infinity, telling ?? Infinity))
      }
      throw new Error('The outbox does not empty, or search is not told.')
    }
    const pass = async (seconds: number) => {
      time.now += seconds * 1000
      await press.alarm()
      await settle()
    }
    return work({ press, search, kv, time, sql: state.storage.sql, storage: state.storage, settle, pass })
  })
}

export const SITE = v.parse(Site, testSite)

export function story(slug: string, more: Partial<Article> = {}): Article {
  const body = [{ type: 'paragraph', text: `The body of ${slug}.` }] as unknown as Article['body']
  return { v: 1, slug, section: 'world', headline: `Story ${slug}`, publishedAt: '2026-11-24T08:00:00Z', body, ...more } as Article
}
