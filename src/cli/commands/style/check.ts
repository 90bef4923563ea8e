import { checkHouseStyle } from '../../../copy/checks/check-style.ts'
import type { StyleRule } from '../../../copy/checks/house-style/rule.ts'
import { textsOf } from '../../../copy/checks/texts.ts'
import { articleIn } from '../../article-in.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { openCopy } from '../../copy-file.ts'
import { counted } from '../../counted.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { prepareCopy } from '../../filing.ts'
import { type Found, findCopy } from '../../find-copy.ts'
import { uploader } from '../../pictures.ts'

/** What copy need not say of itself changes nothing in its words. */
const DEFAULTS = { section: 'news', publishedAt: '2000-01-01T00:00:00Z' }

export const addCheck: AddSubcommand = (group, run) =>
  group
    .command('check')
    .description('Check articles by house style; nothing is filed')
    .argument('<path...>', 'files, folders and globs')
    .addHelpText('after', '\nThe exit code is 1 if something is not in house style.\n\nExample:\n  newsdesk style check articles/')
    .action(run((context, paths) => checkAll(context, paths)))

type Rules = { houseStyle: StyleRule[]; lang: string }

async function checkAll(context: CommandContext, paths: string[]) {
  const rules = { houseStyle: (await readOf<{ rules?: StyleRule[] }>(context, '/api/house-style')).rules ?? [], lang: await langOf(context) }
  const found = await findCopy(paths, context.environment.cwd)
  const counts: number[] = []
  for (const one of found) counts.push(await checkOne(context, one, rules))
  const total = counts.reduce((sum, count) => sum + count, 0)
  context.print.remark(
    `${counted(rules.houseStyle.length, 'rule')}, ${counted(found.length, 'file')}: ${total === 0 ? 'all in house style' : `${total} to mend`}.`,
  )
  return total > 0 ? EXIT.refused : EXIT.ok
}

async function checkOne({ api, print }: CommandContext, found: Found, { houseStyle, lang }: Rules): Promise<number> {
  const opened = await openCopy(found)
  if (!opened.ok) {
    if (opened.reason === 'broken') print.error(opened.line)
    return opened.reason === 'broken' ? 1 : 0
  }
  const { file } = opened
  // Pictures that lie beside the copy would be refused as they are named there. None is uploaded.
  const prepared = await prepareCopy(file, uploader(api, true))
  const article = prepared.ok ? articleIn(file, prepared.copy, { slug: file.slug, ...DEFAULTS }) : undefined
  if (!article) {
    print.error(`${file.shown}: the site would refuse this copy. See why with put --dry-run.`)
    return 1
  }
  const findings = checkHouseStyle(textsOf(article), { houseStyle, lang: article.lang ?? lang })
  for (const { where, message, fix } of findings)
    print.result({ file: file.shown, pointer: where, place: file.place(where), message, fix }, `${file.place(where)}: ${message}`)
  return findings.length
}

async function readOf<T>({ api }: CommandContext, path: string): Promise<T> {
  const reply = await api.ask<T>('GET', path)
  if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
  return reply.value
}

/** The language of copy that doesn't say it. A site that isn't set up yet has none. */
async function langOf({ api }: CommandContext) {
  const reply = await api.ask<{ lang?: string }>('GET', '/api/site')
  return (reply.ok && reply.value.lang) || 'en'
}
