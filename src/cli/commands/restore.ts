import { resolve } from 'node:path'
import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath, type CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { ifMatchOption, parseWholeNumber } from '../option-values.ts'
import { restoreBackup } from '../restore-backup.ts'
import { changeEach } from '../state-change.ts'

export const restore: AddCommand = (program, run) =>
  program
    .command('restore')
    .description('File an earlier revision again, as the newest; or put a backup into an empty deployment')
    .argument('<slug>', 'the article; with --into-empty, the folder of a backup')
    .argument('[revision]', 'its number; newsdesk revisions lists them', parseWholeNumber)
    .option('--into-empty', 'restore a backup (admins)')
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExamples:\n  newsdesk restore mali-phone-call 3\n  newsdesk restore backups/2026-11-26 --into-empty --url https://new.example')
    .action(
      run((context, slug, revision, { ifMatch, intoEmpty }) => {
        if (intoEmpty && revision === undefined) return restoreFolder(context, slug)
        if (intoEmpty || revision === undefined)
          throw usageError('Name an article and the number of its revision; or the folder of a backup, with --into-empty.')
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) => api.ask('POST', articlePath(slug, '/restore'), { ...options, body: { revision } }),
          words: (done) =>
            done.changed === false
              ? `${done.url}  unchanged: revision ${done.revision} says the same`
              : `${done.url}  revision ${revision} is filed again as ${done.revision}: ${describeState(done)}`,
        })
      }),
    )

async function restoreFolder(context: CommandContext, folder: string) {
  const { manifest, isNew } = await restoreBackup(context, resolve(context.environment.cwd, folder))
  const { tables, pictures } = manifest
  context.print.result(
    { folder, tables, pictures, changed: isNew },
    isNew
      ? `${counted(tables.articles ?? 0, 'article')}, ${counted(pictures.files, 'picture')} and ${counted(tables.readers ?? 0, 'newsletter reader')} are back at ${context.api.url}. What readers see is being printed.`
      : `This backup was restored at ${context.api.url} before. Nothing was changed.`,
  )
  return EXIT.ok
}
