/**
 * Results go to stdout, as lines for people or as JSON Lines for programs; remarks and refusals go to stderr. Whatever is printed
 * passes `printable` here, so no other file has to think of what a site, a file or an argument may say.
 */
import type { Environment } from './environment.ts'
import { printable } from './printable.ts'
import { type Bar, clearBar, type Progress, startBar } from './progress.ts'
import { type Colour, colourOf, render, type Words } from './styled-text.ts'
import type { Table } from './table.ts'

export type Print = {
  json: boolean
  quiet: boolean
  /** One result: its JSON with --json, else its lines; lines are dropped with --quiet. */
  result(value: unknown, ...lines: Words[]): void
  /** A list of results: on a terminal as aligned columns, else one by one as `result` prints them. Resolves to how many there were. */
  results<T>(items: Iterable<T> | AsyncIterable<T>, show: ListWords<T>): Promise<number>
  /** Lines that were asked for, such as a table; also shown with --quiet, never with --json. */
  text(...lines: Words[]): void
  /** A document, or a piece of one: to a file or a program as it is, to a terminal as a terminal may show it. */
  document(text: string): void
  remark(...lines: Words[]): void
  error(...lines: Words[]): void
  colour: Colour
  progress(total: number | undefined, what: string): Progress
}

export type ListWords<T> = Pick<Table, 'heads' | 'elastic'> & { line(item: T): Words; cells(item: T): readonly Words[] }

export function printOf(environment: Environment, { json, quiet }: { json: boolean; quiet: boolean }): Print {
  const { stdout, stderr } = environment
  const colour = colourOf(environment)
  let bar: Bar | undefined
  const write = (output: { write(text: string): unknown }, lines: readonly string[]) => {
    if (bar) clearBar(stderr)
    for (const line of lines) output.write(`${line}\n`)
    bar?.redraw()
  }
  const print: Print = {
    json,
    quiet,
    colour,
    result(value, ...lines) {
      if (json) write(stdout, [printable(JSON.stringify(value))])
      else if (!quiet) write(stdout, lines.map(render))
    },
    async results<T>(items: Iterable<T> | AsyncIterable<T>, { line, cells, ...table }: ListWords<T>) {
      const listed: T[] = []
      let count = 0
      for await (const item of items) {
        if (stdout.errored) break
        count++
        if (stdout.isTTY && !json && !quiet) listed.push(item)
        else print.result(item, line(item))
      }
      if (listed.length === 0) return count
      const { tableLines } = await import('./table.ts')
      const lines = tableLines({ ...table, rows: listed.map(cells) }, stdout.columns ?? 80, colour)
      write(stdout, lines ?? listed.map((item) => render(line(item))))
      return count
    },
    text: (...lines) => json || write(stdout, lines.map(render)),
    document: (text) => stdout.write(stdout.isTTY ? text.replace(/[^\n\t]+/g, printable) : text),
    remark: (...lines) => quiet || write(stderr, lines.map(render)),
    error: (...lines) => write(stderr, lines.map(render)),
    progress(total, what) {
      if (!stderr.isTTY || quiet) return { step() {}, end() {} }
      const started = startBar(stderr, total, what)
      bar = started
      return {
        step: started.step,
        end() {
          if (bar !== started) return
          bar = undefined
          started.end()
        },
      }
    },
  }
  return print
}

/** The last word of a command that ends early. */
export const printError = (environment: Pick<Environment, 'stderr'>, line: string) => environment.stderr.write(`${printable(line)}\n`)
