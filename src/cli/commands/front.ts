import type { Command, Desk } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT, usage } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { answered } from '../state-change.ts'

export const front: Command = {
  name: 'front',
  takes: '[FILE | SLUG… | --clear]',
  does: 'Pin articles to the front, in this order, or show the pins',
  example: 'newsdesk front budget-speech mali-phone-call',
  options: { clear: { type: 'boolean', help: 'take all pins off; the front follows the clock' } },
  run: async (desk) => {
    if (desk.args.length === 0 && !desk.isOn('clear')) {
      return answered(desk, 'front', await desk.api.ask<{ pins: string[] }>('GET', '/api/front'), (value) => desk.print.result(value, ...value.pins))
    }
    const pins = await pinsOf(desk)
    const reply = await desk.api.ask<{ pins: string[]; unknown?: string[] }>('PUT', '/api/front', { body: { pins } })
    const code = answered(desk, 'front', reply, (value) => desk.print.result(value, `pinned: ${value.pins.join(', ') || 'nothing'}`))
    const unknown = reply.ok ? (reply.value.unknown ?? []) : []
    for (const slug of unknown) desk.print.complain(`${slug}: there is no such article; it is not pinned.`)
    return unknown.length > 0 ? EXIT.refused : code
  },
}

async function pinsOf({ args, world }: Desk): Promise<string[]> {
  const [only] = args
  if (args.length !== 1 || !only?.endsWith('.json')) return args
  const { value } = await readJsonFile(only, world.cwd)
  const pins: unknown = isRecord(value) ? value.pins : value
  if (!Array.isArray(pins) || !pins.every((slug): slug is string => typeof slug === 'string'))
    throw usage(`${only} is to be a list of slugs, or {"pins": [slugs]}.`)
  return pins
}
