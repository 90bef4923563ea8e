import { expect, test } from 'vitest'
import { BlockView } from '../../src/page/block-view.tsx'
import { phrasesFor } from '../../src/page/phrases/phrases.ts'

test('a corner of a table without words is no heading, which a screen reader would name before every figure below it', () => {
  const block = {
    type: 'table' as const,
    head: ['', 'Knots', 'Tonnes'],
    rowHeads: true,
    rows: [
      ['Fast', '22', '180'],
      ['', '14', '60'],
    ],
  }
  const table = String(BlockView({ block: block as never, dateline: undefined, phrases: phrasesFor('en') }))
  expect(table.match(/<th[^>]*><\/th>/g)).toBeNull()
  expect(table.match(/<th scope="(col|row)"[^>]*>\w+/g)?.map((head) => head.replace(/<.*>/, ''))).toEqual(['Knots', 'Tonnes', 'Fast'])
  expect(table.match(/<tr>.*?<\/tr>/gs)?.map((row) => row.match(/<t[hd]/g)?.length)).toEqual([3, 3, 3])
})
