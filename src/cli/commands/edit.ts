import type { AddCommand } from '../command-context.ts'
import { yesOption } from '../option-values.ts'

export const edit: AddCommand = (program, run) =>
  program
    .command('edit')
    .description('Edit an article in your own editor (VISUAL, EDITOR), see what changes, and file it')
    .argument('<slug>', 'the article')
    .option('--publish', 'publish it at once')
    .addOption(yesOption())
    .addHelpText('after', '\nExamples:\n  newsdesk edit mali-phone-call\n  EDITOR="code --wait" newsdesk edit budget-speech --publish')
    .action(
      run(async (context, slug, { publish = false, yes = false }) => {
        // Reads Markdown and compares words: no other command should wait for that to load.
        const { editArticle } = await import('../edit-article.ts')
        return editArticle(context, slug, { publish, yes })
      }),
    )
