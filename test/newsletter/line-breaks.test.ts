import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeText } from '../../src/newsletter/delivery/transfer-encoding.ts'
import { columnsOf } from '../../src/newsletter/letters/line-breaks.ts'
import { renderLetter } from '../../src/newsletter/letters/render.tsx'
import { LINE_WIDTH, wrap } from '../../src/newsletter/letters/text.ts'
import { articleOf, demoArticles, letterOf } from './letters-of.ts'

const CHINESE = '两国领导人周二通电话，讨论了停火问题；发言人说：“谈话持续了半个小时。”双方（在2026年11月24日）同意下周继续会谈，地点是Port Averil。'
const JAPANESE =
  '首脳は火曜日に電話で会談し、停戦について話し合った。「会談は三十分ほど続いた」とスポークスマンは述べた。ニュースレターをキャンセルするには、こちらをクリックしてください。'
const THAI = 'ผู้นำทั้งสองประเทศพูดคุยทางโทรศัพท์เมื่อวันอังคารเกี่ยวกับการหยุดยิงและจะพบกันอีกครั้งในสัปดาห์หน้าตามที่โฆษกกล่าว'
const bare = (text: string) => text.replace(/\s/g, '')

test.each([
  ['Chinese', CHINESE],
  ['Japanese', JAPANESE],
  ['Thai', THAI],
])('a reader’s plain text in %s has lines that fit, and loses no letter', (_, text) => {
  const lines = wrap(text.repeat(5)).split('\n')
  expect(lines.length).toBeGreaterThan(5)
  for (const line of lines) expect(columnsOf(line), line).toBeLessThanOrEqual(LINE_WIDTH)
  for (const line of lines.slice(0, -1)) expect(columnsOf(line), line).toBeGreaterThan(LINE_WIDTH / 2)
  expect(lines.join('')).toBe(text.repeat(5))
})

test('no line begins with a mark that ends a sentence, or ends with one that opens a quotation', () => {
  for (let shift = 0; shift < 40; shift++)
    for (const text of [CHINESE, JAPANESE]) {
      const lines = wrap('字'.repeat(shift) + text.repeat(3)).split('\n')
      for (const line of lines) expect(line).toMatch(/^[^，。；：”）」、ー].*[^（「“]$/u)
    }
})

test('numbers, Latin words and addresses stay whole among them', () => {
  for (let shift = 0; shift < 40; shift++) {
    const text = wrap(`${'字'.repeat(shift)}2026年Averil的地址是https://port.example/a-long/address?with=query&more=of-it（如上）。`)
    for (const whole of ['2026', 'Averil', 'https://port.example/a-long/address?with=query&more=of-it']) expect(text).toContain(whole)
  }
})

test('text in Latin letters is broken at its spaces alone', () => {
  expect(wrap(`${'word '.repeat(20)}a-very-long/word.with,stops;${'x'.repeat(80)}`)).toBe(
    `${'word '.repeat(14).trim()}\n${'word '.repeat(6).trim()}\na-very-long/word.with,stops;${'x'.repeat(80)}`,
  )
})

test('no letter is lost or moved, whatever the text', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(...CHINESE, ...JAPANESE, ...THAI, ' ', '\n', 'a', '👩‍👩‍👧'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
    maxLength: 300,
  })
  fc.assert(
    fc.property(text, (given) => {
      expect(bare(wrap(given, { first: '> ' }).replace(/^> ?/gm, ''))).toBe(bare(given))
    }),
    { numRuns: 300 },
  )
})

test('the demo’s Chinese story has lines that fit, in the letter and on its way', () => {
  const { text } = renderLetter(letterOf('story', [demoArticles.find(({ slug }) => slug.endsWith('-zh')) ?? articleOf({})]))
  const lines = text.split('\n').filter((line) => !line.includes('https://'))
  for (const line of lines) expect(columnsOf(line), line).toBeLessThanOrEqual(LINE_WIDTH)
  for (const line of new TextDecoder().decode(encodeText(text).bytes).split('\r\n')) expect(line.length).toBeLessThanOrEqual(76)
})

test('columns of a table stay below one another in every script', () => {
  const body = [
    {
      type: 'table' as const,
      head: ['城市', 'Height'],
      rows: [
        ['新加坡', '1'],
        ['Rome', '2'],
      ],
    },
  ]
  const { text } = renderLetter(letterOf('story', [articleOf({ body })]))
  const rows = text.split('\n').filter((line) => /^(?:城市|新加坡|Rome)/.test(line))
  expect(rows.map((row) => columnsOf(row.replace(/\S+$/, '')))).toEqual([8, 8, 8])
})
