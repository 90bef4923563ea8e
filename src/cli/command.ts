/** What one command is, and what it is handed. */
import type { ParseArgsOptionDescriptor } from 'node:util'
import type { Api } from './api.ts'
import type { Environment } from './environment.ts'
import { usageError } from './exit.ts'
import type { Print } from './print.ts'
import type { Records } from './records.ts'

/** `value` names what follows the option in the help, such as FILE. */
export type Option = ParseArgsOptionDescriptor & { help: string; value?: string }

export type Command = {
  name: string
  /** What follows the name: `SLUG… [--at ISO]`. */
  takes: string
  does: string
  example: string
  options?: Record<string, Option>
  /** Answers the exit code. */
  run(context: CommandContext): Promise<number>
}

export type CommandContext = {
  args: string[]
  api: Api
  print: Print
  records: Records
  environment: Environment
  text(option: string): string | undefined
  isOn(option: string): boolean
  /** A whole number ≥ 1. */
  number(option: string): number | undefined
}

export function argument(context: CommandContext, at: number, what: string): string {
  const given = context.args[at]
  if (!given) throw usageError(`Say which ${what}.`)
  return given
}

export function atLeastOne(context: CommandContext, what: string): string[] {
  if (context.args.length === 0) throw usageError(`Say which ${what}.`)
  return context.args
}

/** An address below /api/articles. */
export const articlePath = (slug: string, rest = '') => `/api/articles/${encodeURIComponent(slug)}${rest}`

/** A moment with its zone, since an editor in Singapore and a server in UTC do not mean the same eight o'clock. */
export function moment(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(Date.parse(text))) {
    throw usageError(`"${text}" is not a date and time with its zone. Write it as ISO 8601, such as 2026-12-01T08:00:00+08:00.`)
  }
  return text
}
