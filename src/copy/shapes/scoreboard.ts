/** The state of a match, or of anything between two sides: their scores, the clock, and what happened when. Everything is plain text. */
import * as v from 'valibot'
import { Instant, Line } from './field.ts'

/** In Markdown, a bar parts the fields of a line. */
const Short = v.pipe(Line, v.regex(/^[^|]{0,24}$/, 'This field can have up to 24 characters, and none of them can be |.'))

const Side = v.looseObject({
  name: Line,
  /** As it is said in its sport: "2", "2 (6)", "145/6", "6–4, 3–6". */
  score: v.optional(Short),
})

const ScoreEvent = v.looseObject({
  /** When, by the event's own clock: "40′". */
  clock: v.optional(Short),
  /** Whose it was: the first side's or the second's. */
  side: v.optional(v.picklist([1, 2], 'The side must be 1 or 2.')),
  text: Line,
})

/** As many as are read beside a text. */
const MAX_EVENTS = 100
const EVENTS_MESSAGE = `A scoreboard can have 1 to ${MAX_EVENTS} events. Leave "events" out if there are none.`

export const Scoreboard = v.looseObject({
  type: v.literal('scoreboard'),
  /** What is played, or what for: "Harbour Cup final". */
  title: v.optional(Line),
  sides: v.pipe(v.array(Side, 'A scoreboard needs "sides".'), v.length(2, 'A scoreboard needs two sides.')),
  /** How far it is: "71′", "Half-time", "After extra time". */
  clock: v.optional(Line),
  startsAt: v.optional(Instant),
  events: v.optional(v.pipe(v.array(ScoreEvent), v.minLength(1, EVENTS_MESSAGE), v.maxLength(MAX_EVENTS, EVENTS_MESSAGE))),
})

export type Scoreboard = v.InferOutput<typeof Scoreboard>

/** "Rovers 2, Quayside 2": the score in a line, for who doesn't see the board. */
export const scoreLine = ({ sides }: Scoreboard) => sides.map(({ name, score }) => (score === undefined ? name : `${name} ${score}`)).join(', ')

/** The name of the side whose event it was. */
export const sideOf = ({ sides }: Scoreboard, { side }: { side?: 1 | 2 | undefined }) => (side === undefined ? undefined : sides[side - 1]?.name)
