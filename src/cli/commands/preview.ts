import type { Reply } from '../api.ts'
import { type AddCommand, articlePath, type CommandContext } from '../command-context.ts'
import { showReply } from '../state-change.ts'

export const preview: AddCommand = (program, run) =>
  program
    .command('preview')
    .description('Make a link that shows the newest revision to anyone who has it')
    .argument('<slug>', 'the article')
    .addHelpText('after', '\nExample:\n  newsdesk preview budget-speech')
    .action(
      run(async (context, slug) =>
        showReply(context, slug, await makePreview(context, slug), ({ url, until }) => {
          const address = String(new URL(url, context.api.url))
          context.print.result({ slug, url: address, until }, `${address}  until ${until}`)
        }),
      ),
    )

export const makePreview = ({ api }: CommandContext, slug: string): Promise<Reply<{ url: string; until: string }>> =>
  api.ask('POST', articlePath(slug, '/preview'), { repeatable: true })
