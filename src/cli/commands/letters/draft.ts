import type { Issue } from '../../../newsletter/calls.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { listPath, shownName } from '../../issue.ts'
import { ARTICLES, kindOption, type LetterOptions } from '../../letter-source.ts'
import { nextStepLines } from '../../next-steps.ts'
import { parseSlug } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'

export const addDrafting: AddSubcommand = (group, run) =>
  group
    .command('draft')
    .description('Draft an issue; nothing is sent yet')
    .argument('<list>', 'the newsletter', parseSlug)
    .argument('[slug...]', ARTICLES)
    .addOption(kindOption())
    .option('--subject <text>', 'the subject, instead of the first headline')
    .option('--introduction <text>', 'text before the articles')
    .addHelpText('after', '\nExamples:\n  newsdesk letters draft morning --introduction "Good morning."\n  newsdesk letters draft breaking mali-phone-call')
    .action(run((context, list, slugs, options) => draft(context, list, slugs, options)))

async function draft(context: CommandContext, list: string, slugs: string[], { kind, subject, introduction }: LetterOptions) {
  const body = { kind, subject, introduction, ...(slugs.length > 0 && { articles: slugs }) }
  return showReply(context, list, await context.api.ask<Issue>('POST', listPath(list, '/issues'), { body }), (issue) => {
    const name = shownName(issue)
    context.print.result(issue, `${name}  draft  ${issue.subject}  (${counted(issue.articles.length, 'article')})`)
    context.print.remark(
      ...nextStepLines([
        ['Test it', `newsdesk letters test ${name} ADDRESS`],
        ['Send it', `newsdesk letters send ${name}`],
        ['Schedule it', `newsdesk letters schedule ${name} --at TIME`],
      ]),
    )
  })
}
