import { beforeAll, describe, expect, test } from 'vitest'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Block } from '../../src/copy/shapes/block.ts'
import { linesOf, PHONE_PX, widthOf } from '../../src/page/drawings/drawing-style.ts'
import type { Label, PlacedLabel } from '../../src/page/drawings/label-places.ts'
import { drawingFigure, loadDrawings } from '../../src/page/drawings/load-drawings.ts'
import { wordsOnMap } from '../../src/page/drawings/map-key.ts'
import type { Position } from '../../src/page/drawings/outlines.ts'
import { MAP_HEIGHT, MAP_WIDTH, projectionFor } from '../../src/page/drawings/projection.ts'
import { scaleOf } from '../../src/page/drawings/scale.ts'
import { phrasesFor } from '../../src/page/phrases/phrases.ts'

function drawn(block: object, lang = 'en'): string {
  const read = parseArticle({ v: 1, slug: 'a', section: 'world', headline: 'H', publishedAt: '2026-11-20T10:00:00Z', body: [block] })
  if (!read.ok) throw new Error(JSON.stringify(read.flaws))
  return String(drawingFigure(read.value.body[0] as Extract<Block, { type: 'chart' | 'map' }>, phrasesFor(lang)))
}

const chart = (form: string, rows: unknown[], more: object = {}) => ({ type: 'chart', form, title: 'T', columns: ['Year', 'A'], rows, ...more })
const map = (...positions: [number, number][]) => ({ type: 'map', title: 'T', points: positions.map((at, place) => ({ label: `P${place}`, at })) })

beforeAll(() => loadDrawings({ body: [{ type: 'chart' }, { type: 'map' }] as Block[] }))

describe('any drawing', () => {
  const all = [
    chart('bar', [
      ['a', 1],
      ['b', -2],
    ]),
    chart('line', [
      ['1990', 1],
      ['1991', 2],
    ]),
    chart('dot', [['a', 0]]),
    map([51, 0], [52, 1]),
  ]

  test.each(all)('has no script and no style, for the policy allows neither: $type $form', (block) => {
    expect(drawn(block)).not.toMatch(/<script|<style| style=| on\w+=/)
  })

  test.each(all)('is a picture with words, and a table that can be opened: $type $form', (block) => {
    const html = drawn(block)
    expect(html).toMatch(/<div role="img" aria-label="[^"]{8,}"><svg/)
    expect(html).toMatch(/<details><summary>Show the data<\/summary><div class="table" role="region" aria-label="T" tabindex="0"><table>/)
  })

  test.each(all)('has places that are numbers: $type $form', (block) => expect(drawn(block)).not.toMatch(/NaN|Infinity|undefined/))

  test('escapes what editors write', () => {
    expect(drawn(chart('bar', [['<b>"x"', 1]], { title: '<img src=x>', alt: '"><script>' }))).not.toMatch(/<b>"x|<img|<script/)
  })

  test('speaks the site’s language', () => {
    expect(drawn(chart('bar', [['a', 1.5]]), 'de')).toContain('Daten anzeigen')
    expect(drawn(chart('bar', [['a', 1.5]]), 'de')).toContain('>1,5<')
  })
})

describe('bars', () => {
  test('are as long as their values, and begin at nought', () => {
    const widths = [
      ...drawn(
        chart('bar', [
          ['a', 10],
          ['b', 5],
          ['c', 0],
        ]),
      ).matchAll(/<rect x="0%"[^>]* width="([\d.]+)%"/g),
    ].map(([, width]) => Number(width))
    expect(widths[1]).toBeCloseTo((widths[0] ?? 0) / 2, 1)
    expect(widths[2]).toBe(0)
  })

  test('go from right to left where their names do', () => {
    const html = drawn(chart('bar', [['مصر', 10]], { title: 'مبيعات' }))
    expect(html).toContain('direction="rtl"')
    expect(html).toMatch(/<text x="100%" y="\d+" fill="currentColor">مصر/)
  })

  test('have the whole of a long name above them, in lines that fit a phone', () => {
    const name = 'A category whose name goes on and on until it does not fit on one line of a phone'
    const lines = [...drawn(chart('bar', [[name, 1]])).matchAll(/<text x="0%"[^>]*>([^<]+)/g)].map(([, line]) => line)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toBe(name)
  })

  test.each(['bar', 'dot'])('have a name without a space broken where a phone ends: %s', (form) => {
    const name = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2)
    const lines = [...drawn(chart(form, [[name, 1]])).matchAll(/<text x="0%"[^>]*>([^<]+)/g)].map(([, line = '']) => line)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.filter((line) => widthOf(line) > PHONE_PX)).toEqual([])
  })

  test('that go both ways have a line at nought that crosses no name', () => {
    for (const title of ['Profits', 'أرباح']) {
      const html = drawn(
        chart(
          'bar',
          [
            ['A firm with a long name', 5],
            ['Another firm with a long name', -5],
          ],
          { title },
        ),
      )
      const names = [...html.matchAll(/y="(\d+)" fill="currentColor">A/g)].map(([, y]) => Number(y))
      const zeros = [...html.matchAll(/<line x1="[\d.]+%" x2="[\d.]+%" y1="(\d+)" y2="(\d+)"/g)].map(([, from, to]) => [Number(from), Number(to)] as const)
      expect([names.length, zeros.length]).toEqual([2, 2])
      for (const name of names) expect(zeros.filter(([from, to]) => from < name && to > name - 12)).toEqual([])
    }
  })

  test('leave room for the bar beside the largest number there may be', () => {
    const html = drawn(
      chart('bar', [
        ['a', 1e15],
        ['b', -1e15],
      ]),
    )
    expect(html).toContain('>1000 trillion<')
    expect(html).toContain('<td>1,000,000,000,000,000</td>')
  })
})

