/** From the words on the command line to one command and an exit code. */
import { type Command, CommanderError } from '@commander-js/extra-typings'
import { apiOf } from './api.ts'
import type { CommandContext, Work } from './command-context.ts'
import { complete } from './commands/completion.ts'
import { addCommands } from './commands.ts'
import type { Environment } from './environment.ts'
import { EXIT, ExitError } from './exit-error.ts'
import { machineRefusal } from './machine-refusal.ts'
import { printError, printOf } from './print.ts'
import { printable } from './printable.ts'
import { type GlobalOptions, programFor } from './program.ts'
import { recordsOf } from './records.ts'
import { isLocal, settingsFrom } from './settings.ts'

export async function main(argv: string[], environment: Environment): Promise<number> {
  let code: number = EXIT.ok
  const run =
    <A extends unknown[]>(work: Work<A>) =>
    async (...args: [...A, unknown]) => {
      // Commander calls an action with what its command declares, and then with the command itself.
      const command = args.pop() as Command
      code = await inContext(command.optsWithGlobals(), environment, (context) => work(context, ...(args as unknown as A)))
    }
  try {
    const program = programFor(environment)
    addCommands(program, run)
    if (argv.length === 0) program.outputHelp()
    // Not a command of commander's, which would read the line that is being completed as its own options.
    else if (argv[0] === 'complete') await complete(program, argv.slice(1), environment)
    else await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    // Commander has printed its message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    const refused = error instanceof ExitError ? error : machineRefusal(error)
    if (!refused) throw error
    printError(environment, `newsdesk: ${refused.message}`)
    return refused.code
  }
}

async function inContext(options: GlobalOptions, environment: Environment, work: (context: CommandContext) => number | Promise<number>) {
  const print = printOf(environment, { json: options.json === true, quiet: options.quiet === true })
  const settings = await settingsFrom(options, environment)
  if (settings.token && settings.url.startsWith('http:') && !isLocal(settings.url))
    printError(environment, `newsdesk: ${settings.url} is not https: your token is sent unencrypted.`)
  const records = recordsOf(settings.url, environment, print)
  try {
    return await work({ api: apiOf(settings, environment), print, records, environment: withPrintableQuestions(environment) })
  } finally {
    await records.save()
  }
}

/** A question may name a file or a slug, and is printed as everything else is. */
function withPrintableQuestions(environment: Environment): Environment {
  const { prompt } = environment
  if (!prompt) return environment
  return { ...environment, prompt: { ask: (question) => prompt.ask(printable(question)), askHidden: (question) => prompt.askHidden(printable(question)) } }
}
