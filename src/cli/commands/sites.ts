import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { readSites, siteNamed, writeSites } from '../stored-sites.ts'

export const sites: AddCommand = (program, run) =>
  program
    .command('sites')
    .description('List the sites you are logged in to, or choose the default one')
    .option('--default <name>', 'use this site from now on, unless another is named')
    .addHelpText('after', '\nExamples:\n  newsdesk sites\n  newsdesk sites --default staging')
    .action(run((context, options) => (options.default === undefined ? show(context) : chooseDefault(context, options.default))))

async function show({ print, environment }: CommandContext) {
  const stored = await readSites(environment)
  // The token stays in its file.
  const items = Object.entries(stored.sites).map(([name, { token: _, ...site }]) => ({ name, ...site, default: stored.default === name }))
  await print.results(items, {
    line: ({ name, url, holder, role, ...site }) => `${name}  ${url}  ${holder}  ${role}${site.default ? '  default' : ''}`,
    heads: ['Name', 'Site', 'You are', 'Role', ''],
    elastic: 2,
    cells: ({ name, url, holder, role, ...site }) => [name, url, holder, role, site.default ? print.colour.green('default') : ''],
  })
  if (items.length === 0) print.remark('You are not logged in to any site. Log in with newsdesk login.')
  return EXIT.ok
}

async function chooseDefault({ print, environment }: CommandContext, name: string) {
  const stored = await readSites(environment)
  const { url } = siteNamed(name, stored)
  await writeSites(environment, { ...stored, default: name })
  print.result({ ok: true, name, url }, `${url} is the default site now.`)
  return EXIT.ok
}
