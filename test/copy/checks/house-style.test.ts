import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learnRule } from '../../../src/copy/checks/house-style/learn-rule.ts'
import type { StyleRule } from '../../../src/copy/checks/house-style/rule.ts'
import { compileStyle, matchStyle } from '../../../src/copy/checks/house-style/style.ts'
import { compileWords, matchWords } from '../../../src/copy/checks/house-style/word-rules.ts'
import { runs } from '../copies.ts'

/** The text as it is once every finding was mended. */
function mended(text: string, rules: StyleRule[], lang = 'en') {
  const matches = matchStyle(compileStyle(rules, lang), text)
  return matches.reduceRight((written, { from, to, fix }) => written.slice(0, from) + fix + written.slice(to), text)
}

describe('words', () => {
  test.each([
    // wrong, right, text, mended
    ['e-mail', 'email', 'An e-mail. E-mail it, E-Mail.', 'An email. Email it, E-Mail.'],
    ['e-mail', 'email', 'E-MAIL OR E‑MAIL', 'EMAIL OR EMAIL'],
    ['e-mail', 'email', 'The e-mails of e-mailers', 'The e-mails of e-mailers'],
    ['Kiev', 'Kyiv', 'Kiev’s mayor, pro-Kiev, kiev, KIEV – Kievan', 'Kyiv’s mayor, pro-Kyiv, kiev, KYIV – Kievan'],
    ['it', 'IT', 'It is IT or it', 'IT is IT or IT'],
    ['Internet', 'internet', 'Internet users. The Internet. “Internet!” My “Internet”', 'Internet users. The internet. “Internet!” My “internet”'],
    ['per cent', 'percent', 'Six per cent; six per\ncent; percent', 'Six percent; six percent; percent'],
    ['data', 'data set', 'One data set, one data.', 'One data set, one data set.'],
    ['all of the', 'all the', 'All of the time', 'All the time'],
    ['I-phone', 'iPhone', 'I-phone sales', 'iPhone sales'],
    ['i-phone', 'iPhone', 'I-phone sales', 'iPhone sales'],
    ["o'clock", 'o’clock', "5 o'clock, 5 o’clock", '5 o’clock, 5 o’clock'],
    ['--', '—', 'war -- peace', 'war — peace'],
    ['utilise', 'use', '“Utilise it.” He said: “Utilise it.” (Utilise.)', '“Use it.” He said: “Use it.” (Use.)'],
    ['daß', 'dass', 'Daß er, daß sie', 'Dass er, dass sie'],
    ['cafe', 'café', 'A cafe, a café', 'A café, a café'],
    ['ユーザ', 'ユーザー', '新しいユーザはユーザーです', '新しいユーザーはユーザーです'],
    ['电子邮件', '电邮', '他发了电子邮件给我', '他发了电邮给我'],
    ['بريد الكتروني', 'بريد إلكتروني', 'أرسل بريد الكتروني اليوم', 'أرسل بريد إلكتروني اليوم'],
    ['very', '', 'A very old ship', 'A  old ship'],
  ])('%s → %s: %s', (wrong, right, text, expected) => {
    expect(mended(text, [{ wrong, right }])).toBe(expected)
  })

  test('the longest rule is taken, and of two the first', () => {
    const rules = [
      { wrong: 'New York', right: 'NY' },
      { wrong: 'New York Times', right: 'The New York Times' },
      { wrong: 'New York', right: 'never' },
    ]
    expect(mended('New York Times of New York', rules)).toBe('The New York Times of NY')
  })

  test('a name in capitals is known in any text, an ordinary word only where all is in capitals', () => {
    expect(
      mended('KIEV: We asked US', [
        { wrong: 'Kiev', right: 'Kyiv' },
        { wrong: 'us', right: 'them' },
      ]),
    ).toBe('KYIV: We asked US')
  })

  test('a rule of another language is left alone', () => {
    const rules = [{ wrong: 'gift', right: 'poison', lang: 'de' }]
    expect(mended('A gift', rules, 'en')).toBe('A gift')
    expect(mended('Ein gift', rules, 'de-CH')).toBe('Ein poison')
  })

  test('what was mended is right', () => {
    const word = fc.constantFrom('a', 'b', 'A', 'ab', '.', '“', ' ', '-', "'", '字', '\n', 'é')
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''))
    fc.assert(
      fc.property(phrase, fc.array(word, { maxLength: 30 }), (wrong, text) => {
        const rule = { wrong, right: 'right!' }
        for (const { from, to, fix } of matchStyle(compileStyle([rule], 'en'), text.join(''))) {
          expect(to).toBeGreaterThan(from)
          expect(fix.toLowerCase()).toBe('right!')
        }
        expect(
          matchStyle(compileStyle([rule], 'en'), mended(text.join(''), [rule])).filter(({ fix }) => fix !== 'right!' && fix !== 'Right!' && fix !== 'RIGHT!'),
        ).toEqual([])
      }),
      runs(300),
    )
  })
})

