import { resolve } from 'node:path'
import { Campaign } from '../../copy/campaign.ts'
import { parseWith } from '../../copy/parse.ts'
import type { Command, CommandContext } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { type Upload, uploader, uploadPicturesOf } from '../pictures.ts'
import { problemLines } from '../print.ts'
import { putValue } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

type Booked = { id: string; advertiser: string; kind?: string; from?: string; until?: string }

export const campaigns: Command = {
  name: 'campaigns',
  takes: '[FILE [--replace]]',
  does: 'Book the campaigns of a file (a list), or show what is booked',
  example: 'newsdesk campaigns campaigns.json',
  options: { replace: { type: 'boolean', help: 'book what the file says, whatever somebody changed since' } },
  run: async (context) => {
    const [file] = context.args
    if (!file) {
      return showReply(context, 'campaigns', await context.api.ask<{ items: Booked[] }>('GET', '/api/campaigns'), ({ items }) => {
        for (const one of items) context.print.result(one, `${one.id}  ${one.advertiser}  ${one.kind ?? ''}  ${one.from ?? ''}…${one.until ?? ''}`)
      })
    }
    const { value, place } = await readJsonFile(file, context.environment.cwd)
    const upload = uploader(context.api, false)
    let refused = 0
    for (const [at, campaign] of (Array.isArray(value) ? value : [value]).entries()) {
      const root = Array.isArray(value) ? `/${at}` : ''
      if (!(await book(context, { file, campaign, upload, place: (pointer) => place(`${root}${pointer}`) }))) refused++
    }
    return refused > 0 ? EXIT.refused : EXIT.ok
  },
}

type Booking = { file: string; campaign: unknown; upload: Upload; place(pointer: string): string }

async function book(context: CommandContext, { file, campaign, upload, place }: Booking): Promise<boolean> {
  const path = resolve(context.environment.cwd, file)
  if (!isRecord(campaign) || typeof campaign.id !== 'string' || campaign.id === '')
    return flawed(context, file, '', [{ pointer: '/id', message: 'A campaign needs its "id".' }], place)
  const { id } = campaign
  const flaws = await uploadPicturesOf(campaign, path, upload)
  if (flaws.length > 0) return flawed(context, id, id, flaws, place)
  const at = `/api/campaigns/${encodeURIComponent(id)}`
  const reply = await putValue(context, { file: path, part: id, at, body: campaign, normal })
  if (reply.ok) {
    context.print.result({ ok: true, id }, `${id}  booked`)
    return true
  }
  if ('problem' in reply) refuse(context, { id }, reply.problem, problemLines(id, reply.problem, place))
  else {
    const why = reply.knew
      ? 'this campaign was changed since the file was current'
      : 'it is booked otherwise, and nothing says that this file started from that'
    const detail = `nothing was replaced: ${why}. They differ in ${reply.differs.join(', ')}.`
    const ways = `  See it: newsdesk campaigns --json   Book the file all the same: newsdesk campaigns ${shellWord(file)} --replace`
    refuse(context, { id, differs: reply.differs }, { status: 412, detail, flaws: [] }, [`${id}: ${detail}`, ways])
  }
  return false
}

function flawed(context: CommandContext, subject: string, id: string, flaws: { pointer: string; message: string }[], place: Booking['place']) {
  const problem = { status: 422, detail: '', flaws }
  refuse(context, { id }, problem, problemLines(subject, problem, place))
  return false
}

function normal(value: unknown) {
  const parsed = parseWith(Campaign, value)
  return parsed.ok ? parsed.value : value
}
