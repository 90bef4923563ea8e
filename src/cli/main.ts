/** From the words on the command line to one command and an exit code. */
import { parseArgs } from 'node:util'
import { apiOf } from './api.ts'
import type { Command, CommandContext, Option } from './command.ts'
import { COMMANDS } from './commands.ts'
import type { Environment } from './environment.ts'
import { EXIT, ExitError, usageError } from './exit.ts'
import { commandHelp, overview } from './help.ts'
import { nearest } from './nearest.ts'
import { complainTo, printOf } from './print.ts'
import { recordsOf } from './records.ts'
import { isLocal, settingsFrom } from './settings.ts'

const EVERYWHERE: Record<string, Option> = {
  url: { type: 'string', value: 'URL', help: 'the site (DATELINE_URL; http://localhost:8787)' },
  token: { type: 'string', value: 'TOKEN', help: 'who you are (DATELINE_TOKEN, DESK_TOKEN; for a local site .dev.vars)' },
  json: { type: 'boolean', help: 'results as JSON Lines on stdout' },
  quiet: { type: 'boolean', short: 'q', help: 'only refusals' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
}

export async function main(argv: string[], environment: Environment): Promise<number> {
  try {
    const { name, rest } = split(argv)
    if (name === undefined || name === 'help') return explain(name === 'help' ? rest[0] : undefined, rest, environment)
    return await runCommand(commandOf(name), rest, environment)
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
    complainTo(environment, `newsdesk: ${error.message}`)
    return error.code
  }
}

/** The first word that is neither an option nor an option's value is the command. */
function split(argv: string[]) {
  const at = argv.findIndex((word, index) => !word.startsWith('-') && !/^--(?:url|token)$/.test(argv[index - 1] ?? ''))
  return at === -1 ? { name: undefined, rest: argv } : { name: argv[at], rest: argv.toSpliced(at, 1) }
}

function explain(name: string | undefined, rest: string[], environment: Environment): number {
  if (name) {
    environment.stdout.write(commandHelp(commandOf(name), EVERYWHERE))
    return EXIT.ok
  }
  const asked = rest.length === 0 || rest.includes('--help') || rest.includes('-h')
  ;(asked ? environment.stdout : environment.stderr).write(overview(COMMANDS))
  return asked ? EXIT.ok : EXIT.usage
}

function commandOf(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name)
  if (command) return command
  const near = nearest(
    name,
    COMMANDS.map((one) => one.name),
  )
  throw usageError(`There is no command "${name}".${near ? ` Did you mean "${near}"?` : ''} See newsdesk --help.`)
}

async function runCommand(command: Command, rest: string[], environment: Environment): Promise<number> {
  const { values, positionals } = read(command, rest)
  if (values.help) {
    environment.stdout.write(commandHelp(command, EVERYWHERE))
    return EXIT.ok
  }
  const text = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined)
  const url = text('url')
  const token = text('token')
  const settings = await settingsFrom({ ...(url !== undefined && { url }), ...(token !== undefined && { token }) }, environment)
  if (settings.token && settings.url.startsWith('http:') && !isLocal(settings.url))
    complainTo(environment, `newsdesk: ${settings.url} is not https; the token travels readably.`)
  const print = printOf(environment, { json: values.json === true, quiet: values.quiet === true })
  const records = recordsOf(settings.url, environment, print)
  const context: CommandContext = {
    args: positionals,
    api: apiOf(settings, environment),
    print,
    records,
    environment,
    text,
    isOn: (option) => values[option] === true,
    number: (option) => wholeNumber(option, text(option)),
  }
  try {
    return await command.run(context)
  } finally {
    await records.save()
  }
}

function read(command: Command, args: string[]) {
  const options = { ...command.options, ...EVERYWHERE }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    // parseArgs throws a TypeError whose first sentence names the option at fault.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw usageError(`${sentence?.replace(/\.$/, '')}. See newsdesk ${command.name} --help.`)
  }
}

function wholeNumber(option: string, text: string | undefined) {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usageError(`--${option} takes a whole number from 1, not "${text}".`)
  return Number(text)
}
