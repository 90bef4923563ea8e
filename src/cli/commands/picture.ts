import { InvalidArgumentError } from '@commander-js/extra-typings'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { showReply } from '../state-change.ts'
import { addList, addSet, addShow, addUpload } from './picture-catalogue.ts'

type TakenDown = {
  id: string
  withdrawn: string
  changed: boolean
  articles: { slug: string; state: string; url: string; headline: string }[]
  campaigns: string[]
  authors?: { slug: string; name: string }[]
  drafts?: { by: string; slug?: string; headline?: string }[]
}

export const picture: AddCommand = (program, run) => {
  const pictures = program.command('picture').alias('pictures').description('Upload, list and describe pictures; withdraw them for good, in every size (410)')
  addList(pictures, run)
  addShow(pictures, run, idIn)
  addUpload(pictures, run)
  addSet(pictures, run, idIn)
  pictures
    .command('withdraw')
    .description('Take pictures down, and say which articles still show them')
    .argument('<picture...>', 'ids, or addresses on the site', collectIds)
    .option('--reason <text>', 'kept in the audit trail')
    .addHelpText('after', '\nExample:\n  newsdesk picture withdraw /pictures/0b1c…e9 --reason "Shows a minor"')
    .action(run((context, ids, { reason }) => each(ids, (id) => withdraw(context, id, reason))))
  pictures
    .command('allow')
    .description('Let a picture that was taken down be uploaded again (admins)')
    .argument('<picture...>', 'ids, or addresses on the site', collectIds)
    .addHelpText('after', '\nExample:\n  newsdesk picture allow 0b1c…e9')
    .action(run((context, ids) => each(ids, (id) => allow(context, id))))
}

/** An id, or any address of the picture or of one of its variants. */
function idIn(text: string): string {
  const [id] = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/.exec(text) ?? []
  if (!id) throw new InvalidArgumentError('It names no picture of the site. Give an id, or an address: /pictures/ and 32 digits.')
  return id
}

const collectIds = (text: string, before: string[] = []) => [...before, idIn(text)]

async function each(ids: string[], act: (id: string) => Promise<number>) {
  let worst: number = EXIT.ok
  for (const id of ids) worst = Math.max(worst, await act(id))
  return worst
}

async function withdraw(context: CommandContext, id: string, reason: string | undefined) {
  const reply = await context.api.ask<TakenDown>('DELETE', `/api/pictures/${id}`, { query: { reason } })
  return showReply(context, id, reply, (done) => {
    context.print.result({ ok: true, ...done }, `/pictures/${id}  ${done.changed ? 'taken down' : `was taken down ${done.withdrawn}`}`)
    for (const { slug, state, url } of done.articles)
      context.print.remark(`  still in ${state === 'published' ? url : `${slug} (${state})`}: file it without the picture`)
    for (const campaign of done.campaigns) context.print.remark(`  still in campaign ${campaign}: it isn’t shown until its picture is replaced`)
    for (const { name } of done.authors ?? []) context.print.remark(`  still the portrait of ${name}`)
    for (const { by, slug, headline } of done.drafts ?? []) context.print.remark(`  still in a draft by ${by}: ${headline ?? slug ?? 'without a headline'}`)
  })
}

const allow = async (context: CommandContext, id: string) =>
  showReply(context, id, await context.api.ask('DELETE', `/api/pictures/${id}/withdrawal`), () =>
    context.print.result({ ok: true, id }, `${id}  may be uploaded again`),
  )
