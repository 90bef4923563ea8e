/** Numbers in a drawing: in words where their digits would take the room of what they stand for. */
import { formatted, numberText } from '../../copy/drawings/words.ts'
import { widthOf } from './drawing-style.ts'

/** As wide as 1,234,567,890 is set. */
const MOST_PX = 100
const DIGITS = 4

/** `900 trillion`, rounded: the table has all of it. */
export function numberLabel(value: number, lang: string) {
  const text = numberText(value, lang)
  return widthOf(text) > MOST_PX && Math.abs(value) >= 1e6 ? inWords(value, lang) : text
}

/** An axis is not rounded: beside 900,000,000,000,001, "900 trillion" would be wrong. `step` lies between two of its numbers. */
export function axisNumber(value: number, lang: string, step: number) {
  const text = numberText(value, lang, step)
  return widthOf(text) > MOST_PX && step >= 1e6 && Number(value.toPrecision(DIGITS)) === value ? inWords(value, lang) : text
}

const inWords = (value: number, lang: string) => formatted(value, lang, { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: DIGITS })
