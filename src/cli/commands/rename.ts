import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { ifMatchOption, parseSlug } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const rename: AddCommand = (program, run) =>
  program
    .command('rename')
    .description('Move an article to another slug; its old address leads readers to the new one')
    .argument('<slug>', 'the article')
    .argument('<new>', 'its new slug', parseSlug)
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk rename mali-phone-call mali-and-niger-speak')
    .action(
      run(async (context, slug, to, { ifMatch }) => {
        const code = await changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) => api.ask('POST', articlePath(slug, '/rename'), { ...options, body: { slug: to } }),
          words: (done) => `${done.url}  renamed from ${slug}: ${describeState(done)}`,
        })
        if (code === EXIT.ok) context.print.remark(`Files of "${slug}" say its old slug. Go on from: ${context.api.command(`get ${to} --out FILE`)}`)
        return code
      }),
    )
