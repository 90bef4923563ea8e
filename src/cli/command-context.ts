/** What every command is handed, and how it is hung into the program. */
import type { Api } from './api.ts'
import type { Environment } from './environment.ts'
import type { Print } from './print.ts'
import type { Program } from './program.ts'
import type { Records } from './records.ts'

export type CommandContext = {
  api: Api
  print: Print
  records: Records
  environment: Environment
}

/** Adds one command to the program. */
export type AddCommand = (program: Program, run: Run) => unknown

const groupIn = (program: Program, name: string) => program.command(name)

/** A command that only holds others, such as `newsdesk letters`. */
export type Group = ReturnType<typeof groupIn>
export type AddSubcommand = (group: Group, run: Run) => unknown

/** What a command does; it answers the exit code. */
export type Work<A extends unknown[]> = (context: CommandContext, ...args: A) => number | Promise<number>

/** Makes a commander action of it: what commander passes on, and the context in front. */
export type Run = <A extends unknown[]>(work: Work<A>) => (...args: [...A, unknown]) => Promise<void>

/** An address below /api/articles. */
export const articlePath = (slug: string, rest = '') => `/api/articles/${encodeURIComponent(slug)}${rest}`
