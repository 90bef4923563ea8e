import { describe, expect, test } from 'vitest'
import { effort, type Stretch, stretchesBetween } from '../../src/copy/text/shortest-edit.ts'

const many = (count: number, word: string) => Array.from({ length: count }, (_, at) => `${word}${at}`)
const within = (before: readonly string[], after: readonly string[]) => stretchesBetween(before, after, effort())
const editsIn = (stretches: readonly Stretch[]) => stretches.reduce((sum, { count, op }) => sum + (op ? count : 0), 0)

describe('what two lists have in common', () => {
  test('a word that was replaced, put in or taken out is all that is marked', () => {
    expect(within(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([{ count: 1 }, { count: 1, op: 'removed' }, { count: 1, op: 'added' }, { count: 1 }])
    expect(within(['a', 'c'], ['a', 'b', 'c'])).toEqual([{ count: 1 }, { count: 1, op: 'added' }, { count: 1 }])
    expect(within([], ['a', 'b'])).toEqual([{ count: 2, op: 'added' }])
    expect(within(['a', 'b'], [])).toEqual([{ count: 2, op: 'removed' }])
    expect(within(['a'], ['a'])).toEqual([{ count: 1 }])
    expect(within([], [])).toEqual([])
  })

  test('there is no shorter way from any list to any other', () => {
    for (const before of listsOf('ab', 5))
      for (const after of listsOf('ab', 4)) {
        const stretches = within(before, after)
        expect([rebuilt(stretches, before, after), editsIn(stretches)]).toEqual([after, before.length + after.length - 2 * commonLength(before, after)])
      }
  })
})

describe('a story rewritten from beginning to end keeps no reader waiting', () => {
  test('it is shown one after the other, but for how it still begins and ends', () => {
    const [before, after] = [many(20_000, 'a'), many(20_000, 'b')]
    expect(within(['x', ...before, 'y', 'z'], ['x', ...after, 'y', 'z'])).toEqual([
      { count: 1 },
      { count: 20_000, op: 'removed' },
      { count: 20_000, op: 'added' },
      { count: 2 },
    ])
  })

  test('all its texts together take no more steps than one may', () => {
    const allowed = effort()
    const most = allowed.steps
    for (let n = 0; n < 100; n++)
      stretchesBetween(
        many(300, 'a').flatMap((word) => [word, ' ']),
        many(300, 'b').flatMap((word) => [word, ' ']),
        allowed,
      )
    expect(allowed.steps).toBeLessThanOrEqual(0)
    expect(most - allowed.steps).toBeLessThan(most * 1.01)
  })

  test('what one text has used up, the next has not', () => {
    expect(stretchesBetween(['a', 'b', 'c'], ['a', 'x', 'b', 'y', 'c'], { steps: 0 })).toEqual([
      { count: 1 },
      { count: 1, op: 'removed' },
      { count: 3, op: 'added' },
      { count: 1 },
    ])
  })

  test('what was only added is known without looking for a way', () => {
    const long = many(20_000, 'a')
    const longer = [...long.slice(0, 9000), ...many(9000, 'b'), ...long.slice(9000)]
    expect(stretchesBetween(long, longer, { steps: 0 })).toEqual([{ count: 9000 }, { count: 9000, op: 'added' }, { count: 11_000 }])
  })
})

function rebuilt(stretches: readonly Stretch[], before: readonly string[], after: readonly string[]) {
  const made: string[] = []
  let [from, to] = [0, 0]
  for (const { count, op } of stretches) {
    made.push(...(op === 'added' ? after.slice(to, to + count) : op === 'removed' ? [] : before.slice(from, from + count)))
    if (op !== 'added') from += count
    if (op !== 'removed') to += count
  }
  return made
}

/** All lists of these letters up to a length. */
const listsOf = (letters: string, most: number): string[][] =>
  most === 0 ? [[]] : [[], ...listsOf(letters, most - 1).flatMap((list) => [...letters].map((letter) => [letter, ...list]))]

function commonLength(before: readonly string[], after: readonly string[]): number {
  const [[first, ...more], [other, ...others]] = [before, after]
  if (first === undefined || other === undefined) return 0
  return first === other ? 1 + commonLength(more, others) : Math.max(commonLength(more, after), commonLength(before, others))
}
