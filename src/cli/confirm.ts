import type { CommandContext } from './command-context.ts'
import { usageError } from './exit-error.ts'

/** Asks before what cannot be undone; only `expected` is a yes. Where there is nobody to ask, --yes has to say so. */
export async function confirm({ print, environment }: CommandContext, question: string, expected: string): Promise<boolean> {
  if (!environment.prompt) throw usageError('This cannot be confirmed without a terminal: add --yes if you are sure.')
  const answer = await environment.prompt.ask(question)
  if (answer.toLowerCase() === expected.toLowerCase()) return true
  print.error('Nothing was done.')
  return false
}
