import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchPattern } from '../../../src/copy/checks/house-style/pattern-run.ts'
import { compilePattern, type Program } from '../../../src/copy/checks/house-style/pattern-syntax.ts'
import { compileStyle, matchStyle } from '../../../src/copy/checks/house-style/style.ts'
import { runs } from '../copies.ts'

function programOf(source: string): Program {
  const compiled = compilePattern(source)
  if (!compiled.ok) throw new Error(compiled.message)
  return compiled.program
}
const found = (source: string, text: string) =>
  matchPattern(programOf(source), text).map(({ from, to, groups }) => [from, to, ...groups.slice(1).filter((it) => it !== undefined)])

test.each([
  ['(\\d+) per cent', '$1 percent', 'Up 6 per cent or 12 per cent', 'Up 6 percent or 12 percent'],
  ['\\b(\\d{1,2})(?:am|AM)\\b', '$1 a.m.', 'at 6am, 12AM, 123am', 'at 6 a.m., 12 a.m., 123am'],
  [' +([,.;])', '$1', 'one , two  .', 'one, two.'],
  ['(\\p{Lu})\\.(\\p{Lu})\\.', '$1$2', 'U.S. and Ü.Ä.', 'US and ÜÄ'],
  ['^Von ', 'VON ', 'Von dort. Von hier\nVon da', 'VON dort. Von hier\nVON da'],
  ['"([^"]+?)"', '“$1”', '"a" and "b"', '“a” and “b”'],
  ['£(\\d+)m\\b', '$$$1 million', '£5m', '$5 million'],
  ['(?:字|语){2}', 'x', '字语字', 'x字'],
  ['😀+', ':)', 'a😀😀b', 'a:)b'],
])('%s is found and written as %s', (wrong, right, text, expected) => {
  const matches = matchStyle(compileStyle([{ wrong, right, pattern: true }], 'en'), text)
  expect(matches.reduceRight((written, { from, to, fix }) => written.slice(0, from) + fix + written.slice(to), text)).toBe(expected)
})

test.each([
  ['(a', 'does not close'],
  ['a)', 'closes here'],
  ['[a', 'class [ opens'],
  ['*a', 'Nothing stands before'],
  ['a**', 'side by side'],
  ['(?=a)b', 'look ahead'],
  ['(?<n>a)', 'no names'],
  ['(a)\\1', 'isn’t known'],
  ['a{2', 'written {2}'],
  ['a{3,1}', 'repeats more'],
  ['a{0,500}', 'repeats too much'],
  ['(((a{99}){99}){99}){99}', 'repeats too much'],
  ['\\p{Nonsense}', 'isn’t valid'],
  ['\\pL', 'isn’t valid'],
  ['[z-a]', 'isn’t valid'],
  ['a\\', 'end with'],
  [`${'(?:'.repeat(30)}a${')'.repeat(30)}`, 'levels deep'],
  ['(a)'.repeat(10), 'up to 9 groups'],
])('%s is refused, and the editor told why', (source, words) => {
  expect(compilePattern(source)).toEqual({ ok: false, message: expect.stringContaining(words) })
})

describe('a pattern finds what JavaScript finds', () => {
  const mayBeEmpty = (source: string) => new RegExp(`^(?:${source.replace(/\\b|(?<!\[)\^|\$/g, '')})$`, 'u').test('')
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\b', '^', '$', '1')
  const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '{1,2}', '{2}', '{0,2}?')
  const source = fc.letrec<{ one: string; all: string }>((tie) => ({
    one: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(atom, quantifier).map(([it, times]) => (/^(?:\\b|\^|\$)$/.test(it) ? it : it + times)),
      // Of repetitions that may be empty, JavaScript and others differ in which they prefer.
      fc.tuple(tie('all'), quantifier).map(([it, times]) => `(${it})${mayBeEmpty(it) ? '' : times}`),
    ),
    all: fc
      .tuple(fc.array(tie('one'), { minLength: 1, maxLength: 3 }), fc.option(tie('one')))
      .map(([many, other]) => many.join('') + (other ? `|${other}` : '')),
  })).all

  test('at the same places', () => {
    fc.assert(
      fc.property(source, fc.array(fc.constantFrom('a', 'b', '1', ' ', '\n'), { maxLength: 12 }), (pattern, letters) => {
        const text = letters.join('')
        const compiled = compilePattern(pattern)
        fc.pre(compiled.ok)
        // Where JavaScript finds the empty text, ours looks for more; that is another thing.
        const expected = [...text.matchAll(new RegExp(pattern, 'gmu'))].map(({ 0: it, index }) => [index, index + it.length])
        fc.pre(expected.every(([from, to]) => from !== to))
        expect(matchPattern(programOf(pattern), text).map(({ from, to }) => [from, to])).toEqual(expected)
      }),
      runs(1000),
    )
  })
})

describe('no pattern hangs whoever checks copy', () => {
  const steps = (source: string, text: string) => {
    const work = { steps: 0 }
    matchPattern(programOf(source), text, work)
    return work.steps
  }

  test.each(['(a+)+b', '(a|a)*b', '(a*)*b', 'a*a*a*a*b', '(.*)(.*)(.*)x', 'a(.*c)?', '(?:a{1,30}){1,3}b', '[^b]*b'])(
    '%s: twice the text, twice the work',
    (source) => {
      for (const letters of ['a', 'ab', 'aab ']) {
        const [once, twice] = [steps(source, letters.repeat(2000)), steps(source, letters.repeat(4000))]
        expect(twice).toBeLessThanOrEqual(2 * once + 10_000)
        expect(once).toBeLessThan(letters.length * 2000 * 2000)
      }
    },
  )

  test('and all of them together stop after ten million steps, whatever the article', () => {
    const style = compileStyle(
      Array.from({ length: 50 }, (_, at) => ({ wrong: `(?:a{1,30}){1,3}b${at}`, right: 'x', pattern: true })),
      'en',
    )
    const work = { steps: 0 }
    for (let block = 0; block < 20; block++) matchStyle(style, 'a'.repeat(20_000), work)
    expect(work.steps).toBeLessThan(10_100_000)
  })

  test('and nothing that goes on for more than 300 characters is a match', () => {
    expect(found('<[^>]*>', `<${'a'.repeat(200)}> <${'a'.repeat(400)}> <b>`)).toEqual([
      [0, 202],
      [606, 609],
    ])
  })
})
