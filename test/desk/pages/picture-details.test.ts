import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseWith } from '../../../src/copy/parse.ts'
import { PictureDetails } from '../../../src/copy/shapes/picture-details.ts'
import { formOf } from '../../../src/desk/pages/layout/form.ts'
import { detailFieldOf, detailsFrom, inFormWords, valuesOfDetails, valuesSent } from '../../../src/desk/pages/pictures/details-form.ts'
import { focusFromClick } from '../../../src/desk/pages/pictures/focus-map.tsx'
import { PICTURE } from '../fake-pictures.ts'

const ZONE = 'America/New_York'
const ALL: PictureDetails = {
  alt: 'A ferry',
  caption: 'The ferry leaves.',
  credit: 'Ann Lee / Reuters',
  source: 'Reuters Pictures',
  people: ['Ada Obi', 'Ben Wu'],
  place: 'Zürich, Switzerland',
  digitalSource: 'compositeWithTrainedAlgorithmicMedia',
  focus: { x: 1 / 3, y: 0.125 },
  rights: {
    licence: 'Agency contract',
    holder: 'Reuters',
    until: '2027-03-01T12:34:56Z',
    terms: 'Editorial use only.',
    notice: '© Reuters',
    licenceUrl: 'https://example.com/licence',
    acquireUrl: 'https://example.com/buy',
  },
}

const saved = (before: PictureDetails, change: Record<string, string> = {}) => {
  const values = valuesSent(formOf(new URLSearchParams({ ...valuesOfDetails(before, ZONE), ...change })))
  return v.parse(PictureDetails, detailsFrom(values, before, ZONE))
}

test.each([
  ['everything', ALL],
  ['nothing', {}],
  ['no right to show it', { rights: { licence: 'none' } }],
])('a picture of which we say %s, saved without a change, is as it was', (_what, details) => {
  expect(saved(details)).toEqual(details)
})

test('rights count to the end of their last day on the newsroom’s clocks', () => {
  expect(saved(ALL, { until: '2027-07-04' }).rights?.until).toBe('2027-07-05T03:59:59Z')
  expect(saved(ALL, { until: '' }).rights).not.toHaveProperty('until')
})

test('a focus point or a last day that is none is refused in the words of the form', () => {
  const parsed = parseWith(PictureDetails, detailsFrom({ 'focus-x': '120', 'focus-y': '10', until: '31.12.2026', alt: 'x'.repeat(2000) }, {}, ZONE))
  expect(parsed.ok ? [] : inFormWords(parsed.flaws).map(({ message }) => message)).toEqual([
    'Alt text can have up to 1,000 characters.',
    'Enter two numbers from 0 to 100, or leave both fields empty.',
    'Enter a day, such as 2026-11-26.',
  ])
})

test('one side of the focus point without the other is refused at its field', () => {
  const parsed = parseWith(PictureDetails, detailsFrom({ 'focus-x': '40', 'focus-y': '' }, {}, ZONE))
  expect(parsed.ok ? [] : parsed.flaws.map(({ pointer }) => detailFieldOf(pointer))).toEqual(['focus-y'])
})

test('a click on the picture is its focus point; the Enter key clicks nowhere', () => {
  const click = (x: number, y: number) => focusFromClick(formOf(new URLSearchParams({ 'at.x': String(x), 'at.y': String(y) })), PICTURE)
  // 1600 × 1067 is shown in 288 × 192.
  expect(click(144, 48)).toEqual({ 'focus-x': '50', 'focus-y': '25' })
  expect(click(288, 192)).toEqual({ 'focus-x': '100', 'focus-y': '100' })
  expect(click(0, 0)).toEqual({})
  expect(focusFromClick(formOf(new URLSearchParams({ alt: 'A ferry' })), PICTURE)).toEqual({})
})
