/** Rounds of all rows: each row and its constant in turns, so that what else the machine does weighs on both. */
import type { Measured, openLoad } from './load.ts'
import { type Asked, constantFor, type Known, type Row, rowsOf } from './rows.ts'

const SLICE_MS = 150
const TURNS = 2
/** Enough to keep workerd busy all the time. */
const CONNECTIONS = 16
/** What was forgotten since the last round is read again, uncounted. */
const WARM_MS = 40

export type Site = { name: string; port: number; known: Known }
/** All turns of one round. Latencies are of one connection, in microseconds. */
type Side = { perSecond: number; cpuMicros: number; busy: number; workerdBusy: number; latency: number }
export type Round = { ours: Side; constant: Side }
export type Result = { site: string; row: Row; bytes: number; rounds: Round[] }

type Run = { sites: Site[]; ports: Record<Row['against'], number>; load: ReturnType<typeof openLoad>; rounds: number; only: string }

export async function compare({ sites, ports, load, rounds, only }: Run): Promise<Result[]> {
  const names = rowsOf({ etag: '', live: '' }).map(({ name }) => name)
  // Rows in turn, and within them the sites: what is compared is measured side by side.
  const results = names
    .filter((name) => new RegExp(only).test(name))
    .flatMap((name) => sites.map((site) => ({ site, row: rowsOf(site.known).find((row) => row.name === name) as Row, bytes: 0, rounds: [] as Round[] })))
  const asked = new Map<Asked, number>()
  // The first round warms everything up.
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(round === 0 ? 'warming up\n' : `round ${round} of ${rounds}\n`)
    for (const result of results) {
      const { row, site } = result
      const ours: Asked = { ...row, port: row.of ? ports[row.of] : site.port }
      result.bytes = (await slice(ours, CONNECTIONS, WARM_MS)).bytes
      const constant: Asked = { port: ports[row.against], ...constantFor(row, result.bytes) }
      const measured = await turns(ours, constant)
      if (round > 0) result.rounds.push(measured)
    }
  }
  return results.map(({ site, ...result }) => ({ ...result, site: site.name }))

  async function turns(ours: Asked, constant: Asked): Promise<Round> {
    const crowds: [Measured[], Measured[]] = [[], []]
    for (let turn = 0; turn < TURNS; turn++) {
      crowds[0].push(await slice(ours, CONNECTIONS, SLICE_MS))
      crowds[1].push(await slice(constant, CONNECTIONS, SLICE_MS))
    }
    const alone = await slice(ours, 1, SLICE_MS / 2)
    return { ours: sum(crowds[0], alone), constant: sum(crowds[1], await slice(constant, 1, SLICE_MS / 2)) }
  }

  async function slice(row: Asked, connections: number, milliseconds: number) {
    const after = asked.get(row) ?? 0
    const measured = await load.measure({ ...row, after, connections, milliseconds, most: row.most ?? Number.MAX_SAFE_INTEGER })
    asked.set(row, after + measured.answered)
    return measured
  }
}

function sum(slices: readonly Measured[], alone: Measured): Side {
  const answered = total(slices, ({ answered }) => answered)
  const seconds = total(slices, ({ seconds }) => seconds)
  return {
    perSecond: answered / seconds,
    cpuMicros: total(slices, ({ cpuMicros, answered }) => cpuMicros * answered) / answered,
    busy: total(slices, ({ busy, seconds }) => busy * seconds) / seconds,
    workerdBusy: total(slices, ({ workerdBusy, seconds }) => workerdBusy * seconds) / seconds,
    latency: alone.latency,
  }
}

const total = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((sum, one) => sum + of(one), 0)
