/** What the crowd found, in docs/performance.md and as a chart beside it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/run-node.ts'
import { median } from '../median.ts'
import { memoryChart } from './chart.ts'
import type { Memory } from './memory.ts'
import { PACE, type Told } from './newsroom.ts'
import type { Found, KindFound } from './process.ts'

/** `cpuSeconds`: of workerd, under load. */
type Run = {
  before: Found
  during: Found
  after: Found
  memory: Memory
  cpuSeconds: number
  told: Told
  missing: string[]
  faults: string[]
  minutes: number
  rate: number
  write: boolean
}

/** Prints it; true where nothing is wrong. */
export function report(run: Run): boolean {
  const { memory, write } = run
  const wrong = wrongIn(run)
  const text = [tableOf(run), besides(run, wrong)].join('\n\n')
  console.log([text, ...wrong].join('\n'))
  if (write) {
    const path = join(root, 'docs/performance.md')
    const whole = readFileSync(path, 'utf8').replace(/(<!-- load -->\n)[\s\S]*?(<!-- \/load -->)/, (_, start, end) => `${start}${text}\n${end}`)
    writeFileSync(path, whole)
    writeFileSync(join(root, 'docs/load-memory.svg'), memoryChart(memory))
  }
  return wrong.length === 0
}

function wrongIn({ before, during, after, memory, told, missing, faults }: Run): string[] {
  return [
    ...[before, during, after].flatMap(({ wrong, examples }) => (wrong > 0 ? [`${wrong} answers were wrong:`, ...examples] : [])),
    ...told.failed,
    ...missing.map((what) => `${what} isn’t there.`),
    ...faults.map((fault) => `The site logged: ${fault}`),
    ...(memory.hasGrown ? [`Memory grew from ${memory.from} to ${memory.to} MB.`] : []),
  ]
}

function tableOf({ before, during, after }: Run) {
  const heads = ['request', 'asked', 'p50, ms', 'p50 ÷ idle', 'p99, ms', 'p99 ÷ idle']
  const lines = during.kinds.map((kind) => {
    const idle = [before, after].map(({ kinds }) => kinds.find(({ name }) => name === kind.name) as KindFound) // The same kinds each time.
    const ratio = (of: (it: KindFound) => number) => (of(kind) / median(idle.map(of))).toFixed(1)
    return [kind.name, String(kind.answered), kind.p50.toFixed(2), ratio(({ p50 }) => p50), kind.p99.toFixed(1), ratio(({ p99 }) => p99)]
  })
  return [heads, heads.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function besides({ during, memory, cpuSeconds, told, missing, minutes, rate }: Run, wrong: string[]) {
  const { story, revision, latest, update } = told.seen
  const lag = (all: number[]) => `${(median(all) / 1000).toFixed(1)} s (${(Math.max(...all) / 1000).toFixed(1)} s at most)`
  return [
    `${during.answered} requests in ${minutes} minutes, ${rate} a second; ${during.wrong} answered otherwise than they must. Faults of any kind: ${wrong.length}.`,
    `They and the newsroom took ${((100 * cpuSeconds) / during.seconds).toFixed(0)} % of a core, ${((cpuSeconds * 1000) / during.answered).toFixed(2)} ms a request, all of workerd with its local storage.`,
    `Meanwhile a story was published every ${PACE.story / 1000} s (${story.length + revision.length}, a third of them new revisions of what the crowd reads), a live update told every ${PACE.update / 1000} s (${update.length}), and a reader signed up and confirmed every ${PACE.signUp / 1000} s (${told.confirmed}).`,
    `Readers saw a new story after ${lag(story)}, it was on the page of the latest after ${lag(latest)}, a new revision after ${lag(revision)}, a live update after ${lag(update)}. Of all that was taken, ${missing.length} are missing from KV, the ledger or the list.`,
    `workerd's memory after warming up: ${memory.from} MB, in the last third ${memory.to} MB.`,
  ].join('\n')
}
