import { type AddCommand, articlePath } from '../command-context.ts'
import { ifMatchOption } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const correct: AddCommand = (program, run) =>
  program
    .command('correct')
    .description('Append a dated correction that readers see')
    .argument('<slug>', 'the article')
    .argument('<text...>', 'the words of the correction')
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk correct mali-phone-call "An earlier version named the wrong day."')
    .action(
      run((context, slug, words, { ifMatch }) => {
        const text = words.join(' ')
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) => api.ask('POST', articlePath(slug, '/corrections'), { ...options, body: { text } }),
          words: ({ url, revision }) => `${url}  corrected, revision ${revision}`,
        })
      }),
    )
