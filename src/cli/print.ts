/** Results go to stdout, as lines for people or as JSON Lines for programs; remarks and refusals go to stderr. */
import type { Problem } from './api.ts'
import type { World } from './world.ts'

export type Print = {
  json: boolean
  quiet: boolean
  /** One result: its JSON with --json, else its line; lines are dropped with --quiet. */
  result(value: unknown, line?: string): void
  /** Text that was asked for, such as a table; also shown with --quiet, never with --json. */
  text(line: string): void
  remark(line: string): void
  complain(line: string): void
  colour: Colour
  progress(total: number | undefined, what: string): Progress
}

export type Colour = { red(text: string): string; green(text: string): string; dim(text: string): string; yellow(text: string): string; on: boolean }
export type Progress = { step(count?: number): void; end(): void }

export function printOf(world: World, options: { json: boolean; quiet: boolean }): Print {
  const { json, quiet } = options
  let bar = ''
  const err = (line: string) => world.stderr.write(bar ? `\r\x1b[K${line}\n${bar}` : `${line}\n`)
  const out = (line: string) => {
    if (bar) world.stderr.write('\r\x1b[K')
    world.stdout.write(`${line}\n`)
    if (bar) world.stderr.write(bar)
  }
  return {
    json,
    quiet,
    result(value, line) {
      if (json) out(JSON.stringify(value))
      else if (!quiet && line !== undefined) out(line)
    },
    text: (line) => json || out(line),
    remark: (line) => quiet || err(line),
    complain: err,
    colour: colourOf(world),
    progress(total, what) {
      if (!world.stderr.isTTY || quiet) return { step() {}, end() {} }
      let done = 0
      const draw = () => {
        bar = `\r\x1b[K${barOf(done, total, what, world.stderr.columns ?? 80)}`
        world.stderr.write(bar)
      }
      draw()
      return {
        step(count = 1) {
          done += count
          draw()
        },
        end() {
          bar = ''
          world.stderr.write('\r\x1b[K')
        },
      }
    },
  }
}

function barOf(done: number, total: number | undefined, what: string, columns: number) {
  if (!total) return `${done.toLocaleString('en')} ${what}`
  const label = ` ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`
  const room = Math.max(0, Math.min(30, columns - label.length - 3))
  const full = Math.round((room * Math.min(done, total)) / total)
  return `[${'='.repeat(full)}${' '.repeat(room - full)}]${label}`
}

/** Colour only for a terminal, and not where NO_COLOR is set. */
function colourOf(world: World): Colour {
  const on = Boolean(world.stdout.isTTY) && !world.env.NO_COLOR
  const paint = (code: number) => (text: string) => (on ? `\x1b[${code}m${text}\x1b[0m` : text)
  return { on, red: paint(31), green: paint(32), yellow: paint(33), dim: paint(2) }
}

/**
 * A problem in words, each flaw on a line of its own; `place` says where a pointer stands in the editor's file.
 * Of Markdown the site knows the line better, and says it at the end of its sentence.
 */
export function problemLines(subject: string, problem: Problem, place?: (pointer: string) => string): string[] {
  if (problem.flaws.length === 0) return [`${subject}: ${problem.detail}`]
  return problem.flaws.map(({ pointer, message }) => {
    const [said, line] = (place && / ?\(line (\d+)(?: column \d+)?\)/.exec(message)) ?? []
    const where = !place ? subject : line ? `${subject}:${line}` : place(pointer)
    return `${where}: ${pointer ? `${pointer}: ` : ''}${said && pointer ? message.replace(said, '') : message}`
  })
}
