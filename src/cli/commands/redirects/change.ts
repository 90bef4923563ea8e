import type { AddSubcommand } from '../../command-context.ts'
import { EXIT, ExitError, usageError } from '../../exit-error.ts'
import type { Problem } from '../../problem.ts'

type Saved = { from: string; to: string | null; result: 'added' | 'changed' | 'same'; notes?: string[] }

export const addChange: AddSubcommand = (group, run) => {
  group
    .command('add')
    .description('Send readers on from an old address, or say that nothing is there any more (editors)')
    .argument('<from>', 'the old address: /2019/05/harvest, /?p=123, or a whole one')
    .argument('[to]', 'a page of the site, such as /world/harvest, or an address elsewhere')
    .option('--gone', 'nothing is there any more (410)')
    .addHelpText('after', '\nExample:\n  newsdesk redirects add /2019/05/harvest /world/harvest')
    .action(
      run(async ({ api, print }, from, to, { gone = false }) => {
        if (gone === (to !== undefined)) throw usageError('Say where the address leads, or use --gone.')
        const reply = await api.ask<Saved>('PUT', '/api/redirects', { body: gone ? { from, status: 410 } : { from, to } })
        if (!reply.ok) throw refused(reply.problem)
        const { result, notes = [] } = reply.value
        print.result(reply.value, `${reply.value.from}  →  ${reply.value.to ?? 'gone'}  ${result === 'same' ? 'already so' : result}`)
        print.remark(...notes)
        return EXIT.ok
      }),
    )
  group
    .command('remove')
    .description('Send nobody on from an old address any more (editors)')
    .argument('<from>', 'the old address')
    .addHelpText('after', '\nExample:\n  newsdesk redirects remove /2019/05/harvest')
    .action(
      run(async ({ api, print }, from) => {
        const reply = await api.ask('DELETE', '/api/redirects', { query: { from } })
        if (!reply.ok) throw refused(reply.problem)
        print.result({ from, removed: true }, `${from}  removed`)
        return EXIT.ok
      }),
    )
}

const refused = ({ detail, flaws }: Problem) => new ExitError(EXIT.refused, flaws.length > 0 ? flaws.map(({ message }) => message).join(' ') : detail)
