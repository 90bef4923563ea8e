/** Lines that stand on pages of many stories: none of them may take the room of the others. */
import * as v from 'valibot'
import { cleanLine, isVisible } from '../text/characters.ts'
import { EMPTY_MESSAGE, filingRule, MAX_LINE } from './field.ts'

/** In characters. */
export const MOST = { headline: 200, kicker: 60, dateline: 80, name: 100, role: 120 }

/** One line of plain text, of up to so many characters from now on. What was filed before there was the limit is read all the same. */
function lineOf(most: number) {
  const message = `This field can have up to ${most} characters.`
  return v.pipe(
    v.string('This field must be text.'),
    v.trim(),
    v.nonEmpty(EMPTY_MESSAGE),
    v.transform(cleanLine),
    v.maxLength(MAX_LINE, message),
    filingRule((text) => isVisible(text), EMPTY_MESSAGE),
    filingRule(({ length }) => length <= most || length > MAX_LINE, message),
  )
}

export const Headline = lineOf(MOST.headline)
export const Kicker = lineOf(MOST.kicker)
export const Dateline = lineOf(MOST.dateline)
/** Of a person or a topic. */
export const Name = lineOf(MOST.name)
export const Role = lineOf(MOST.role)
