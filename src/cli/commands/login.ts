import type { AddCommand, CommandContext } from '../command-context.ts'
import type { Environment } from '../environment.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { isLocal, originOf } from '../settings.ts'
import { textOf } from '../stdin.ts'
import { readSites, type StoredSites, writeSites } from '../stored-sites.ts'
import { describeHolder, fetchHolderOf } from '../token-holder.ts'

export const login: AddCommand = (program, run) =>
  program
    .command('login')
    .description('Store your token for a site, after the site has said whose it is')
    .argument('[address]', 'the site, such as https://news.example')
    .option('--name <name>', 'what to call the site for --site (its host)')
    .option('--default', 'use this site from now on, unless another is named')
    .addHelpText('after', '\nExamples:\n  newsdesk login https://news.example --name news\n  newsdesk login https://staging.example < token.txt')
    .action(run((context, address, options) => logIn(context, address, options)))

async function logIn({ print, environment }: CommandContext, address: string | undefined, options: { name?: string; default?: true }): Promise<number> {
  const url = originOf(address ?? (await askAddress(environment)))
  if (url.startsWith('http:') && !isLocal(url)) throw usageError(`${url} is not https: your token would be sent unencrypted.`)
  const name = options.name ?? new URL(url).host
  const token = await readToken(environment, url)
  const reply = await fetchHolderOf({ url, token }, environment)
  if (!reply.ok) throw new ExitError(EXIT.refused, `${url} does not say whose token this is (${reply.problem.detail}). Nothing was stored.`)
  const stored = await readSites(environment)
  const before = Object.hasOwn(stored.sites, name) ? stored.sites[name] : undefined
  if (before && before.url !== url) throw usageError(`"${name}" is ${before.url} already. Choose another name with --name, or log out of it first.`)
  const chosen = options.default || stored.default === undefined ? name : stored.default
  const { name: holder, role, expiresAt } = reply.value
  const site = { url, token, holder, role, ...(expiresAt !== undefined && { expiresAt }) }
  const sites: StoredSites = { default: chosen, sites: { ...stored.sites, [name]: site } }
  const file = await writeSites(environment, sites)
  print.result(
    { ok: true, name, url, holder, role, ...(expiresAt !== undefined && { expiresAt }), default: chosen === name },
    `Logged in to ${url} as ${describeHolder(reply.value)}.`,
  )
  print.remark(chosen === name ? `It is the default site.` : `Use it with --site ${name}.`, `The token is in ${file}, which only you can read.`)
  return EXIT.ok
}

async function askAddress({ prompt }: Environment) {
  if (!prompt) throw usageError('Name the site: newsdesk login https://news.example')
  return prompt.ask('Address of the site: ')
}

/** Never from the command line, which a shell's history keeps. */
async function readToken({ prompt, stdin }: Environment, url: string) {
  const text = prompt ? await prompt.askHidden(`Token for ${url} (it is not shown): `) : await textOf(stdin)
  const token = text.trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw usageError('A token is one word. Type or paste it when asked, or send it on stdin.')
  return token
}
