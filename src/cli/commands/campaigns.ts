import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { uploader, uploadPicturesOf } from '../pictures.ts'
import { problemLines } from '../print.ts'
import { answered } from '../state-change.ts'

type Booked = { id: string; advertiser: string; kind?: string; from?: string; until?: string }

export const campaigns: Command = {
  name: 'campaigns',
  takes: '[FILE]',
  does: 'Book the campaigns of a file (a list), or show what is booked',
  example: 'newsdesk campaigns campaigns.json',
  run: async (desk) => {
    const { api, print, world } = desk
    const [file] = desk.args
    if (!file) {
      return answered(desk, 'campaigns', await api.ask<{ items: Booked[] }>('GET', '/api/campaigns'), ({ items }) => {
        for (const one of items) print.result(one, `${one.id}  ${one.advertiser}  ${one.kind ?? ''}  ${one.from ?? ''}…${one.until ?? ''}`)
      })
    }
    const { value, place } = await readJsonFile(file, world.cwd)
    const upload = uploader(api, false)
    let refused = 0
    for (const [at, campaign] of (Array.isArray(value) ? value : [value]).entries()) {
      const root = Array.isArray(value) ? `/${at}` : ''
      const placed = (pointer: string) => place(`${root}${pointer}`)
      const id = isRecord(campaign) && typeof campaign.id === 'string' ? campaign.id : ''
      const flaws =
        id && isRecord(campaign)
          ? await uploadPicturesOf(campaign, resolve(world.cwd, file), upload)
          : [{ pointer: '/id', message: 'A campaign needs its "id".' }]
      const reply =
        flaws.length > 0
          ? ({ ok: false, problem: { status: 422, detail: '', flaws } } as const)
          : await api.ask('PUT', `/api/campaigns/${encodeURIComponent(id)}`, { body: campaign })
      if (reply.ok) print.result({ ok: true, id }, `${id}  booked`)
      else {
        refused++
        for (const line of problemLines(id || file, reply.problem, placed)) print.complain(line)
        if (print.json) print.result({ ok: false, id, ...reply.problem })
      }
    }
    return refused > 0 ? EXIT.refused : EXIT.ok
  },
}
