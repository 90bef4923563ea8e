/** What is said of a picture, as a form. Times and focus points that the form only shows rounded stay as they are unless they are changed. */
import { isDay } from '../../../copy/calendar.ts'
import { endOfDay } from '../../../copy/end-of-day.ts'
import type { Flaw } from '../../../copy/parse.ts'
import { NO_LICENCE, type PictureDetails } from '../../../copy/shapes/picture-details.ts'
import type { Form } from '../layout/form.ts'
import { DAY_NEEDED, localTimeOf } from '../layout/zoned-time.ts'

export type DetailsValues = Record<string, string>

/** Fields of the details, and of their rights, that are texts in the form too. */
const WORDS = ['alt', 'caption', 'credit', 'source', 'place', 'digitalSource'] as const
const RIGHTS = ['licence', 'holder', 'terms', 'notice', 'licenceUrl', 'acquireUrl'] as const
export const DETAIL_FIELDS = [...WORDS, 'people', ...RIGHTS, 'no-licence', 'until', 'focus-x', 'focus-y'] as const

export const NO_VALUES: DetailsValues = Object.fromEntries(DETAIL_FIELDS.map((name) => [name, '']))

export function valuesOfDetails(details: PictureDetails, timeZone: string): DetailsValues {
  const { people = [], focus, rights = {} } = details
  const isRefused = rights.licence === NO_LICENCE
  return {
    ...Object.fromEntries(WORDS.map((name) => [name, details[name] ?? ''])),
    people: people.join('\n'),
    ...Object.fromEntries(RIGHTS.map((name) => [name, rights[name] ?? ''])),
    ...(isRefused && { licence: '' }),
    'no-licence': isRefused ? 'on' : '',
    until: rights.until ? localTimeOf(rights.until, timeZone).slice(0, 10) : '',
    'focus-x': focus ? percent(focus.x) : '',
    'focus-y': focus ? percent(focus.y) : '',
  }
}

export const valuesSent = (form: Form): DetailsValues => Object.fromEntries(DETAIL_FIELDS.map((name) => [name, form.text(name)]))

/** What is to be parsed as details. Fields left empty are left out. */
export function detailsFrom(values: DetailsValues, before: PictureDetails, timeZone: string): unknown {
  const focus = focusFrom(values, before)
  const people = (values.people ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
  const rights = withoutEmpty({
    ...Object.fromEntries(RIGHTS.map((name) => [name, values[name]])),
    ...(values['no-licence'] === 'on' && { licence: NO_LICENCE }),
    until: untilFrom(values.until ?? '', before, timeZone),
  })
  return {
    ...withoutEmpty(Object.fromEntries(WORDS.map((name) => [name, values[name]]))),
    ...(people.length > 0 && { people }),
    ...(focus && { focus }),
    ...(Object.keys(rights).length > 0 && { rights }),
  }
}

function focusFrom({ 'focus-x': x = '', 'focus-y': y = '' }: DetailsValues, { focus }: PictureDetails) {
  if (x === '' && y === '') return undefined
  if (focus && x === percent(focus.x) && y === percent(focus.y)) return focus
  return { x: Number(x || Number.NaN) / 100, y: Number(y || Number.NaN) / 100 }
}

/** A day counts to its end. What is no day is left for the parser to refuse. */
function untilFrom(day: string, { rights }: PictureDetails, timeZone: string) {
  if (rights?.until && day === localTimeOf(rights.until, timeZone).slice(0, 10)) return rights.until
  return isDay(day) ? endOfDay(day, timeZone) : day
}

/** Flaws of fields whose form is not that of the details, in the form’s words. */
export const inFormWords = (flaws: readonly Flaw[]): Flaw[] =>
  flaws.map((flaw) => ({ ...flaw, message: wordsFor(detailFieldOf(flaw.pointer)) ?? flaw.message }))

function wordsFor(field: string | undefined) {
  if (field === 'until') return DAY_NEEDED
  return field?.startsWith('focus-') ? 'Enter two numbers from 0 to 100, or leave both fields empty.' : undefined
}

/** The field that a flaw of the details belongs to. */
export function detailFieldOf(pointer: string): string | undefined {
  const [first = '', second = ''] = pointer.slice(1).split('/')
  if (first === 'focus') return second === 'y' ? 'focus-y' : 'focus-x'
  if (first === 'rights') return second || 'licence'
  return (DETAIL_FIELDS as readonly string[]).includes(first) ? first : undefined
}

const percent = (share: number) => String(Math.round(share * 100))
const withoutEmpty = (values: Record<string, string | undefined>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value))
