import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asExpected, cardsLeadingNowhere, nothingIsLost } from './edition-as-expected.ts'
import { articleOf, expectOf, give, type HandPut, type Hour, hour, malformed, type Order, type SLUGS, tombstone } from './editors-moves.ts'
import { type Earlier, NewsroomModel } from './model-agency.ts'
import { ADMIN, Kv, NOW, newsroom, type Room } from './newsroom.ts'

const quiet = { exports: false, together: [], byHand: [], failures: 0, dies: undefined, looks: false, seconds: 0 }
const copyOf = (slug: (typeof SLUGS)[number], dated = 0) => ({ slug, section: 'world' as const, topics: [], related: [], dated })

const ONCE_WRONG: Hour[][] = [
  // A hand-put copy with corrections carried on, before its time, was filed twice.
  [
    { ...quiet, together: [{ do: 'file', copy: copyOf('bee'), reporter: false, publish: 'now', embargo: undefined }] },
    { ...quiet, together: [{ do: 'correct', slug: 'bee' }] },
    { ...quiet, byHand: [{ do: 'by hand', copy: copyOf('bee', 2) }] },
  ],
  // Put by hand with the very date that its draft was given, it was dated anew, and kept a second time.
  [
    {
      ...quiet,
      byHand: [{ do: 'by hand', copy: copyOf('ant', -3) }],
      together: [
        { do: 'file', copy: { ...copyOf('bee'), dated: undefined }, reporter: false, publish: 'now', embargo: undefined },
        { do: 'file', copy: { ...copyOf('ant'), dated: undefined }, reporter: false, publish: undefined, embargo: undefined },
      ],
      failures: 2,
    },
    { ...quiet, together: [{ do: 'withdraw', slug: 'ant', at: undefined }] },
  ],
  // A ledger exported before a withdrawal brought the story back.
  [
    { ...quiet, together: [{ do: 'file', copy: copyOf('bee'), reporter: false, publish: 'now', embargo: undefined }] },
    { ...quiet, exports: true, together: [{ do: 'withdraw', slug: 'bee', at: undefined }], seconds: 5 },
    { ...quiet, together: [{ do: 'import', export: 0 }] },
  ],
  // One exported before a kill put the killed copy back to wait beside what was out.
  [
    { ...quiet, together: [{ do: 'file', copy: copyOf('bee'), reporter: false, publish: 'now', embargo: undefined }] },
    {
      ...quiet,
      together: [
        { do: 'item', copy: copyOf('bee'), item: { uri: 'urn:a', version: 1 }, reporter: true, publish: 'no', proposed: false },
        { do: 'publish', slug: 'bee', at: 900 },
        { do: 'item', copy: copyOf('bee'), item: { uri: 'urn:b', version: 1 }, reporter: true, publish: 'no', proposed: false },
      ],
    },
    { ...quiet, exports: true, together: [{ do: 'stop', item: { uri: 'urn:a', version: 2 }, order: 'kill' }] },
    { ...quiet, together: [{ do: 'import', export: 0 }], seconds: 1000 },
  ],
  // Held back while it was being printed, it went before the listings that led to it.
  [
    { ...quiet, byHand: [{ do: 'by hand', copy: copyOf('bee') }], seconds: 1 },
    {
      ...quiet,
      together: [
        { do: 'correct', slug: 'bee' },
        { do: 'publish', slug: 'bee', at: 1 },
      ],
    },
  ],
]

/** `ATTACK_SECONDS` runs it for so long, from `ATTACK_SEED` or from a new one each time; left out, it is short and always the same. */
const { ATTACK_SECONDS, ATTACK_SEED } = env as unknown as Record<string, string | undefined> // vitest.config.ts binds them.
const seconds = Number(ATTACK_SECONDS || 0)
const extent = seconds
  ? { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1000, ...(ATTACK_SEED && { seed: Number(ATTACK_SEED) }) }
  : { numRuns: 40, interruptAfterTimeLimit: 25_000, seed: Number(ATTACK_SEED || 14) }

test('whatever several editors do at once, the edition is what they would expect', { timeout: 60_000 + seconds * 1000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hour, { minLength: 1, maxLength: 6, size: 'max' }), (hours) => live(hours)),
    { ...extent, examples: ONCE_WRONG.map((hours) => [hours]) },
  )
})

/** What is not in the object, and outlives it. */
type Day = {
  model: NewsroomModel
  kv: Kv
  time: { now: number }
  exported: { lines: string[]; newsroom: Earlier }[]
  /** Thrown where it is seen, it would be taken for a failure of KV. */
  misled: Set<string>
  written: number
}

let days = 0

