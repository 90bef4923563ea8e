/** The root of every command: the options that work everywhere, and how wrong usage is reported. */
import { readFileSync } from 'node:fs'
import { Command } from '@commander-js/extra-typings'
import type { Environment } from './environment.ts'
import { printable } from './printable.ts'

export type Program = ReturnType<typeof programFor>
export type GlobalOptions = ReturnType<Program['opts']>

const EXIT_CODES = 'Exit codes: 0 done · 1 something was refused · 2 wrong usage · 3 no access · 4 site not reached'

const WIDTH = 100

export function programFor({ stdout, stderr }: Environment) {
  return new Command('newsdesk')
    .description('File, publish, correct and withdraw articles from the command line.')
    .usage('<command> [options]')
    .option('--url <url>', 'the site (DATELINE_URL; the default site of newsdesk login; http://localhost:8787)')
    .option('--site <name>', 'a site you logged in to, by its name')
    .option('--token <token>', 'your token (DATELINE_TOKEN, DESK_TOKEN; the one newsdesk login stored; for a local site .dev.vars)')
    .option('--json', 'print results as JSON Lines')
    .option('-q, --quiet', 'print only refusals')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', ') })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? WIDTH,
      getErrHelpWidth: () => stderr.columns ?? WIDTH,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(`newsdesk: ${printable(sentences(text))}\n`),
    })
    .addHelpText('afterAll', `\n${EXIT_CODES}`)
    .exitOverride()
}

/** Commander's "error: unknown option '--x'\n(Did you mean --y?)" on one line, as our other messages are. */
function sentences(text: string) {
  const [, message = text, suggestion] = /^(?:error: )?(.*?)(?:\n\((Did you mean [^\n]*\?)\))?\n*$/s.exec(text) ?? []
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return [/[.?!]$/.test(sentence) ? sentence : `${sentence}.`, suggestion].filter(Boolean).join(' ')
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return version
}
