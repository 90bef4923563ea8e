import type { Command, Option } from './command.ts'

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`)
  return `newsdesk: file, publish, correct and withdraw from the command line\n\nUsage: newsdesk COMMAND …    newsdesk COMMAND --help\n\n${lines.join('\n')}\n\n${CODES}\n`
}

export function commandHelp(command: Command, everywhere: Record<string, Option>): string {
  const own = command.options ? `\n\n${optionLines(command.options)}` : ''
  return (
    `${command.does}\n\nUsage: newsdesk ${command.name} ${command.takes}`.trimEnd() +
    `${own}\n\nEverywhere:\n${optionLines(everywhere)}\n\nExample:\n  ${command.example.split('\n').join('\n  ')}\n\n${CODES}\n`
  )
}

const CODES = 'Exit codes: 0 done · 1 something was refused · 2 wrong usage · 3 no access · 4 site not reached'

function optionLines(options: Record<string, Option>) {
  const rows = Object.entries(options).map(
    ([name, { short, value, help }]) => [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, help] as const,
  )
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`).join('\n')
}