describe('dots', () => {
  test('have the number beside the last one, below nought as well', () => {
    expect(drawn(chart('dot', [['a', -5]]))).toMatch(/<text x="[^"]+" dx="11"[^>]*text-anchor="start"[^>]*>−5/)
  })
})

describe('lines', () => {
  const pathsOf = (rows: unknown[]) => [...drawn(chart('line', rows)).matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d)

  test('have a gap where a value is missing, and a dot for one between two gaps', () => {
    const rows = [
      ['a', 1],
      ['b', 2],
      ['c', null],
      ['d', 3],
      ['e', null],
      ['f', 4],
    ]
    expect(pathsOf(rows)[0]?.match(/M/g)).toHaveLength(3)
    expect(drawn(chart('line', rows)).match(/<circle/g)).toHaveLength(2)
  })

  test('are to the scale of time, whatever the order of their rows', () => {
    expect(
      pathsOf([
        ['2000', 1],
        ['1990', 0],
        ['2010', 2],
      ])[0],
    ).toBe('M0 1000L500 500L1000 0')
    expect(
      pathsOf([
        ['1990', 0],
        ['1991', 1],
        ['2000', 2],
      ])[0],
    ).toMatch(/^M0 1000L100 500L1000 0$/)
  })
})

test.each([
  [[0.3, 0.9], { ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] }],
  [[-12, 212], { low: -50, high: 250 }],
  [[98, 103], { low: 98, high: 103 }],
  [[5, 5], { low: 0 }],
  [[0, 0], { low: 0, high: 1 }],
  [[-5, -5], { high: 0 }],
  [[-5, -1], { low: -5, high: 0 }],
  [[1, 1e15], { low: 0, high: 1e15 }],
  [[0, 1e-12], { low: 0, high: 1e-12 }],
  [[0, 5e-324], { low: 0, high: 1 }],
  [[9e14, 9e14 + 4], { ticks: [9e14, 9e14 + 1, 9e14 + 2, 9e14 + 3, 9e14 + 4] }],
  [[9e14, 9e14 + 0.5], { ticks: [9e14, 9e14 + 1] }],
])('%j is on a scale of round numbers', (values, wanted) => expect(scaleOf(values, { most: 5, fromZero: false })).toMatchObject(wanted))

test('an axis of huge numbers has each of them in full, and one of tiny numbers is not all noughts', () => {
  const axis = (...values: number[]) =>
    drawn(
      chart(
        'line',
        values.map((value, at) => [`r${at}`, value]),
      ),
    )
  expect(axis(9e14, 9e14 + 4)).toContain('>900,000,000,000,003<')
  expect(axis(0, 1e15)).toContain('>500 trillion<')
  expect(axis(0, 1e-12)).toContain('>5E-13<')
  expect(axis(0, 1e-12)).toContain('<td>1E-12</td>')
  expect(axis(1, 0.1 + 0.2 - 0.3)).toContain('<td>0</td>')
})

