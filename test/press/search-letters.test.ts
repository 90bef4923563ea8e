import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinCompounds, normaliseSpelling } from '../../src/press/search/search-letters.ts'
import { otherNumbersOf } from '../../src/press/search/search-numbers.ts'
import { matchOf, parseQuestion } from '../../src/press/search/search-question.ts'
import { indexText } from '../../src/press/search/search-words.ts'
import { excerptOf, runsOf } from '../../src/search/search-runs.ts'

const marked = (text: string, q: string) => runsOf(text, parseQuestion(q)).flatMap(({ text, hit }) => (hit ? [text] : []))

describe('one spelling', () => {
  test.each([
    ['Wałęsa, Sørensen, Tromsø, Đà Nẵng, Straße, STRASSE', 'walesa, sorensen, tromso, da nang, strasse, strasse'],
    ['Diyarbakır İstanbul ISPARTA', 'diyarbakir istanbul isparta'],
    ['Þórður, Malmö, Encyclopædia, Œuvre, Ħal Għaxaq', 'thordur, malmo, encyclopaedia, oeuvre, hal ghaxaq'],
    ['ёлка, май, Ελλάδα, Οδυσσεύς', 'елка, май, ελλαδα, οδυσσευσ'],
    ['ملی کتاب', 'ملي كتاب'],
    ['أإآٱ مدرسة اَلمَدِينَة رئـيـس', 'اااا مدرسه المدينه رييس'],
    ['٢٠٢٦ ۲۰۲۶ २०२६ ２０２６ １,０００ ١٬٠٠٠', '2026 2026 2026 2026 1000 1000'],
    ['推出5G晶片 AI技術 ５Ｇ', '推出 5g 晶片 ai 技術 5g'],
    ['the U.S. and the U.K., at 9 a.m. (U.N.)', 'the us and the uk, at 9 am (un)'],
    ['1,000 1.000 1’000 1\u202f000 1,00,000 3.5 1.000.000,50', '1000 1000 1000 1000 100000 3.5 1000000,50'],
    ['C++ C# C a+b', 'cplusplus csharp c a+b'],
    ['abc# music#theory xc++', 'abc# music#theory xc++'],
    ['co\u00adopera\u200btion', 'cooperation'],
    ['हिन्दी がぎ 서울', 'हिन्दी がぎ 서울'],
  ])('%s', (text, plain) => expect(normaliseSpelling(text)).toBe(plain))

  test('words of several parts are one word besides', () => {
    expect(joinCompounds("co-operation don't at&t f-16 u2-f-16 2024-25").split(' ')).toEqual(['cooperation', 'dont', 'att', 'f16', 'u2f16', 'u2f'])
    expect(joinCompounds('بزرگ\u200cترين')).toBe('بزرگترين')
  })
})

describe('singular and plural', () => {
  test.each(
    'ferry ferries,museum museums,election elections,city cities,box boxes,woman women,hero heroes,crisis crises,wolf wolves,knife knives,church churches,bus buses,photo photos,movie movies,child children,policeman policemen,house houses,1990 1990s,F16 F16s'
      .toLowerCase()
      .split(','),
  )('%s are each other’s', (pair) => {
    const [one = '', many = ''] = pair.split(' ')
    expect(otherNumbersOf(one)).toContain(many)
    expect(otherNumbersOf(many)).toContain(one)
  })
  test.each([
    ['new', 'news'],
    ['hama', 'hamas'],
    ['good', 'goods'],
    ['us', 'u'],
    ['glass', 'glas'],
  ])('%s and %s are not', (one, other) => {
    expect(otherNumbersOf(one)).not.toContain(other)
    expect(otherNumbersOf(other)).not.toContain(one)
  })
})

describe('what matched is marked in the letters of the copy', () => {
  test.each([
    ['Wałęsa met Sørensen', 'walesa', ['Wałęsa']],
    ['die Straße', 'strasse', ['Straße']],
    ['die Straße', 'stras', ['Straß']],
    ['高通推出5G晶片', '5G', ['5G']],
    ['高通推出5G晶片', '推出5g', ['推出', '5G']],
    ['The U.S. and us', 'US', ['U.S.', 'us']],
    ['co-operation', 'cooperation', ['co-operation']],
    ['on 1,000 or 1 000 jets', '1.000', ['1,000', '1 000']],
    ['F-16, F16, F 16', 'f-16', ['F-16', 'F16', 'F 16']],
    ['All ferries', 'ferry', ['ferries']],
    ['C++ and C', 'C++', ['C++']],
    ['C++ and C', 'c', ['C']],
    ['don’t or dont', "don't", ['don’t', 'dont']],
    ['بزرگ\u200cترین شهر', 'بزرگترین', ['بزرگ\u200cترین']],
    ['کتابخانه ملی', 'ملي', ['ملی']],
    ['Đà Nẵng', 'da nang', ['Đà', 'Nẵng']],
    ['e\u0301lan vital', 'elan', ['e\u0301lan']],
    ['nothing here', '…!?', []],
  ])('%s ← %s', (text, q, hits) => expect(marked(text, q)).toEqual(hits))

  test('and nothing of the copy is lost', () => {
    const unit = fc.constantFrom(..."aZßø é.,-'’& +#19年ガ서ยملی\u200c\u0301😀<")
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), fc.string({ unit, maxLength: 20 }), (text, q) => {
        expect(
          runsOf(text, parseQuestion(q))
            .map(({ text }) => text)
            .join(''),
        ).toBe(text)
        excerptOf(text, parseQuestion(q))
      }),
    )
  })
})

test('a question is quoted whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (q) => {
      const match = matchOf(parseQuestion(q), 'any') ?? ''
      expect(match.replace(/"[\p{L}\p{N}\p{M} ]+"/gu, '').replace(/pairs|AND|OR/g, '')).toMatch(/^[ :()*]*$/)
    }),
    { numRuns: 60 },
  )
})

test('indexing and marking grow as the text does, whatever it is made of', () => {
  // This thread's own milliseconds: what else the machine does doesn't count. Engines remember what a pattern did to the same text: each run has its own.
  const spent = (length: number, piece: string, work: (text: string) => void) => {
    let best = Infinity
    for (let run = 0; run < 3; run++) {
      const text = `${run}${length} ${piece.repeat(length)}`
      const from = process.threadCpuUsage()
      work(text)
      const { user, system } = process.threadCpuUsage(from)
      best = Math.min(best, (user + system) / 1000)
    }
    return best
  }
  for (const piece of ['a', 'a-', "a'", 'a.', '1,', '1,000', '1 ', '推a', 'ß', ' ', '\u0301', '++', 'aé']) {
    for (const work of [(text: string) => indexText(text), (text: string) => excerptOf(text, parseQuestion('zebra q-1'))])
      expect(spent(32_000, piece, work) / Math.max(spent(8000, piece, work), 4), JSON.stringify(piece)).toBeLessThan(4 * 4)
  }
})
