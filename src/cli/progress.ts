/** A bar on stderr, where that is a terminal, while a command is at work. */
import { MultiBar } from 'cli-progress'
import { counted } from './counted.ts'
import type { Output } from './environment.ts'

/** `what` changes the words beside the bar. */
export type Progress = { step(count?: number, what?: string): void; end(): void }
export type Bar = Progress & { redraw(): void }

/** Before this, what has been done says little of what is left. */
const FIRST_GUESS_MS = 5000

/** "about 4 minutes left": `share` is what is done, from 0 to 1. `undefined` where nobody can tell yet. */
export function timeLeft(share: number, elapsedMs: number): string | undefined {
  if (elapsedMs < FIRST_GUESS_MS || share <= 0 || share >= 1) return undefined
  const seconds = (elapsedMs / share - elapsedMs) / 1000
  if (seconds < 55) return `about ${counted(Math.max(5, Math.ceil(seconds / 5) * 5), 'second')} left`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `about ${counted(minutes, 'minute')} left` : `about ${counted(Math.round(minutes / 60), 'hour')} left`
}

const OWN_LINE = '\r\x1b[K'

export function startBar(stderr: Output, total: number | undefined, what: string): Bar {
  const bars = new MultiBar({
    // Of a stream cli-progress uses only what an Output has.
    stream: stderr as unknown as NodeJS.WritableStream,
    format: total ? '[{bar}] {value} of {total} {what}{left}' : '{value} {what}',
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? value.toLocaleString('en') : String(value)),
    barsize: 30,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
    clearOnComplete: true,
    forceRedraw: true,
    linewrap: true,
  })
  const bar = bars.create(total ?? 0, 0, { what, left: '' })
  const started = performance.now()
  let done = 0
  return {
    step(count = 1, now) {
      done += count
      const left = total ? timeLeft(done / total, performance.now() - started) : undefined
      bar.increment(count, { ...(now !== undefined && { what: now }), left: left ? `, ${left}` : '' })
    },
    end: () => bars.stop(),
    redraw: () => bars.update(),
  }
}

/** Clears the bar's line, so that a line can be printed in its place. */
export const clearBar = (stderr: Output) => stderr.write(OWN_LINE)
