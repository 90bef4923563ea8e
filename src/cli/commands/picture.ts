import type { Command, CommandContext } from '../command.ts'
import { EXIT, usageError } from '../exit.ts'
import { showReply } from '../state-change.ts'

type TakenDown = {
  id: string
  withdrawn: string
  changed: boolean
  articles: { slug: string; state: string; url: string; headline: string }[]
  campaigns: string[]
}

export const picture: Command = {
  name: 'picture',
  takes: 'withdraw PICTURE… [--reason TEXT] | allow PICTURE…',
  does: 'Take pictures down for good, in every size (410); allow one again',
  example: 'newsdesk picture withdraw /pictures/0b1c…e9 --reason "Shows a minor"',
  options: { reason: { type: 'string', value: 'TEXT', help: 'kept in the audit trail' } },
  run: (context) => {
    const [deed, ...pictures] = context.args
    const ids = pictures.map(idIn)
    if (ids.length === 0) throw usageError('Say picture withdraw or picture allow, and which picture: its id, or its address on the site.')
    switch (deed) {
      case 'withdraw':
        return each(context, ids, withdraw)
      case 'allow':
        return each(context, ids, allow)
      default:
        throw usageError('Say picture withdraw or picture allow.')
    }
  },
}

/** An id, or any address of the picture or of one of its variants. */
function idIn(text: string) {
  const [id] = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/.exec(text) ?? []
  if (!id) throw usageError(`"${text}" names no picture of the site. Give its id, or its address: /pictures/ and 32 digits.`)
  return id
}

async function each(context: CommandContext, ids: string[], act: (context: CommandContext, id: string) => Promise<number>) {
  let worst: number = EXIT.ok
  for (const id of ids) worst = Math.max(worst, await act(context, id))
  return worst
}

async function withdraw(context: CommandContext, id: string) {
  const reply = await context.api.ask<TakenDown>('DELETE', `/api/pictures/${id}`, { query: { reason: context.text('reason') } })
  return showReply(context, id, reply, (done) => {
    context.print.result({ ok: true, ...done }, `/pictures/${id}  ${done.changed ? 'taken down' : `was taken down ${done.withdrawn}`}`)
    for (const { slug, state, url } of done.articles)
      context.print.remark(`  still in ${state === 'published' ? url : `${slug} (${state})`}: file it without the picture`)
    for (const campaign of done.campaigns) context.print.remark(`  still in campaign ${campaign}`)
  })
}

const allow = async (context: CommandContext, id: string) =>
  showReply(context, id, await context.api.ask('DELETE', `/api/pictures/${id}/withdrawal`), () =>
    context.print.result({ ok: true, id }, `${id}  may be uploaded again`),
  )
