/** What a run found: a table and a chart, and whether it agrees with the run before. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/run-node.ts'
import { chartOf } from './chart.ts'
import type { First, Minute } from './isolate.ts'
import type { Result, Round } from './measure.ts'

/** The middle of all rounds, and what they are between without the lowest and the highest. */
export type Spread = { middle: number; low: number; high: number }
export type Figure = { name: string; site: string; bytes: number; throughput: Spread; cpu: Spread; micros: Spread; latency: Spread; aloneMicros: Spread }

type Found = { results: Result[]; minutes: readonly Minute[]; first: First; write: boolean; compare?: string | undefined; only: string }

const LAST = join(root, '.dateline/bench.json')

export function report({ results, minutes, first, write, compare, only }: Found) {
  const figures = results.map(figureOf)
  const text = [tableOf(figures, compare), besides(results, minutes, first, compare)].join('\n\n')
  console.log(`${text}\n\n${agreement(figures)}`)
  if (only === '') writeFileSync(LAST, JSON.stringify(figures))
  if (!write) return
  writeFileSync(join(root, 'docs/performance.svg'), chartOf(figures.filter(({ site }) => site === 'dateline')))
  const path = join(root, 'docs/performance.md')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, (_, start, end) => `${start}${text}\n${end}`),
  )
}

function figureOf({ site, row, bytes, rounds }: Result): Figure {
  const spread = (of: (round: Round) => number): Spread => {
    const all = rounds.map(of).toSorted((one, other) => one - other)
    const edge = all.length > 4 ? 1 : 0
    return { middle: all[all.length >> 1] ?? Number.NaN, low: all[edge] ?? Number.NaN, high: all.at(-1 - edge) ?? Number.NaN }
  }
  return {
    name: row.name,
    site,
    bytes,
    throughput: spread(({ ours, constant }) => ours.perSecond / constant.perSecond),
    cpu: spread(({ ours, constant }) => ours.cpuMicros / constant.cpuMicros),
    micros: spread(({ ours }) => ours.cpuMicros),
    latency: spread(({ ours, constant }) => ours.latency / constant.latency),
    aloneMicros: spread(({ ours }) => ours.latency),
  }
}

function tableOf(figures: readonly Figure[], compare: string | undefined) {
  const heads = [
    'request',
    'bytes',
    'throughput ÷ constant',
    'CPU ÷ constant',
    'CPU, µs',
    'latency, one connection ÷ constant',
    ...(compare ? [`throughput at ${compare}`, `CPU at ${compare}`] : []),
  ]
  const lines = figures
    .filter(({ site }) => site === 'dateline')
    .map((figure) => {
      const before = figures.find(({ site, name }) => site === 'other' && name === figure.name)
      const { name, bytes, throughput, cpu, micros, latency } = figure
      return [
        name,
        String(bytes),
        shown(throughput),
        shown(cpu),
        micros.middle.toFixed(0),
        shown(latency),
        ...(compare ? [before ? shown(before.throughput) : '', before ? shown(before.cpu) : ''] : []),
      ]
    })
  return [heads, heads.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const shown = ({ middle, low, high }: Spread) => `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`

function besides(results: readonly Result[], minutes: readonly Minute[], first: First, compare: string | undefined) {
  const rounds = results.flatMap(({ rounds }) => rounds)
  const most = (of: (round: Round) => number) => `${(100 * Math.max(...rounds.map(of))).toFixed(0)} %`
  const names: Record<string, string> = { dateline: 'the site', other: `the site at ${compare}`, constant: 'the constant', read: 'a KV read and the constant' }
  return [
    `The load took ${most(({ constant }) => constant.busy)} of a core at most while it asked for the constant, and workerd up to ${most(({ constant }) => constant.workerdBusy)}.`,
    `The first answer of a fresh isolate came after ${first.map(({ name, milliseconds }) => `${milliseconds.toFixed(0)} ms (${names[name]})`).join(', ')}.`,
    ...minutes.map(
      ({ name, before, after, answered }) => `A minute of a mixed crowd (${answered} requests) took workerd from ${before} to ${after} MB (${names[name]}).`,
    ),
  ].join('\n')
}

/** Of each ratio: whether its middle is within what the run before was between, or the other way round. */
function agreement(figures: readonly Figure[]) {
  if (!existsSync(LAST)) return 'There was no run before this one to compare with.'
  const last: Figure[] = JSON.parse(readFileSync(LAST, 'utf8'))
  const pairs = figures.flatMap((figure) => {
    const before = last.find(({ name, site }) => name === figure.name && site === figure.site)
    return before ? (['throughput', 'cpu'] as const).map((of) => ({ what: `${figure.site}: ${figure.name}, ${of}`, now: figure[of], earlier: before[of] })) : []
  })
  const apart = pairs.filter(({ now, earlier }) => now.low > earlier.high || earlier.low > now.high)
  return [
    `${pairs.length - apart.length} of ${pairs.length} ratios agree with the run before.`,
    ...apart.map(({ what, now, earlier }) => `${what}: ${shown(now)}, before ${shown(earlier)}`),
  ].join('\n')
}