describe('thirteen thousand rules', () => {
  const rulesOf = (count: number) => Array.from({ length: count }, (_, at) => ({ wrong: `the word${at} of it`, right: 'x' }))
  const steps = (text: string, count: number) => {
    const work = { steps: 0 }
    matchWords(compileWords(rulesOf(count)), text, work)
    return work.steps
  }
  const text = 'the word7 of them and the word8 of it. '.repeat(100)

  test('cost a text no more than a hundred do', () => {
    expect(steps(text, 13_000)).toBe(steps(text, 100))
  })

  test('cost twice the text twice the work', () => {
    expect(steps(text + text, 13_000)).toBeLessThanOrEqual(2 * steps(text, 13_000) + 10)
  })

  test('are made ready in one pass', () => {
    const [once, twice] = [{ steps: 0 }, { steps: 0 }]
    compileWords(rulesOf(1000), once)
    compileWords(rulesOf(2000), twice)
    expect(twice.steps).toBe(2 * once.steps)
  })
})

describe('a rule is learnt from a correction', () => {
  test.each([
    ['He sent an e-mail to us.', 'He sent an email to us.', { wrong: 'e-mail', right: 'email' }],
    ['He sent an email to us.', 'He sent an e-mail to us.', { wrong: 'email', right: 'e-mail' }],
    ['In Kiev they met.', 'In Kyiv they met.', { wrong: 'Kiev', right: 'Kyiv' }],
    ['Utilise the door.', 'Use the door.', { wrong: 'utilise', right: 'use' }],
    ['Six per cent of them', 'Six percent of them', { wrong: 'per cent', right: 'percent' }],
    ['The prime minister said', 'The Prime Minister said', { wrong: 'prime minister', right: 'Prime Minister' }],
    ['a coffee shop in town', 'a coffee-shop in town', { wrong: 'coffee shop', right: 'coffee-shop' }],
    ['1,000 boats', '1000 boats', { wrong: '1,000', right: '1000' }],
    ['10 boats', 'ten boats', { wrong: '10', right: 'ten' }],
    ['all of the time', 'all the time', { wrong: 'all of the', right: 'all the' }],
    ['他发了电子邮件给我', '他发了电邮给我', { wrong: '电子邮件', right: '电邮' }],
  ])('%s → %s', (before, after, expected) => {
    const rule = learnRule(before, after)
    expect(rule).toMatchObject({ right: expect.stringContaining(expected.right), wrong: expect.stringContaining(expected.wrong) })
    expect(mended(before, [rule as StyleRule])).toBe(after)
  })

  test.each([
    ['The same.', 'The same.'],
    ['Some words that nobody had ever written before', 'Quite other things which they wrote in the end today'],
    ['', 'New text'],
    ['One, two', 'One two'],
    ['…', '...'],
  ])('but not from: %s → %s', (before, after) => {
    const rule = learnRule(before, after)
    if (rule) expect(mended(before, [rule])).toBe(after)
    else expect(rule).toBeUndefined()
  })

  test.each([
    ['There were 12 boats.', 'There were 13 boats.'],
    ['2026-11-27T01:42:33Z', '2026-11-27T01:42:39Z'],
  ])('never from facts that were wrong: %s → %s', (before, after) => expect(learnRule(before, after)).toBeUndefined())

  test('whatever was changed, a rule that is proposed makes the same change', () => {
    const text = fc.array(fc.constantFrom('red', 'Blue', 'e', '-', ' ', ' ', '.', '字', 'ship', "'"), { maxLength: 14 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rule = learnRule(before, after)
        if (!rule) return
        expect(before.toLowerCase()).toContain(rule.wrong.toLowerCase())
        expect(after.toLowerCase()).toContain(rule.right.toLowerCase())
      }),
      runs(1000),
    )
  })
})
