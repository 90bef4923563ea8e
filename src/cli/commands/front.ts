import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Reply, tagOf } from '../api.ts'
import type { Command, CommandContext } from '../command.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT, usageError } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { problemLines } from '../print.ts'
import { ifMatch, isStale, putValue } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

type Pinned = { pins: string[]; unknown?: string[] }

export const front: Command = {
  name: 'front',
  takes: '[FILE [--replace] | SLUG… | --clear]',
  does: 'Pin articles to the front, in this order, or show the pins',
  example: 'newsdesk front budget-speech mali-phone-call',
  options: {
    clear: { type: 'boolean', help: 'take all pins off; the front follows the clock' },
    replace: { type: 'boolean', help: 'pin what the file says, whatever somebody pinned since' },
  },
  run: async (context) => {
    const [only] = context.args
    if (only === undefined && !context.isOn('clear')) return show(context)
    return context.args.length === 1 && only?.endsWith('.json') ? pinFile(context, only) : pinWords(context)
  },
}

async function show(context: CommandContext) {
  return showReply(context, 'front', await context.api.ask<Pinned>('GET', '/api/front'), (value) => context.print.result(value, ...value.pins))
}

/** The words are the whole list. What stood there is said, and what somebody pins at the same moment is not lost unseen. */
async function pinWords(context: CommandContext) {
  const before = await context.api.ask<Pinned>('GET', '/api/front')
  if (!before.ok) return showReply(context, 'front', before, () => {})
  const reply = await context.api.ask<Pinned>('PUT', '/api/front', { body: { pins: context.args }, ...ifMatch(tagOf(before)) })
  if (isStale(reply)) {
    const now = await context.api.ask<Pinned>('GET', '/api/front')
    const pins = now.ok ? ` They are: ${wordsOf(now.value.pins)}.` : ''
    const detail = `nothing was pinned, for somebody changed the pins at this very moment.${pins} Say again what to pin.`
    refuse(context, { subject: 'front' }, { status: 412, detail, flaws: [] }, [`front: ${detail}`])
    return EXIT.refused
  }
  const code = printPins(context, 'front', reply)
  if (reply.ok && !isDeepStrictEqual(before.value.pins, reply.value.pins) && before.value.pins.length > 0)
    context.print.remark(`Before: ${wordsOf(before.value.pins)}`)
  return code
}

async function pinFile(context: CommandContext, file: string) {
  const reply = await putValue<Pinned, Pinned>(context, {
    file: resolve(context.environment.cwd, file),
    at: '/api/front',
    body: { pins: await pinsIn(file, context) },
    normal: (value) => ({ pins: isRecord(value) && Array.isArray(value.pins) ? [...new Set(value.pins)] : value }),
    isNothing: (value) => isRecord(value) && isDeepStrictEqual(value.pins, []),
  })
  if (reply.ok || 'problem' in reply) return printPins(context, file, reply)
  const pins = isRecord(reply.current) && Array.isArray(reply.current.pins) ? wordsOf(reply.current.pins.map(String)) : ''
  const detail = `nothing was pinned: ${reply.knew ? 'the pins were changed since this file was current' : 'other pins are set, and nothing says that this file started from them'}. They are: ${pins}.`
  refuse(context, { subject: file }, { status: 412, detail, flaws: [] }, [
    `${file}: ${detail}`,
    `  Pin this file all the same: newsdesk front ${shellWord(file)} --replace`,
  ])
  return EXIT.refused
}

function printPins(context: CommandContext, subject: string, reply: Reply<Pinned>): number {
  if (!reply.ok) {
    refuse(context, { subject }, reply.problem, problemLines(subject, reply.problem))
    return EXIT.refused
  }
  context.print.result(reply.value, `pinned: ${wordsOf(reply.value.pins)}`)
  const unknown = reply.value.unknown ?? []
  for (const slug of unknown) context.print.complain(`${slug}: there is no such article; it is not pinned.`)
  return unknown.length > 0 ? EXIT.refused : EXIT.ok
}

const wordsOf = (pins: string[]) => pins.join(', ') || 'nothing'

async function pinsIn(file: string, { environment }: CommandContext): Promise<string[]> {
  const { value } = await readJsonFile(file, environment.cwd)
  const pins: unknown = isRecord(value) ? value.pins : value
  if (!Array.isArray(pins) || !pins.every((slug): slug is string => typeof slug === 'string'))
    throw usageError(`${file} is to be a list of slugs, or {"pins": [slugs]}.`)
  return pins
}