async function live(hours: Hour[]) {
  const name = `day-${days++}`
  const time = { now: NOW }
  const kv = new Kv(() => time.now)
  const day: Day = { model: new NewsroomModel(), kv, time, exported: [], misled: new Set(), written: 0 }
  const mayMislead = hours.some(({ failures, dies }) => failures > 0 || dies)
  kv.afterWrite = () => {
    if (!mayMislead) for (const it of cardsLeadingNowhere(kv)) day.misled.add(it)
  }
  const left = [...hours]
  while (left.length > 0) {
    const died = await newsroom((room) => until(room, left, day), name, { kv, time })
    kv.beforeWrite = () => {}
    if (!died) break
    await evictDurableObject(env.PRESS.get(env.PRESS.idFromName(name)))
    // KV's limit of a write per key and second is not remembered by who died; another write is refused, and tried again.
    time.now += 1000
  }
  await newsroom(
    async (room) => {
      await room.settle()
      day.model.tick(time.now)
      await asExpected(room, day.model)
      await nothingIsLost(room, day.model)
    },
    name,
    { kv, time },
  )
  expect(kv.tooFast).toEqual([])
  expect([...day.misled]).toEqual([])
}

/** Works through the hours until none is left, or the object died. */
async function until(room: Room, left: Hour[], day: Day): Promise<boolean> {
  const { press, time, settle } = room
  const { model, exported } = day
  const pass = async (seconds: number) => {
    time.now += seconds * 1000
    await press.alarm()
    model.tick(time.now)
  }
  // Again, after a death: what was due then may have been done or not.
  await pass(0)
  for (let hour = left.shift(); hour; hour = left.shift()) {
    const { exports, together, byHand, failures, dies, looks, seconds } = hour
    if (exports) exported.push({ lines: (await press.exportPage()).lines, newsroom: model.export() })
    const life = lifeOf(room, failures, dies)
    await takeTogether(room, together, day, life)
    if (dies) {
      time.now += seconds * 1000
      await press.alarm()
      if (life.isOver()) return true
      life.isSafe()
      await pass(0)
      continue
    }
    for (const put of byHand) await putByHand(room, put, day, pass)
    if (looks) {
      await settle()
      model.tick(time.now)
      await asExpected(room, model)
    }
    await pass(seconds)
  }
  return false
}

/** So many of the next writes fail; at the `dies`th transaction or write the object is killed, and nothing that it would still do is done. */
function lifeOf({ kv, storage }: Room, failures: number, dies: number | undefined) {
  let left = failures
  let moments = 0
  let kept = 0
  const moment = () => {
    if (dies && ++moments >= dies) throw new Error('killed')
  }
  const { transactionSync } = storage
  const { afterWrite } = kv
  kv.beforeWrite = () => {
    moment()
    if (left-- > 0) throw new Error('KV PUT failed: 429 Too Many Requests')
  }
  kv.afterWrite = (key) => {
    moment()
    afterWrite(key)
  }
  storage.transactionSync = (act) => {
    moment()
    const answer = transactionSync.call(storage, act)
    kept++
    return answer as ReturnType<typeof act>
  }
  const isSafe = () => {
    dies = undefined
  }
  const isOver = () => {
    kv.afterWrite = afterWrite
    return dies !== undefined && moments >= dies
  }
  return { isOver, isSafe, kept: () => kept }
}

/** The press is one line: calls take effect in the order in which they came, each at once or, if the object died, not at all. */
async function takeTogether({ press, time }: Room, together: Order[], day: Day, { kept }: ReturnType<typeof lifeOf>) {
  const answers = together.map((order) => {
    const moment = { now: time.now, n: ++day.written, exported: day.exported }
    const before = kept()
    const answer = give(press, order, moment)
    const preview = kept() > before ? expectOf(day.model, order, moment) : undefined
    return preview ? answer.then((it) => Object.assign(preview, { id: (it as { id: string }).id })) : answer // Only previews are answered with one.
  })
  for (const answer of await Promise.allSettled(answers)) if (answer.status === 'rejected' && answer.reason.message !== 'killed') throw answer.reason
}

/** KV hands out what stood there before for so long. */
const KV_SETTLES_SECONDS = 301

async function putByHand(room: Room, put: HandPut, day: Day, pass: (seconds: number) => Promise<void>) {
  const { press, kv, time, settle } = room
  const { model } = day
  const slug = 'copy' in put ? put.copy.slug : put.slug
  // There it is refused, and what stood there is put back by a later sweep.
  if (!model.stories.has(slug) && model.called(slug)) return
  const settled = async () => {
    await settle()
    model.tick(time.now)
  }
  await settled()
  switch (put.do) {
    case 'by hand': {
      const article = articleOf(put.copy, { now: time.now, n: ++day.written })
      kv.byHand(`en:article:${article.slug}`, article)
      await press.sweep(ADMIN)
      model.file(article, time.now, { mayPublish: true, publish: 'now', isSaid: true, by: 'kv' })
      break
    }
    case 'malformed':
      kv.byHand(`en:article:${put.slug}`, malformed(put.slug))
      await press.sweep(ADMIN)
      break
    case 'tombstone': {
      await pass(KV_SETTLES_SECONDS)
      await settled()
      const isOld = time.now - kv.lastWrite(`en:article:${put.slug}`) >= KV_SETTLES_SECONDS * 1000
      if (!isOld || !model.stories.get(put.slug)?.live) return
      kv.byHand(`en:article:${put.slug}`, tombstone(put.slug, time.now))
      await press.sweep(ADMIN)
      model.tombstone(put.slug, time.now)
    }
  }
  await settled()
}