test('twice the rows are twice the page, and no more', () => {
  const lengthOf = (count: number) =>
    drawn(
      chart(
        'line',
        Array.from({ length: count }, (_, at) => [`row ${at}`, Math.sin(at)]),
      ),
    ).length
  expect(lengthOf(500) / lengthOf(250)).toBeLessThan(2.1)
})

test('a long name is cut between letters as people see them', () => {
  expect(linesOf('👩‍🚀'.repeat(60), PHONE_PX, 1)[0]).toMatch(/^(?:👩‍🚀)+…$/u)
})

describe('a map', () => {
  const inside = (positions: Position[]) => {
    const { place } = projectionFor(positions)
    return positions.every((position) => {
      const [x, y] = place(position) ?? [Number.NaN, Number.NaN]
      return x > 0 && x < MAP_WIDTH && y > 0 && y < MAP_HEIGHT
    })
  }

  test.each([
    ['one place', [[1.3, 51.1]]],
    [
      'both sides of the antimeridian',
      [
        [178.4, -18.1],
        [-172, -13.8],
      ],
    ],
    [
      'all around the North Pole',
      [
        [0, 90],
        [15.6, 78.2],
        [-62.3, 82.5],
        [170.3, 69.7],
      ],
    ],
    ['the South Pole', [[0, -90]]],
    [
      'the whole globe',
      [
        [0, 51.5],
        [103.8, 1.3],
        [-70.7, -33.4],
        [166.7, -77.8],
      ],
    ],
    [
      'two places opposite each other',
      [
        [0, 0],
        [180, 0],
      ],
    ],
  ] satisfies [string, Position[]][])('shows every place: %s', (_, positions) => expect(inside(positions)).toBe(true))

  test('keeps near together what the antimeridian parts', () => {
    const { place } = projectionFor([
      [179, 0],
      [-179, 0],
    ])
    const [[west = 0] = [], [east = 0] = []] = [place([179, 0]), place([-179, 0])]
    expect(east - west).toBeGreaterThan(0)
    expect(east - west).toBeLessThan(MAP_WIDTH)
  })

  test('has the outlines of what is there, and no line across the sea', () => {
    const land = /<path d="([^"]+)" fill="color-mix/.exec(drawn(map([-18.1, 178.4], [34, -118.2])))?.[1] ?? ''
    expect(land.length).toBeGreaterThan(500)
    // The longest step of a coast is a border of the map itself.
    const steps = [...land.matchAll(/[l ](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => Math.hypot(Number(x), Number(y)))
    expect(Math.max(...steps)).toBeLessThan(MAP_WIDTH)
  })
})

describe('a map of a town', () => {
  const harbour: [number, number][] = [
    [50.366, -4.142],
    [50.357, -4.128],
    [50.3559, -4.1536],
  ]

  test.each([
    ['a harbour', harbour],
    [
      'two quays, 200 m apart',
      [
        [50.366, -4.142],
        [50.3645, -4.1405],
      ],
    ],
    [
      'islands on both sides of the antimeridian',
      [
        [-16.85, 179.99],
        [-16.84, -179.98],
      ],
    ],
    [
      'camps at the pole',
      [
        [89.99, 10],
        [89.99, -120],
      ],
    ],
  ] satisfies [string, [number, number][]][])('keeps its places apart: %s', (_, positions) => {
    const dots = positions.map(([lat, lon]): Position => [lon, lat])
    const { place } = projectionFor(dots, dots)
    const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = dots.map((dot) => place(dot))
    expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThan(MAP_HEIGHT / 4)
  })

  test('has no coast that would put a quay into the sea, but a scale, and where in the world it is', () => {
    const html = drawn(map(...harbour))
    const [, main = '', locator = ''] = html.split('viewBox=')
    expect(main).not.toContain('<path')
    expect(locator).toMatch(/<path d="M[^"]+z" fill/)
    expect(html).toContain('>500 m<')
    expect(drawn(map([50.366, -4.142], [50.3645, -4.1405]))).toContain('>50 m<')
    expect(drawn(map([51, 0], [53, 4]), 'de')).toMatch(/>100\skm</)
  })

  test('has a table that tells its places apart', () => {
    expect(drawn(map(...harbour))).toContain('<td>50.3559, −4.1536</td>')
  })

  test('doesn’t ask readers to find the sea in an empty sea', () => {
    expect(drawn(map([-45, -120], [-45.01, -120]))).not.toContain('var(--signal)')
  })

  test('has coasts where they are true: around one place, however often it is named, and around towns', () => {
    for (const positions of [
      [[50.37, -4.14]],
      [
        [50.37, -4.14],
        [50.37, -4.14],
      ],
      [
        [50.37, -4.14],
        [50.73, -3.53],
      ],
    ] as [number, number][][])
      expect(drawn(map(...positions))).toMatch(/<path d="M[^"]+z" fill="color-mix/)
  })
})

