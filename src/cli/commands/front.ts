import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Reply, tagOf } from '../api.ts'
import { type AddCommand, articlePath, type CommandContext } from '../command-context.ts'
import { isRecord } from '../copy-file.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { readJsonFile } from '../json-file.ts'
import { nextStepLines } from '../next-steps.ts'
import { problemLines } from '../problem.ts'
import { ifMatch, isStale, putValue } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

type Pinned = { pins: string[]; unknown?: string[]; notes?: string[] }

export const front: AddCommand = (program, run) =>
  program
    .command('front')
    .description('Pin articles to the front, in this order, or show the pins')
    .argument('[slugs...]', 'the whole list of pins, or one .json file that says it')
    .option('--clear', 'remove all pins; the front shows the newest')
    .option('--replace', 'pin what the file says, even if someone has changed the pins since')
    .addHelpText('after', '\nExample:\n  newsdesk front budget-speech mali-phone-call')
    .action(
      run((context, words, { clear, replace }) => {
        const [only] = words
        if (only === undefined && !clear) return show(context)
        return words.length === 1 && only?.endsWith('.json') ? pinFile(context, only, replace === true) : pinSlugs(context, words)
      }),
    )

async function show(context: CommandContext) {
  return showReply(context, 'front', await context.api.ask<Pinned>('GET', '/api/front'), (value) => context.print.result(value, ...value.pins))
}

/** The words are the whole list. What stood there is said, and what somebody pins at the same moment is not lost unseen. */
async function pinSlugs(context: CommandContext, slugs: string[]) {
  const before = await context.api.ask<Pinned>('GET', '/api/front')
  if (!before.ok) return showReply(context, 'front', before, () => {})
  const reply = await context.api.ask<Pinned>('PUT', '/api/front', { body: { pins: slugs }, ...ifMatch(tagOf(before)) })
  if (isStale(reply)) {
    const now = await context.api.ask<Pinned>('GET', '/api/front')
    const pins = now.ok ? ` They are: ${wordsOf(now.value.pins)}.` : ''
    const detail = `nothing was pinned, because someone changed the pins at the same moment.${pins} Run the command again.`
    refuse(context, { subject: 'front' }, { status: 412, detail, flaws: [] }, [`front: ${detail}`])
    return EXIT.refused
  }
  const code = await printPins(context, 'front', reply)
  if (reply.ok && !isDeepStrictEqual(before.value.pins, reply.value.pins) && before.value.pins.length > 0)
    context.print.remark(`They were: ${wordsOf(before.value.pins)}`)
  return code
}

async function pinFile(context: CommandContext, file: string, replace: boolean) {
  const reply = await putValue<Pinned, Pinned>(context, {
    file: resolve(context.environment.cwd, file),
    at: '/api/front',
    body: { pins: await pinsIn(file, context) },
    replace,
    normalise: (value) => ({ pins: isRecord(value) && Array.isArray(value.pins) ? [...new Set(value.pins)] : value }),
    isEmpty: (value) => isRecord(value) && isDeepStrictEqual(value.pins, []),
  })
  if (reply.ok || 'problem' in reply) return printPins(context, file, reply)
  const pins = isRecord(reply.current) && Array.isArray(reply.current.pins) ? wordsOf(reply.current.pins.map(String)) : ''
  const detail = `nothing was pinned: ${reply.knew ? 'the pins were changed since this file was current' : 'other pins are set, and nothing says that this file started from them'}. They are: ${pins}.`
  refuse(context, { subject: file }, { status: 412, detail, flaws: [] }, [
    `${file}: ${detail}`,
    ...nextStepLines([['Pin this file anyway', context.api.command(`front ${shellWord(file)} --replace`)]]),
  ])
  return EXIT.refused
}

async function printPins(context: CommandContext, subject: string, reply: Reply<Pinned>): Promise<number> {
  if (!reply.ok) {
    refuse(context, { subject }, reply.problem, problemLines(subject, reply.problem))
    return EXIT.refused
  }
  const { pins, unknown = [], notes = [] } = reply.value
  context.print.result(reply.value, `pinned: ${wordsOf(pins)}`)
  for (const note of notes) context.print.remark(`${subject}: ${note}`)
  for (const slug of pins) await remarkUnlessLive(context, slug)
  for (const slug of unknown) context.print.error(`${slug}: there is no such article; it is not pinned.`)
  return unknown.length > 0 ? EXIT.refused : EXIT.ok
}

/** A pin of what is not out, or no more, is kept, and shows readers nothing. */
async function remarkUnlessLive({ api, print }: CommandContext, slug: string) {
  const { headers } = await api.send('HEAD', articlePath(slug))
  const state = headers.get('Dateline-State')
  if (state !== null && state !== 'published')
    print.remark(`${slug}: this article is ${state === 'draft' ? 'a draft' : state}; the front shows it once it is published.`)
}

const wordsOf = (pins: string[]) => pins.join(', ') || 'nothing'

async function pinsIn(file: string, { environment }: CommandContext): Promise<string[]> {
  const { value } = await readJsonFile(file, environment.cwd)
  const pins: unknown = isRecord(value) ? value.pins : value
  if (!Array.isArray(pins) || !pins.every((slug): slug is string => typeof slug === 'string'))
    throw usageError(`${file} should be a list of slugs, or {"pins": [slugs]}.`)
  return pins
}
