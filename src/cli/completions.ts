/** What may come next on a newsdesk line, read from the commands themselves. */
import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings'

export type Completion = { value: string; description?: string }
/** Words that are known here; or what has to be looked up. */
export type Next = { is: 'words'; words: Completion[] } | { is: 'files' } | { is: 'slugs' } | { is: 'sites' }

/** `typed` are the words after `newsdesk`; the last is the one at the cursor, and may be empty. */
export function nextOf(program: CommandUnknownOpts, typed: readonly string[]): Next {
  const current = typed.at(-1) ?? ''
  const { command, argumentsBefore, waiting } = walk(program, typed.slice(0, -1))
  if (waiting) return valuesOf(waiting)
  if (current.startsWith('-')) {
    const [flag = '', value] = current.split('=')
    const option = value === undefined ? undefined : optionOf(command, flag)
    return option ? withPrefix(`${flag}=`, valuesOf(option)) : { is: 'words', words: optionsOf(command) }
  }
  if (command.commands.length > 0)
    return { is: 'words', words: command.commands.flatMap((one) => [one.name(), ...one.aliases()].map((value) => ({ value, description: one.description() }))) }
  return argumentsOf(command, argumentsBefore)
}

/** Bash takes `--state=draft` apart, and hands over `--state`, `=`, `draft`. */
export const withoutEquals = (words: readonly string[]) => [...words.filter((word) => word !== '='), ...(words.at(-1) === '=' ? [''] : [])]

/** Goes down to the command that is being written; `waiting` is an option that the next word is the value of. */
function walk(program: CommandUnknownOpts, words: readonly string[]) {
  let command: CommandUnknownOpts = program
  let argumentsBefore = 0
  let waiting: Option | undefined
  for (const word of words) {
    if (waiting) waiting = undefined
    else if (word.startsWith('-')) waiting = valued(optionOf(command, word))
    else {
      const below = command.commands.find((one) => one.name() === word || one.aliases().includes(word))
      if (below) command = below
      else argumentsBefore++
    }
  }
  return { command, argumentsBefore, waiting }
}

const valued = (option: Option | undefined) => (option?.required || option?.optional ? option : undefined)

const withGlobals = (command: CommandUnknownOpts): Option[] => [...command.options, ...(command.parent ? withGlobals(command.parent) : [])]

const optionOf = (command: CommandUnknownOpts, flag: string) => withGlobals(command).find(({ long, short }) => flag === long || flag === short)

const optionsOf = (command: CommandUnknownOpts): Completion[] => [
  ...withGlobals(command).flatMap(({ long, description }) => (long ? [{ value: long, description }] : [])),
  { value: '--help', description: 'print the help' },
]

/** What follows an option is told by its choices or by what its help calls it. */
function valuesOf({ argChoices, flags }: Option): Next {
  if (argChoices) return { is: 'words', words: argChoices.map((value) => ({ value })) }
  if (/<(?:file|path)>/.test(flags)) return { is: 'files' }
  return /--site\b/.test(flags) || /--default <name>/.test(flags) ? { is: 'sites' } : { is: 'words', words: [] }
}

function argumentsOf(command: CommandUnknownOpts, before: number): Next {
  const declared = command.registeredArguments
  const argument: Argument | undefined = declared[before] ?? (declared.at(-1)?.variadic ? declared.at(-1) : undefined)
  if (argument?.argChoices) return { is: 'words', words: argument.argChoices.map((value) => ({ value })) }
  switch (argument?.name()) {
    case 'slug':
    case 'slugs':
      return { is: 'slugs' }
    case 'file':
    case 'path':
      return { is: 'files' }
    case 'name':
      return { is: 'sites' }
    default:
      return { is: 'words', words: [] }
  }
}

const withPrefix = (prefix: string, next: Next): Next =>
  next.is === 'words' ? { is: 'words', words: next.words.map(({ value, ...rest }) => ({ ...rest, value: `${prefix}${value}` })) } : { is: 'words', words: [] }
