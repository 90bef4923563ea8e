import { Argument } from '@commander-js/extra-typings'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'
import { apiOf } from '../api.ts'
import type { AddCommand } from '../command-context.ts'
import { type Completion, nextOf, withoutEquals } from '../completions.ts'
import type { Environment } from '../environment.ts'
import { ExitError } from '../exit-error.ts'
import { printable } from '../printable.ts'
import type { GlobalOptions, Program } from '../program.ts'
import { settingsFrom } from '../settings.ts'
import { SHELL_SCRIPTS, SHELLS, type Shell } from '../shell-scripts.ts'
import { readSites } from '../stored-sites.ts'

export const completion: AddCommand = (program, run) =>
  program
    .command('completion')
    .description('Print the script that lets your shell complete newsdesk lines')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText(
      'after',
      '\nExamples:\n  newsdesk completion bash > ~/.local/share/bash-completion/completions/newsdesk\n  newsdesk completion zsh > ~/.zfunc/_newsdesk    (a folder of your fpath)\n  newsdesk completion fish > ~/.config/fish/completions/newsdesk.fish',
    )
    .action(
      run(({ environment }, shell) => {
        environment.stdout.write(SHELL_SCRIPTS[shell])
        return 0
      }),
    )

/** Prints what may come next on a line, for the scripts of `completion`. */
export async function complete(program: Program, argv: readonly string[], environment: Environment): Promise<void> {
  const [name, ...rest] = argv
  const shell = SHELLS.find((one) => one === name)
  if (!shell) return
  const words = withoutEquals(rest[0] === '--' ? rest.slice(1) : rest)
  const current = words.at(-1) ?? ''
  const found = await lookUp(program, words, environment)
  const lines = found === 'files' ? [':files'] : found.filter(({ value }) => value.startsWith(current)).map((one) => lineFor(shell, one))
  environment.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

async function lookUp(program: Program, words: readonly string[], environment: Environment): Promise<Completion[] | 'files'> {
  const next = nextOf(program, words)
  switch (next.is) {
    case 'words':
      return next.words
    case 'files':
      return 'files'
    case 'sites':
      return Object.entries((await readSites(environment)).sites).map(([value, { url }]) => ({ value, description: url }))
    case 'slugs':
      return newestArticles(words, environment)
  }
}

const PATIENCE_MS = 1500

/** The newest articles, where the site answers at once; a line is not worth waiting for. */
async function newestArticles(words: readonly string[], environment: Environment): Promise<Completion[]> {
  const impatient: Environment = { ...environment, signal: AbortSignal.timeout(PATIENCE_MS), wait: async () => Promise.reject(new ExitError(1, 'Busy.')) }
  try {
    const api = apiOf(await settingsFrom(givenIn(words), environment), impatient)
    const reply = await api.ask<{ items: { slug: string; headline: string }[] }>('GET', '/api/articles', { query: { limit: 100 } })
    if (!reply.ok) return []
    return reply.value.items.filter(({ slug }) => isSlug(slug)).map(({ slug, headline }) => ({ value: slug, description: headline }))
  } catch {
    // No site, no access, no answer in time: then no slugs are known, and nobody wants a message while typing.
    return []
  }
}

function givenIn(words: readonly string[]): Pick<GlobalOptions, 'url' | 'site' | 'token'> {
  const after = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined)
  return Object.fromEntries(['url', 'site', 'token'].flatMap((name) => (after(`--${name}`) ? [[name, after(`--${name}`)]] : [])))
}

/** Bash shows no descriptions. A line is a line: whatever a headline holds, it cannot begin another. */
function lineFor(shell: Shell, { value, description = '' }: Completion) {
  const words = printable(description)
  switch (shell) {
    case 'bash':
      return value
    case 'zsh':
      return `${value.replaceAll(':', '\\:')}${words && ':'}${words}`
    case 'fish':
      return `${value}\t${words}`
  }
}
