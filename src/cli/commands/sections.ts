/** Sections: how many stories each has, and another slug for one. */
import type { AddCommand } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError } from '../exit-error.ts'
import { parseSlug } from '../option-values.ts'

type Section = { section: string; articles: number }
type Renamed = { section: string; articles: number; stale: string[] }

export const sections: AddCommand = (program, run) => {
  const group = program.command('sections').description('List sections, and give one another slug')
  group.addHelpText('after', '\nExample:\n  newsdesk sections rename tech technology')
  group
    .command('list')
    .description('List sections and how many articles readers find in each')
    .addHelpText('after', '\nExample:\n  newsdesk sections list')
    .action(
      run(async ({ api, print }) => {
        const reply = await api.ask<{ items: Section[] }>('GET', '/api/sections')
        if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
        for (const it of reply.value.items) print.result(it, `${it.section}  ${it.articles}`)
        return EXIT.ok
      }),
    )
  group
    .command('rename')
    .description('Give a section another slug; its articles move, and old addresses lead readers on (admins)')
    .argument('<section>', 'its slug')
    .argument('<new>', 'its new slug', parseSlug)
    .addHelpText('after', '\nExample:\n  newsdesk sections rename tech technology')
    .action(
      run(async ({ api, print }, from, to) => {
        const reply = await api.ask<Renamed>('POST', `/api/sections/${encodeURIComponent(from)}/rename`, { body: { slug: to } })
        if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
        print.result(reply.value, `/${from}  →  /${reply.value.section}`)
        if (reply.value.articles > 0) print.remark(`${counted(reply.value.articles, 'article')} will be there within minutes. Old addresses lead on.`)
        return EXIT.ok
      }),
    )
}
