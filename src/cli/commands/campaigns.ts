import { resolve } from 'node:path'
import { parseWith } from '../../copy/parse.ts'
import { Campaign } from '../../copy/shapes/campaign.ts'
import type { Command, Desk } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { type Upload, uploader, uploadPicturesOf } from '../pictures.ts'
import { problemLines } from '../print.ts'
import { shellWord } from '../shell-word.ts'
import { answered, refuse } from '../state-change.ts'
import { putWhole } from '../whole-value.ts'

type Booked = { id: string; advertiser: string; kind?: string; from?: string; until?: string }

export const campaigns: Command = {
  name: 'campaigns',
  takes: '[FILE [--replace]]',
  does: 'Book the campaigns of a file (a list), or show what is booked',
  example: 'newsdesk campaigns campaigns.json',
  options: { replace: { type: 'boolean', help: 'book what the file says, whatever somebody changed since' } },
  run: async (desk) => {
    const [file] = desk.args
    if (!file) {
      return answered(desk, 'campaigns', await desk.api.ask<{ items: Booked[] }>('GET', '/api/campaigns'), ({ items }) => {
        for (const one of items) desk.print.result(one, `${one.id}  ${one.advertiser}  ${one.kind ?? ''}  ${one.from ?? ''}…${one.until ?? ''}`)
      })
    }
    const { value, place } = await readJsonFile(file, desk.world.cwd)
    const upload = uploader(desk.api, false)
    let refused = 0
    for (const [at, campaign] of (Array.isArray(value) ? value : [value]).entries()) {
      const root = Array.isArray(value) ? `/${at}` : ''
      if (!(await book(desk, { file, campaign, upload, place: (pointer) => place(`${root}${pointer}`) }))) refused++
    }
    return refused > 0 ? EXIT.refused : EXIT.ok
  },
}

type Booking = { file: string; campaign: unknown; upload: Upload; place(pointer: string): string }

async function book(desk: Desk, { file, campaign, upload, place }: Booking): Promise<boolean> {
  const path = resolve(desk.world.cwd, file)
  if (!isRecord(campaign) || typeof campaign.id !== 'string' || campaign.id === '')
    return flawed(desk, file, '', [{ pointer: '/id', message: 'A campaign needs its "id".' }], place)
  const { id } = campaign
  const flaws = await uploadPicturesOf(campaign, path, upload)
  if (flaws.length > 0) return flawed(desk, id, id, flaws, place)
  const at = `/api/campaigns/${encodeURIComponent(id)}`
  const reply = await putWhole(desk, { file: path, part: id, at, body: campaign, normal })
  if (reply.ok) {
    desk.print.result({ ok: true, id }, `${id}  booked`)
    return true
  }
  if ('problem' in reply) refuse(desk, { id }, reply.problem, problemLines(id, reply.problem, place))
  else {
    const why = reply.knew
      ? 'this campaign was changed since the file was current'
      : 'it is booked otherwise, and nothing says that this file started from that'
    const detail = `nothing was replaced: ${why}. They differ in ${reply.differs.join(', ')}.`
    const ways = `  See it: newsdesk campaigns --json   Book the file all the same: newsdesk campaigns ${shellWord(file)} --replace`
    refuse(desk, { id, differs: reply.differs }, { status: 412, detail, flaws: [] }, [`${id}: ${detail}`, ways])
  }
  return false
}

function flawed(desk: Desk, subject: string, id: string, flaws: { pointer: string; message: string }[], place: Booking['place']) {
  const problem = { status: 422, detail: '', flaws }
  refuse(desk, { id }, problem, problemLines(subject, problem, place))
  return false
}

function normal(value: unknown) {
  const parsed = parseWith(Campaign, value)
  return parsed.ok ? parsed.value : value
}
