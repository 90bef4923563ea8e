import type { AddCommand } from '../command-context.ts'
import { parseMoment } from '../option-values.ts'
import { showReply } from '../state-change.ts'

type Banner = { text: string; url?: string; until?: string }

/** Without words it shows the banner. */
export const banner: AddCommand = (program, run) =>
  program
    .command('banner')
    .description('Set the breaking banner above every page, show it, or end it')
    .argument('[text...]', 'what it says')
    .option('--link <url>', 'where it leads, such as /world/bridge-closed')
    .option('--until <moment>', 'when it ends by itself', parseMoment)
    .option('--end', 'end it now')
    .addHelpText('after', '\nExample:\n  newsdesk banner "The harbour bridge is closed" --link /world/bridge-closed')
    .action(
      run(async ({ api, ...context }, words, { link, until, end }) => {
        const { print } = context
        if (end)
          return showReply({ api, ...context }, 'banner', await api.ask<unknown>('DELETE', '/api/breaking'), () =>
            print.result({ ended: true }, 'The banner has ended.'),
          )
        const body = { text: words.join(' '), ...(link !== undefined && { url: link }), ...(until !== undefined && { until }) }
        const reply = words.length === 0 ? await api.ask<Banner>('GET', '/api/breaking') : await api.ask<Banner>('PUT', '/api/breaking', { body })
        return showReply({ api, ...context }, 'banner', reply, (value) =>
          print.result(value, [value.text, value.url, value.until && `until ${value.until}`].filter(Boolean).join('  ')),
        )
      }),
    )
