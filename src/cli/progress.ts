/** A bar on stderr, where that is a terminal, while a command is at work. */
import { MultiBar } from 'cli-progress'
import type { Output } from './environment.ts'

/** `what` changes the words beside the bar. */
export type Progress = { step(count?: number, what?: string): void; end(): void }
export type Bar = Progress & { redraw(): void }

const OWN_LINE = '\r\x1b[K'

export function startBar(stderr: Output, total: number | undefined, what: string): Bar {
  const bars = new MultiBar({
    // Of a stream cli-progress uses only what an Output has.
    stream: stderr as unknown as NodeJS.WritableStream,
    format: total ? '[{bar}] {value} of {total} {what}' : '{value} {what}',
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? value.toLocaleString('en') : String(value)),
    barsize: 30,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
    clearOnComplete: true,
    forceRedraw: true,
    linewrap: true,
  })
  const bar = bars.create(total ?? 0, 0, { what })
  return {
    step: (count = 1, now) => bar.increment(count, now === undefined ? {} : { what: now }),
    end: () => bars.stop(),
    redraw: () => bars.update(),
  }
}

/** Clears the bar's line, so that a line can be printed in its place. */
export const clearBar = (stderr: Output) => stderr.write(OWN_LINE)
