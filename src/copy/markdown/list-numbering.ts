/** The numbers of an ordered list, as they are written and as HTML counts them. */
type NumberedList = { start?: number | undefined; reversed?: boolean | undefined; items: readonly (string | { value?: number | undefined })[] }

/** HTML's ordinal values: a list that counts down without a start ends at 1. */
export function numbersOf({ start, reversed, items }: NumberedList): number[] {
  let next = start ?? (reversed ? items.length : 1)
  return items.map((item) => {
    const number = (typeof item === 'string' ? undefined : item.value) ?? next
    next = number + (reversed ? -1 : 1)
    return number
  })
}

export type Numbering = { start?: number; reversed?: true; values: (number | undefined)[] }

/**
 * Numbers stand as written, leaps and steps back too: "9. November" and "3. Oktober" may begin paragraphs. Only where some
 * repeat, such as 1, 1, 1 or 1, 2, 2, 3, do they say no more than where counting begins.
 */
export function numberingFrom(numbers: readonly number[]): Numbering {
  const [first = 1] = numbers
  const leaps = numbers.slice(1).map((number, at) => number - (numbers[at] as number))
  const falls = leaps.length > 0 && leaps.every((leap) => leap < 0)
  const repeats = leaps.includes(0) && leaps.every((leap) => leap === 0 || leap === 1)
  const usual = falls ? numbers.length : 1
  const step = falls ? -1 : 1
  return {
    ...(first !== usual && { start: first }),
    ...(falls && { reversed: true }),
    values: numbers.map((number, at) => (at > 0 && !repeats && leaps[at - 1] !== step ? number : undefined)),
  }
}
