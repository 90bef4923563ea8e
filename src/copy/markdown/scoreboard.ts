/**
 * A scoreboard in Markdown: a fenced block in plain words, one field a line. What comes after `|` is the score; an event is its clock,
 * whose it was and what happened.
 *
 *     title: Harbour Cup final
 *     side: Rovers | 2
 *     side: Quayside | 2
 *     clock: After extra time
 *     starts: 2026-11-22T10:30:00Z
 *     event: 9′ | Quayside | Pell, with the top of his head
 */
import type { BlockInput } from '../shapes/block.ts'
import type { Scoreboard } from '../shapes/scoreboard.ts'

/** The language that the fence names. */
export const SCOREBOARD = 'scoreboard'

type SideInput = { name: string; score?: string }
export type EventInput = { clock?: string; side?: 1 | 2; text: string }

export function markdownFromScoreboard({ title, sides, clock, startsAt, events }: Scoreboard): string {
  const names = sides.map(({ name }) => name)
  return [
    ...(title ? [`title: ${title}`] : []),
    ...sides.map(({ name, score }) => `side: ${name}${score !== undefined || name.includes('|') ? ` | ${score ?? ''}`.trimEnd() : ''}`),
    ...(clock ? [`clock: ${clock}`] : []),
    ...(startsAt ? [`starts: ${startsAt}`] : []),
    ...(events ?? []).map((event) => `event: ${eventLine(event, names)}`),
  ].join('\n')
}

/** `9′ | Quayside | Pell`; without `names`, by the side's number. */
export function eventLine({ clock, side, text }: EventInput | NonNullable<Scoreboard['events']>[number], names: readonly string[] = []) {
  if (clock === undefined && side === undefined && !text.includes('|')) return text
  return `${clock ?? ''} | ${side === undefined ? '' : sideWord(side, names)} | ${text}`.trimStart()
}

/** By its name, where that says which. */
const sideWord = (side: 1 | 2, names: readonly string[]) => {
  const name = names[side - 1] ?? ''
  return name !== '' && sideNumber(name, names) === side && !name.includes('|') ? name : String(side)
}

const sideNumber = (word: string, names: readonly string[]): 1 | 2 | undefined => {
  if (word === '1' || word === '2') return word === '1' ? 1 : 2
  return word === names[0] ? 1 : word === names[1] ? 2 : undefined
}

type Read = { board: BlockInput } | { line: number; message: string }

/** A board as it was written, for the schema to judge; or the line, counted from 0 in the text, that can't be read. */
export function scoreboardFromMarkdown(text: string): Read {
  const lines = text.split('\n').map((line) => /^\s*(\w+):(.*)$/.exec(line) ?? line)
  const names = lines.flatMap((line) => (typeof line !== 'string' && line[1] === 'side' ? [sideFrom(line[2] ?? '').name] : []))
  const sides: SideInput[] = []
  const events: EventInput[] = []
  const fields: Record<string, string> = {}
  for (const [at, line] of lines.entries()) {
    if (typeof line === 'string' && line.trim() === '') continue
    const [name, value] = typeof line === 'string' ? [] : [line[1], (line[2] ?? '').trim()]
    if (name === 'side') sides.push(sideFrom(value ?? ''))
    else if (name === 'event') {
      const event = eventFrom(value ?? '', names)
      if (!event) return { line: at, message: `The side of an event must be one of the two: ${names.join(' or ')}.` }
      events.push(event)
    } else if (name !== undefined && Object.hasOwn(FIELD_OF, name)) fields[FIELD_OF[name] ?? name] = value ?? ''
    else return { line: at, message: 'A line of a scoreboard must begin with "title:", "side:", "clock:", "starts:" or "event:".' }
  }
  return { board: { type: SCOREBOARD, ...fields, sides, ...(events.length > 0 && { events }) } }
}

const FIELD_OF: Record<string, string> = { title: 'title', clock: 'clock', starts: 'startsAt' }

function sideFrom(value: string): SideInput {
  const bar = value.lastIndexOf('|')
  if (bar < 0) return { name: value.trim() }
  const score = value.slice(bar + 1).trim()
  return { name: value.slice(0, bar).trim(), ...(score && { score }) }
}

/** `undefined` where it names neither side. */
export function eventFrom(value: string, names: readonly string[]): EventInput | undefined {
  const parts = value.split('|')
  if (parts.length === 1) return { text: value }
  const [clock = '', second = ''] = parts.map((part) => part.trim())
  const withClock = clock && { clock }
  if (parts.length === 2) return { ...withClock, text: second }
  const side = sideNumber(second, names)
  if (second !== '' && side === undefined) return undefined
  return { ...withClock, ...(side && { side }), text: parts.slice(2).join('|').trim() }
}
