import { resolve } from 'node:path'
import type { AddCommand } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT } from '../exit-error.ts'
import { makeBackup } from '../make-backup.ts'

export const backup: AddCommand = (program, run) =>
  program
    .command('backup')
    .description('Save everything in a folder: ledger, pictures, subscribers, issues, people (admins)')
    .argument('<folder>', 'a folder of its own; one that was begun is finished')
    .addHelpText('after', '\nExample:\n  newsdesk backup backups/2026-11-26')
    .action(
      run(async (context, folder) => {
        const { tables, pictures } = await makeBackup(context, resolve(context.environment.cwd, folder))
        context.print.result(
          { folder, tables, pictures },
          `${counted(tables.articles ?? 0, 'article')}, ${counted(tables.revisions ?? 0, 'revision')}, ${counted(pictures.files, 'picture')} and ${counted(tables.readers ?? 0, 'newsletter reader')} saved in ${folder}.`,
        )
        context.print.remark('It has readers’ addresses and the keys of their links. Store it encrypted.')
        return EXIT.ok
      }),
    )
