/** The process that is the crowd, and nothing else. Alone (one connection) it asks the kinds in turn; at a rate, each as often as its share says. */
import { Connection } from '../connection.ts'
import { BYSTANDER, type Kind, LIVE, liveRequest } from './requests.ts'

/** `port`, `bystander`: where the site and the bystander are. Without `rate` (requests a second) one reader asks one request after another. */
export type Asked = { port: number; bystander: number; kinds: Kind[]; milliseconds: number; rate?: number }
/** Latencies in milliseconds; `wrong`: of the first few, what was asked and what came. */
export type KindFound = { name: string; answered: number; p50: number; p99: number; most: number }
export type Found = { kinds: KindFound[]; answered: number; seconds: number; wrong: number; examples: string[] }
export type Message = { ask: Asked } | { live: string }

const CONNECTIONS = 32
const MAX_EXAMPLES = 10

type Prepared = { name: string; statuses: number[]; requests: Buffer[]; pick: () => number; latencies: number[] }

/** How an open page of the live story asks now. */
let live: Buffer | undefined

process.on('message', async (message: Message) => {
  if ('live' in message) live = Buffer.from(liveRequest(message.live))
  else process.send?.(await run(message.ask))
})

async function run({ port, bystander, kinds, milliseconds, rate }: Asked): Promise<Found> {
  const random = randomFrom(19)
  const prepared = kinds.map((kind) => prepare(kind, random))
  const kindAt = byShare(kinds.map(({ share }) => share))
  const found = { wrong: 0, examples: [] as string[] }
  const start = performance.now()
  let next = 0

  const readers = Array.from({ length: rate === undefined ? 1 : CONNECTIONS }, async () => {
    const connections = { site: await Connection.open(port), bystander: await Connection.open(bystander) }
    for (;;) {
      const at = next++
      const due = rate === undefined ? performance.now() : start + (at / rate) * 1000
      if (due - start >= milliseconds) break
      const kind = prepared[rate === undefined ? at % prepared.length : kindAt(random())] as Prepared // Both are below the length.
      const of = kind.name === BYSTANDER ? 'bystander' : 'site'
      const dueOrNow = await waitFor(due)
      // Who has no part in the site doesn't wait for it, either.
      const began = of === 'site' ? dueOrNow : performance.now()
      try {
        await askOne(connections[of], kind, began)
      } catch (error) {
        note(`${kind.name}: ${(error as Error).message}`)
        connections[of].close()
        connections[of] = await Connection.open(of === 'site' ? port : bystander)
      }
    }
    connections.site.close()
    connections.bystander.close()
  })
  await Promise.all(readers)
  const answered = prepared.reduce((sum, { latencies }) => sum + latencies.length, 0)
  return { kinds: prepared.map(summed), answered, seconds: (performance.now() - start) / 1000, ...found }

  async function askOne(connection: Connection, kind: Prepared, began: number) {
    const request = (kind.name === LIVE && live) || (kind.requests[kind.pick()] as Buffer)
    const { status } = await connection.ask(request)
    kind.latencies.push(performance.now() - began)
    if (!kind.statuses.includes(status)) note(`${request.toString().split('\r\n')[0]}: ${status}`)
  }

  function note(what: string) {
    found.wrong++
    if (found.examples.length < MAX_EXAMPLES) found.examples.push(what)
  }
}

/** When the clock of this request runs: from when it was due, where all connections were busy then; a timer's own lateness is nobody's. */
async function waitFor(due: number) {
  const now = performance.now()
  if (due <= now) return due
  await new Promise((resolve) => setTimeout(resolve, due - now))
  return performance.now()
}

function prepare({ name, statuses, requests, isZipf }: Kind, random: () => number): Prepared {
  const zipf = isZipf && byShare(requests.map((_, at) => 1 / (at + 1)))
  return {
    name,
    statuses,
    requests: requests.map((request) => Buffer.from(request)),
    pick: () => (zipf ? zipf(random()) : Math.floor(random() * requests.length)),
    latencies: [],
  }
}

/** Which of these a number below 1 falls to. */
function byShare(shares: number[]) {
  let sum = 0
  const ends = shares.map((share) => (sum += share))
  return (part: number) => {
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) > part * sum) high = middle
      else low = middle + 1
    }
    return low
  }
}

function summed({ name, latencies }: Prepared): KindFound {
  const sorted = latencies.toSorted((one, other) => one - other)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { name, answered: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) }
}

/** The same crowd each time (mulberry32). */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
