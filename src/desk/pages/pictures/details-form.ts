/** What is said of a picture, as a form. Times and focus points that the form only shows rounded stay as they are unless they are changed. */
import type { Flaw } from '../../../copy/parse.ts'
import { NO_LICENCE, type PictureDetails } from '../../../copy/shapes/picture-details.ts'
import type { Form } from '../layout/form.ts'
import { DAY_NEEDED, localTimeOf, momentInZone } from '../layout/zoned-time.ts'

export type DetailsValues = Record<string, string>

const TEXTS = ['alt', 'caption', 'credit', 'licence', 'holder'] as const
export const DETAIL_FIELDS = [...TEXTS, 'no-licence', 'until', 'focus-x', 'focus-y'] as const

export const NO_VALUES: DetailsValues = Object.fromEntries(DETAIL_FIELDS.map((name) => [name, '']))

export function valuesOfDetails({ alt = '', caption = '', credit = '', focus, rights = {} }: PictureDetails, timeZone: string): DetailsValues {
  const isRefused = rights.licence === NO_LICENCE
  return {
    alt,
    caption,
    credit,
    licence: isRefused ? '' : (rights.licence ?? ''),
    'no-licence': isRefused ? 'on' : '',
    holder: rights.holder ?? '',
    until: rights.until ? localTimeOf(rights.until, timeZone).slice(0, 10) : '',
    'focus-x': focus ? percent(focus.x) : '',
    'focus-y': focus ? percent(focus.y) : '',
  }
}

export const valuesSent = (form: Form): DetailsValues => Object.fromEntries(DETAIL_FIELDS.map((name) => [name, form.text(name)]))

/** What is to be parsed as details. Fields left empty are left out. */
export function detailsFrom(values: DetailsValues, before: PictureDetails, timeZone: string): unknown {
  const focus = focusFrom(values, before)
  const rights = withoutEmpty({
    licence: values['no-licence'] === 'on' ? NO_LICENCE : values.licence,
    holder: values.holder,
    until: untilFrom(values.until ?? '', before, timeZone),
  })
  return {
    ...withoutEmpty({ alt: values.alt, caption: values.caption, credit: values.credit }),
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
  const end = momentInZone(`${day}T23:59:59`, timeZone)
  return end.ok ? end.at : day
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
