import { type AddCommand, articlePath } from '../command-context.ts'
import { parseWholeNumber } from '../option-values.ts'
import { showReply } from '../state-change.ts'
import { changeLines, type FieldChange } from '../word-changes.ts'

type Diff = { from: number; to: number; diff: FieldChange[] }

export const diff: AddCommand = (program, run) =>
  program
    .command('diff')
    .description('Show which words changed between two revisions')
    .argument('<slug>', 'the article')
    .option('--from <n>', 'the earlier revision (what readers see, or the one before it)', parseWholeNumber)
    .option('--to <n>', 'the later revision (the newest)', parseWholeNumber)
    .addHelpText('after', '\nExample:\n  newsdesk diff mali-phone-call --from 3 --to 4')
    .action(
      run(async ({ api, print, ...context }, slug, { from, to }) => {
        const ask = (from?: number, to?: number) => api.ask<Diff>('GET', articlePath(slug, '/diff'), { query: { from, to } })
        let reply = await ask(from, to)
        // Readers see the newest: then what it changed is what is asked for.
        if (reply.ok && from === undefined && reply.value.from === reply.value.to && reply.value.to > 1) reply = await ask(reply.value.to - 1, reply.value.to)
        return showReply({ api, print, ...context }, slug, reply, (value) => {
          if (print.json) return print.result({ slug, ...value })
          print.text(`${slug}: revision ${value.from} → ${value.to}${value.diff.length === 0 ? ', no words changed' : ''}`)
          for (const line of changeLines(value.diff, print.colour)) print.text(line)
        })
      }),
    )
