/** A press that is killed at a chosen moment, and the one that takes its place. */
import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { Kv, NOW, newsroom, type Room } from './newsroom.ts'

export type Step = (press: Room['press']) => Promise<unknown>
/** `purged`: tags of the front cache, where there is one, each with how often KV had been written when the platform took it. */
export type Killed<T> = { kv: Kv; died: boolean; found: T; purged: { tag: string; writes: number }[] }

type Work<T> = {
  steps: readonly Step[]
  /** What is looked at when all is printed. */
  look: (room: Room) => Promise<T>
  /** How many of the first steps can't be interrupted. */
  safe?: number
  /** Nobody gives the order again that was cut off, nor those after it. */
  isGivenUp?: boolean
  /** Pages are kept by a front cache, and have to be purged. */
  hasFrontCache?: boolean
}

let runs = 0

/**
 * Works through the steps. At the `fatal`th moment (before a transaction, before and after a write, a purge, a telling of search) the object is
 * killed: nothing it would still do reaches ledger or KV. Then work goes on with a new one.
 */
export async function killedAt<T>(fatal: number, { steps, look, safe = 0, isGivenUp = false, hasFrontCache = false }: Work<T>): Promise<Killed<T>> {
  const name = `crash-${runs++}`
  const time = { now: NOW }
  const kv = new Kv(() => time.now)
  let step = 0
  let moments = 0
  const isDead = () => moments >= fatal
  let isOver = false
  const moment = () => {
    if (isOver || step < safe) return
    if (isDead() || ++moments >= fatal) throw new Error('killed')
  }
  const purged: { tag: string; writes: number }[] = []
  const purge = async (tags: string[] | 'everything') => {
    moment()
    for (const tag of [tags].flat()) purged.push({ tag, writes: kv.writes.length })
    moment()
    return { success: true, errors: [] }
  }
  const work = (mayDie: boolean) =>
    newsroom(
      async ({ press, search, storage }) => {
        kv.beforeWrite = kv.afterWrite = mayDie ? moment : () => {}
        if (hasFrontCache) giveFrontCache(press, purge)
        const transact = storage.transactionSync.bind(storage)
        if (mayDie) {
          press.search = {
            async tell(telling) {
              moment()
              const told = await search.tell(telling)
              moment()
              return told
            },
          }
          storage.transactionSync = (action) => {
            moment()
            return transact(action)
          }
        }
        for (; step < steps.length; step++) {
          await steps[step]?.(press).catch((error: Error) => expect(error.message).toBe('killed'))
          if (mayDie && isDead()) return
          time.now += 500
        }
        isOver = true
      },
      name,
      { kv, time },
    )
  await work(true)
  if (isDead()) {
    await evictDurableObject(env.PRESS.get(env.PRESS.idFromName(name)))
    if (isGivenUp) step = steps.length
    await work(false)
  }
  const found = await newsroom(
    async (room) => {
      isOver = true
      if (hasFrontCache) giveFrontCache(room.press, purge)
      await room.settle()
      if (hasFrontCache) await purgeAll(room)
      return look(room)
    },
    name,
    { kv, time },
  )
  return { kv, died: isDead(), found, purged }
}

/** As the platform gives it to the object: one cache, reached through the entrypoint that fills it. */
function giveFrontCache(press: Room['press'], purge: (tags: string[] | 'everything') => Promise<{ success: boolean; errors: unknown[] }>) {
  const { storage, id } = press.ctx
  const own = press.ctx
  press.ctx = {
    storage,
    id,
    waitUntil: (work: Promise<unknown>) => own.waitUntil(work),
    exports: { Pages: () => ({ purge }) },
  } as unknown as DurableObjectState
}

/** Until nothing waits to be purged. */
async function purgeAll({ press, time, sql }: Room) {
  for (let n = 0; n < 100; n++) {
    await press.alarm()
    if (sql.exec<{ count: number }>('SELECT count(*) AS count FROM purges').one().count === 0) return
    time.now += 15_000
  }
  throw new Error('Something waits to be purged for ever.')
}

/** What readers have, but for the moments at which lists last changed. */
export const edition = (kv: Kv) => Object.fromEntries([...kv.values.keys()].sort().map((key) => [key, { ...kv.json(key), at: undefined }]))
