import { resolve } from 'node:path'
import { parseWith } from '../../copy/parse.ts'
import { Campaign } from '../../copy/shapes/campaign.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT } from '../exit-error.ts'
import { readJsonFile } from '../json-file.ts'
import { type Upload, uploader, uploadPicturesOf } from '../pictures.ts'
import { problemLines } from '../problem.ts'
import { putValue, refuseStale } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

type Booked = { id: string; advertiser: string; kind?: string; from?: string; until?: string }

export const campaigns: AddCommand = (program, run) =>
  program
    .command('campaigns')
    .description('Book the campaigns of a file (a list), or show what is booked')
    .argument('[file]', 'JSON: one campaign or a list of them')
    .option('--replace', 'book what the file says, even if someone has changed it since')
    .addHelpText('after', '\nExample:\n  newsdesk campaigns campaigns.json')
    .action(run((context, file, { replace }) => (file ? bookAll(context, file, replace === true) : show(context))))

async function show(context: CommandContext) {
  return showReply(context, 'campaigns', await context.api.ask<{ items: Booked[] }>('GET', '/api/campaigns'), ({ items }) =>
    context.print.results(items, {
      line: (one) => `${one.id}  ${one.advertiser}  ${one.kind ?? ''}  ${one.from ?? ''}…${one.until ?? ''}`,
      heads: ['Id', 'Advertiser', 'Kind', 'From', 'Until'],
      elastic: 1,
      cells: (one) => [one.id, one.advertiser, one.kind ?? '', one.from ?? '', one.until ?? ''],
    }),
  )
}

async function bookAll(context: CommandContext, file: string, replace: boolean) {
  const { value, place } = await readJsonFile(file, context.environment.cwd)
  const upload = uploader(context.api, false)
  let refused = 0
  for (const [at, campaign] of (Array.isArray(value) ? value : [value]).entries()) {
    const root = Array.isArray(value) ? `/${at}` : ''
    if (!(await book(context, { file, campaign, upload, replace, place: (pointer) => place(`${root}${pointer}`) }))) refused++
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

type Booking = { file: string; campaign: unknown; upload: Upload; replace: boolean; place(pointer: string): string }

async function book(context: CommandContext, { file, campaign, upload, replace, place }: Booking): Promise<boolean> {
  const path = resolve(context.environment.cwd, file)
  if (!isRecord(campaign) || typeof campaign.id !== 'string' || campaign.id === '')
    return refuseFlaws(context, file, '', [{ pointer: '/id', message: 'A campaign needs its "id".' }], place)
  const { id } = campaign
  const flaws = await uploadPicturesOf(campaign, path, upload)
  if (flaws.length > 0) return refuseFlaws(context, id, id, flaws, place)
  const at = `/api/campaigns/${encodeURIComponent(id)}`
  const reply = await putValue<{ notes?: string[] }, unknown>(context, { file: path, part: id, at, body: campaign, replace, normalise })
  if (reply.ok) {
    context.print.result({ ok: true, id }, `${id}  booked`)
    for (const note of reply.value.notes ?? []) context.print.remark(`${id}: ${note}`)
    return true
  }
  if ('problem' in reply) refuse(context, { id }, reply.problem, problemLines(id, reply.problem, place))
  else
    refuseStale(context, reply, {
      subject: id,
      facts: { id },
      changed: 'this campaign was changed since the file was current',
      other: 'it is booked otherwise, and nothing says that this file started from that',
      ways: [
        ['See it', context.api.command('campaigns --json')],
        ['Book the file anyway', context.api.command(`campaigns ${shellWord(file)} --replace`)],
      ],
    })
  return false
}

function refuseFlaws(context: CommandContext, subject: string, id: string, flaws: { pointer: string; message: string }[], place: Booking['place']) {
  const problem = { status: 422, detail: '', flaws }
  refuse(context, { id }, problem, problemLines(subject, problem, place))
  return false
}

function normalise(value: unknown) {
  const parsed = parseWith(Campaign, value)
  return parsed.ok ? parsed.value : value
}
