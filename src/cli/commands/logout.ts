import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { readSites, siteNamed, writeSites } from '../stored-sites.ts'

export const logout: AddCommand = (program, run) =>
  program
    .command('logout')
    .description('Forget the token stored for a site (the default one)')
    .argument('[name]', 'the site, as newsdesk sites lists it')
    .addHelpText('after', '\nExample:\n  newsdesk logout staging')
    .action(run((context, name) => logOut(context, name)))

async function logOut({ print, environment }: CommandContext, asked: string | undefined): Promise<number> {
  const stored = await readSites(environment)
  const name = asked ?? stored.default
  if (name === undefined) throw usageError('Name the site; newsdesk sites lists them.')
  const { url } = siteNamed(name, stored)
  const { [name]: _, ...sites } = stored.sites
  const next = stored.default === name ? Object.keys(sites)[0] : stored.default
  await writeSites(environment, { ...(next !== undefined && { default: next }), sites })
  print.result({ ok: true, name, url }, `Logged out of ${url}.`)
  print.remark('The token itself still works; an admin ends it with newsdesk token revoke.')
  if (next !== undefined && next !== stored.default) print.remark(`The default site is ${next} now.`)
  return EXIT.ok
}
