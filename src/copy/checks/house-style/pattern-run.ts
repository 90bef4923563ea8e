/**
 * Runs a pattern in linear time, however it is made: all ways through it at once, one character at a time (Thompson 1968, Pike's
 * variant that knows what its groups found). No pattern of an editor's can hang whoever checks copy.
 */
import { type Instruction, MAX_GROUPS, type Program } from './pattern-syntax.ts'
import type { Work } from './word-rules.ts'

/** `groups[0]` is the whole; a group that took no part is `undefined`. */
export type PatternMatch = { from: number; to: number; groups: (string | undefined)[] }

/** Slots of places: where the whole and each group begin and end; -1 where not yet. */
type Slots = readonly number[]
type Thread = { pc: number; slots: Slots }

/** In UTF-16 units. A match that goes on further is none: otherwise each of many could look at all the rest of the text. */
const MAX_MATCH = 300
/** For the same reason. */
const MAX_MATCHES = 100
const NO_SLOTS: Slots = Array.from({ length: 2 * (MAX_GROUPS + 1) }, () => -1)

/** Leftmost first, without overlaps, and none that is empty. Stops when `work.steps` exceeds `maxSteps`. */
export function matchPattern(program: Program, text: string, work: Work = { steps: 0 }, maxSteps = Number.POSITIVE_INFINITY): PatternMatch[] {
  const matches: PatternMatch[] = []
  for (let at = 0; at < text.length && matches.length < MAX_MATCHES && work.steps <= maxSteps; ) {
    const slots = firstMatch(program, text, at, work, maxSteps)
    if (!slots) break
    const [from = 0, to = 0] = slots
    if (to > from) matches.push({ from, to, groups: groupsOf(text, slots) })
    at = to > from ? to : to + 1
  }
  return matches
}

function firstMatch(program: Program, text: string, begin: number, work: Work, maxSteps: number): Slots | undefined {
  let threads: Thread[] = []
  let found: Slots | undefined
  const starts = startsOf(program)
  for (let at = begin; at <= text.length && work.steps <= maxSteps; ) {
    if (threads.length === 0 && !found) at = nextStart(starts, text, at, work)
    const here = new Ways(program, text, at, work)
    for (const { pc, slots } of threads) here.follow(pc, slots)
    if (!found) here.follow(0, NO_SLOTS)
    const character = at < text.length ? String.fromCodePoint(text.codePointAt(at) as number) : undefined
    threads = []
    for (const { pc, slots } of here.threads) {
      work.steps++
      const it = program[pc] as Instruction
      if (it.do === 'match') {
        if ((slots[1] ?? 0) > (slots[0] ?? 0)) found = slots
        // What follows is less preferred.
        if (found === slots) break
      } else if (it.do === 'read' && character !== undefined && at - (slots[0] ?? 0) < MAX_MATCH && it.test(character)) threads.push({ pc: pc + 1, slots })
    }
    if (found && threads.length === 0) break
    at += character?.length ?? 1
  }
  return found
}

type Read = Extract<Instruction, { do: 'read' }>

/** What can read a match's first character. */
const knownStarts = new WeakMap<Program, readonly Read[]>()

function startsOf(program: Program): readonly Read[] {
  const known = knownStarts.get(program)
  if (known) return known
  const starts: Read[] = []
  const open = [0]
  const seen = new Set<number>()
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    const it = program[pc]
    if (!it || seen.has(pc)) continue
    seen.add(pc)
    if (it.do === 'read') starts.push(it)
    else if (it.do === 'split') open.push(it.first, it.second)
    else if (it.do === 'jump') open.push(it.to)
    else if (it.do !== 'match') open.push(pc + 1)
  }
  knownStarts.set(program, starts)
  return starts
}

/** Most of a text is no match's beginning. */
function nextStart(starts: readonly Read[], text: string, from: number, work: Work) {
  for (let at = from; at < text.length; ) {
    work.steps++
    const character = String.fromCodePoint(text.codePointAt(at) as number)
    if (starts.some(({ test }) => test(character))) return at
    at += character.length
  }
  return text.length
}

/** Where the program can stand at one place of the text, each once, the preferred first. */
class Ways {
  readonly threads: Thread[] = []
  readonly #seen = new Set<number>()
  readonly #program: Program
  readonly #text: string
  readonly #at: number
  readonly #work: Work

  constructor(program: Program, text: string, at: number, work: Work) {
    this.#program = program
    this.#text = text
    this.#at = at
    this.#work = work
  }

  follow(pc: number, slots: Slots): void {
    if (this.#seen.has(pc)) return
    this.#seen.add(pc)
    this.#work.steps++
    const it = this.#program[pc] as Instruction
    switch (it.do) {
      case 'jump':
        this.follow(it.to, slots)
        break
      case 'split':
        this.follow(it.first, slots)
        this.follow(it.second, slots)
        break
      case 'save':
        this.follow(pc + 1, slots.with(it.slot, this.#at))
        break
      case 'assert':
        if (this.#holds(it.what)) this.follow(pc + 1, slots)
        break
      case 'read':
      case 'match':
        this.threads.push({ pc, slots })
    }
  }

  #holds(what: Extract<Instruction, { do: 'assert' }>['what']) {
    const [text, at] = [this.#text, this.#at]
    switch (what) {
      case 'start':
        return at === 0 || text[at - 1] === '\n'
      case 'end':
        return at === text.length || text[at] === '\n'
      case 'edge':
        return isWordBefore(text, at) !== isWordAt(text, at)
      case 'no-edge':
        return isWordBefore(text, at) === isWordAt(text, at)
    }
  }
}

const isWordCharacter = (character: string) => /^[\p{L}\p{M}\p{N}_]/u.test(character)
const isWordAt = (text: string, at: number) => at < text.length && isWordCharacter(String.fromCodePoint(text.codePointAt(at) as number))
const isWordBefore = (text: string, at: number) => at > 0 && isWordCharacter(Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '')

const groupsOf = (text: string, slots: Slots) =>
  Array.from({ length: MAX_GROUPS + 1 }, (_, group) => {
    const [from = -1, to = -1] = [slots[2 * group], slots[2 * group + 1]]
    return from < 0 || to < 0 ? undefined : text.slice(from, to)
  })

/** `$1` to `$9` are what the groups found; `$$` is a dollar. */
export const fillIn = (right: string, { groups }: PatternMatch) =>
  right.replace(/\$([1-9$])/g, (_, name: string) => (name === '$' ? '$' : (groups[Number(name)] ?? '')))