describe('the names on a map', () => {
  const grid = (name: (at: number) => string, step: number) => ({
    type: 'map',
    title: 'T',
    points: Array.from({ length: 40 }, (_, at) => ({ label: name(at), at: [33 + Math.floor(at / 7) * step, 36 + (at % 7) * step] })),
  })
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)
  const corner = { isTop: false, isLeft: true, width: 64, height: 30 }
  const scattered = (name: (at: number) => string): Label[] =>
    Array.from({ length: 40 }, (_, at) => ({ text: name(at), at: [(at * 7919) % 600, (at * 104729) % 400], plain: at % 9 === 8 }))

  test.each([
    ['English', (at: number) => `Place number ${at}`],
    ['Arabic', (at: number) => `قرية رقم ${at}`],
    ['Chinese', (at: number) => `第${at}个村庄委员会`],
    ['very long', (at: number) => `${long}${at}`],
  ])('are neither cut nor upon each other, and none is lost: forty of them, %s', (_, name) => {
    const names = scattered(name)
    const { labels, key } = wordsOnMap(names, [corner])
    expect(labels.every(({ isFree }) => isFree)).toBe(true)
    const written = labels.filter(({ isNumber }) => !isNumber).map(({ text }) => text)
    expect([...written, ...key].toSorted()).toEqual(names.map(({ text }) => text).toSorted())
    expect(overlapsOf(labels)).toEqual([])
  })

  test('are neither cut nor upon each other where places and streets are in one spot', () => {
    const names = Array.from({ length: 19 }, (_, at): Label => ({ text: `A name that is long ${at}`, at: [300, 200], plain: at > 12 }))
    const { labels } = wordsOnMap(names, [corner])
    expect(labels.every(({ isFree }) => isFree)).toBe(true)
    expect(overlapsOf(labels)).toEqual([])
  })

  test('stand beside their dots where there is room for all', () => {
    expect(drawn(map([51, 0], [52, 4], [48, 2]))).toMatch(/>P0<\/text>.*>P1<\/text>.*>P2<\/text>/s)
    expect(drawn(map([51, 0], [52, 4], [48, 2]))).not.toContain('<bdi>')
  })

  test('are in a list below where there is not, with the numbers of their dots', () => {
    const html = drawn(grid((at) => `Place ${at}`, 0.8))
    expect(html.match(/<b>\d+<\/b>\u00a0<bdi>Place\u00a0\d+<\/bdi>/g)).toHaveLength(40)
    expect(html).toMatch(/<text[^>]*>1<\/text>/)
  })

  test('are all in the list where forty things happened in one place', () => {
    const html = drawn({ type: 'map', title: 'T', points: Array.from({ length: 40 }, (_, at) => ({ label: `Shot ${at}`, at: [50.37, -4.14] })) })
    expect(html).toContain('>1–40</text>')
    expect(html.match(/<bdi>/g)).toHaveLength(40)
  })

  test('of seas stay on the sea where those of places are in the list', () => {
    const points = [
      { label: long, at: [48, 2] },
      { label: 'Bay of Biscay', at: [45, -4], plain: true },
    ]
    expect(drawn({ type: 'map', title: 'T', points })).toMatch(/>Bay of Biscay<\/text>.*<bdi>Donau/s)
  })
})

/** As a phone of 320 px shows them. */
function overlapsOf(labels: readonly PlacedLabel[]) {
  const boxes = labels.map(({ text, at: [x, y], anchor, dx, dy, isNumber }) => {
    const size = isNumber ? 12 : 14
    const width = widthOf(text, size)
    const left = (x * PHONE_PX) / MAP_WIDTH + dx - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2)
    const bottom = (y * PHONE_PX) / MAP_WIDTH + dy
    return { text, left, right: left + width, top: bottom - size * 0.75, bottom }
  })
  const outside = boxes.filter(({ left, right }) => left < 0 || right > PHONE_PX)
  const over = boxes.filter((a, at) => boxes.slice(0, at).some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))
  return [...outside, ...over].map(({ text }) => text)
}
