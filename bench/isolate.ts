/** What an isolate takes: memory in a crowd, and the time to its first answer. */
import type { openLoad } from './load.ts'
import type { Site } from './measure.ts'
import { crowdOf } from './rows.ts'
import { workerdUsage } from './workerd.ts'

const MINUTE_MS = 60_000
const STARTS = 5

/** In megabytes, of all of workerd. */
export type Minute = { before: number; after: number; answered: number }
/** Milliseconds from a request to its answer, where it is the first that an isolate gets; the middle one of some. */
export type First = { name: string; milliseconds: number }[]

export async function measureMinute(load: ReturnType<typeof openLoad>, { port, known }: Site): Promise<Minute> {
  const before = workerdUsage()?.megabytes ?? Number.NaN
  const { answered } = await load.measure({
    port,
    requests: crowdOf(known),
    after: 0,
    status: 0,
    connections: 16,
    milliseconds: MINUTE_MS,
    most: Number.MAX_SAFE_INTEGER,
  })
  return { before, after: workerdUsage()?.megabytes ?? Number.NaN, answered }
}

/** `restart`: a fresh workerd with the same storage, and where its Workers are. */
export async function measureFirstAnswers(names: readonly string[], restart: () => Promise<(name: string) => Promise<number>>): Promise<First> {
  const times = names.map((name) => ({ name, all: [] as number[] }))
  for (let start = 0; start < STARTS; start++) {
    const portOf = await restart()
    for (const { name, all } of times) {
      const url = `http://127.0.0.1:${await portOf(name)}${name === 'constant' ? '/200/40000' : '/world/story-0'}`
      const began = performance.now()
      await (await fetch(url, { headers: { 'CF-IPCountry': 'SG' } })).arrayBuffer()
      all.push(performance.now() - began)
    }
  }
  return times.map(({ name, all }) => ({ name, milliseconds: all.toSorted((a, b) => a - b)[STARTS >> 1] ?? Number.NaN }))
}
