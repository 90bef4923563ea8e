import { expect, test } from 'vitest'
import type { Scoreboard } from '../../src/copy/shapes/scoreboard.ts'
import '../../src/page/scoreboard.tsx'
import { lateViews } from '../../src/page/block-view.tsx'

test('whose goal it was is said in words, for a narrow screen and for those who cannot see on which side it stands', () => {
  const board: Scoreboard = {
    type: 'scoreboard',
    sides: [
      { name: 'Rovers', score: '1' },
      { name: 'Quayside', score: '1' },
    ],
    events: [{ clock: '9′', text: 'Pell', side: 2 }, { clock: '40′', text: 'Brandt', side: 1 }, { text: 'Half-time' }],
  }
  const events = String(lateViews.scoreboard?.(board)).match(/<li.*?<\/li>/g)
  expect(events?.map((event) => event.replace(/<[^>]+>/g, '').trim())).toEqual(['9′ Pell (Quayside)', '40′ Brandt (Rovers)', 'Half-time'])
})
