import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { problemLines } from '../print.ts'
import { answered } from '../state-change.ts'

export const site: Command = {
  name: 'site',
  takes: '[FILE]',
  does: 'Set the name, sections and settings of the site, or show them',
  example: 'newsdesk site site.json',
  run: async (desk) => {
    const [file] = desk.args
    if (!file)
      return answered(desk, 'site', await desk.api.ask('GET', '/api/site'), (value) => desk.print.result(value, ...JSON.stringify(value, null, 2).split('\n')))
    const { value, place } = await readJsonFile(file, desk.world.cwd)
    const reply = await desk.api.ask<{ stale?: string[] }>('PUT', '/api/site', { body: value })
    if (reply.ok) {
      desk.print.result({ file, ok: true, ...reply.value }, `${file}  the site is set`)
      return EXIT.ok
    }
    for (const line of problemLines(file, reply.problem, place)) desk.print.complain(line)
    if (desk.print.json) desk.print.result({ file, ok: false, ...reply.problem })
    return EXIT.refused
  },
}
