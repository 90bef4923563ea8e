/**
 * Results go to stdout, as lines for people or as JSON Lines for programs; remarks and refusals go to stderr. Whatever is printed
 * passes `printable` here, so no other file has to think of what a site, a file or an argument may say.
 */
import type { Problem } from './api.ts'
import type { Environment } from './environment.ts'
import { printable } from './printable.ts'

/** Text in a colour of ours. It stays apart from the escape codes until it is printed: those of others never count. */
export type Styled = { text: string; codes: readonly number[] }
/** One line. */
export type Words = string | Styled | readonly (string | Styled)[]

export type Print = {
  json: boolean
  quiet: boolean
  /** One result: its JSON with --json, else its lines; lines are dropped with --quiet. */
  result(value: unknown, ...lines: Words[]): void
  /** Lines that were asked for, such as a table; also shown with --quiet, never with --json. */
  text(...lines: Words[]): void
  /** A document, or a piece of one: to a file or a program as it is, to a terminal as a terminal may show it. */
  copy(text: string): void
  remark(...lines: Words[]): void
  complain(...lines: Words[]): void
  colour: Colour
  progress(total: number | undefined, what: string): Progress
}

type Paint = (text: string) => Styled
export type Colour = { red: Paint; struckRed: Paint; green: Paint; dim: Paint; yellow: Paint; on: boolean }
export type Progress = { step(count?: number): void; end(): void }

export function printOf(environment: Environment, options: { json: boolean; quiet: boolean }): Print {
  const { json, quiet } = options
  let bar = ''
  const err = (lines: readonly Words[]) => {
    for (const line of lines) environment.stderr.write(bar ? `\r\x1b[K${shown(line)}\n${bar}` : `${shown(line)}\n`)
  }
  const out = (lines: readonly string[]) => {
    if (bar) environment.stderr.write('\r\x1b[K')
    for (const line of lines) environment.stdout.write(`${line}\n`)
    if (bar) environment.stderr.write(bar)
  }
  return {
    json,
    quiet,
    result(value, ...lines) {
      if (json) out([printable(JSON.stringify(value))])
      else if (!quiet) out(lines.map(shown))
    },
    text: (...lines) => json || out(lines.map(shown)),
    copy: (text) => environment.stdout.write(environment.stdout.isTTY ? text.replace(/[^\n\t]+/g, printable) : text),
    remark: (...lines) => quiet || err(lines),
    complain: (...lines) => err(lines),
    colour: colourOf(environment),
    progress(total, what) {
      if (!environment.stderr.isTTY || quiet) return { step() {}, end() {} }
      let done = 0
      const draw = () => {
        bar = `\r\x1b[K${printable(barOf(done, total, what, environment.stderr.columns ?? 80))}`
        environment.stderr.write(bar)
      }
      draw()
      return {
        step(count = 1) {
          done += count
          draw()
        },
        end() {
          bar = ''
          environment.stderr.write('\r\x1b[K')
        },
      }
    },
  }
}

/** The last word of a command that ends early. */
export const complainTo = (environment: Pick<Environment, 'stderr'>, line: string) => environment.stderr.write(`${printable(line)}\n`)

function shown(words: Words): string {
  if (typeof words === 'string') return printable(words)
  if (!('codes' in words)) return words.map(shown).join('')
  const text = printable(words.text)
  return words.codes.length > 0 ? `\x1b[${words.codes.join(';')}m${text}\x1b[0m` : text
}

function barOf(done: number, total: number | undefined, what: string, columns: number) {
  if (!total) return `${done.toLocaleString('en')} ${what}`
  const label = ` ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`
  const room = Math.max(0, Math.min(30, columns - label.length - 3))
  const full = Math.round((room * Math.min(done, total)) / total)
  return `[${'='.repeat(full)}${' '.repeat(room - full)}]${label}`
}

/** Colour only for a terminal, and not where NO_COLOR is set. */
function colourOf(environment: Environment): Colour {
  const on = Boolean(environment.stdout.isTTY) && !environment.env.NO_COLOR
  const paint =
    (...codes: number[]): Paint =>
    (text) => ({ text, codes: on ? codes : [] })
  return { on, red: paint(31), struckRed: paint(9, 31), green: paint(32), yellow: paint(33), dim: paint(2) }
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
