/** What an isolate takes: memory in a crowd, and the time to its first answer. */
import type { openLoad } from './load.ts'
import type { Site } from './measure.ts'
import { median } from './median.ts'
import { crowdOf } from './rows.ts'
import { workerdUsage } from './workerd.ts'

const MINUTE_MS = 60_000
/** Even, so that each of two sites is as often the first. */
const STARTS = 6

/** In megabytes, of all of workerd with its storage. */
export type Minute = { name: string; before: number; after: number; answered: number }
/** A fresh workerd with the same storage, and where its Workers are. */
type Restart = () => Promise<(name: string) => Promise<number>>
/** Milliseconds from a request to its answer, where it is the first that an isolate gets; the middle one of some. */
export type First = { name: string; milliseconds: number }[]

export async function measureMinute(load: ReturnType<typeof openLoad>, { name, known }: Site, restart: Restart): Promise<Minute> {
  const port = await (await restart())(name)
  const crowd = { port, requests: crowdOf(known), after: 0, status: 0, connections: 16, most: Number.MAX_SAFE_INTEGER }
  await load.measure({ ...crowd, milliseconds: MINUTE_MS / 10 })
  const before = workerdUsage()?.megabytes ?? Number.NaN
  const { answered } = await load.measure({ ...crowd, milliseconds: MINUTE_MS })
  return { name, before, after: workerdUsage()?.megabytes ?? Number.NaN, answered }
}

const PATHS: Record<string, string> = { constant: '/200/40000', read: '/story-0/200/40000' }

/** The constants come first, and pay for what all of workerd starts with; the sites take turns. */
export async function measureFirstAnswers(sites: readonly string[], restart: Restart): Promise<First> {
  const times = [...Object.keys(PATHS), ...sites].map((name) => ({ name, all: [] as number[] }))
  for (let start = 0; start < STARTS; start++) {
    const portOf = await restart()
    const [constant, read, ...rest] = times
    for (const { name, all } of [constant, read, ...(start % 2 === 0 ? rest : rest.toReversed())].flatMap((it) => it ?? [])) {
      const url = `http://127.0.0.1:${await portOf(name)}${PATHS[name] ?? '/world/story-0'}`
      const began = performance.now()
      await (await fetch(url, { headers: { 'CF-IPCountry': 'SG' } })).arrayBuffer()
      all.push(performance.now() - began)
    }
  }
  return times.map(({ name, all }) => ({ name, milliseconds: median(all) }))
}
