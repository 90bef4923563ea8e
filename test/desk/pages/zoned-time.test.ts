import { expect, test } from 'vitest'
import { localTimeOf, momentInZone } from '../../../src/desk/pages/layout/zoned-time.ts'

test('A time is read on the newsroom’s clocks, and shown on them again', () => {
  expect(momentInZone('2026-11-26T18:00', 'Asia/Singapore')).toEqual({ ok: true, at: '2026-11-26T10:00:00Z' })
  expect(localTimeOf('2026-11-26T10:00:00Z', 'Asia/Singapore')).toBe('2026-11-26T18:00')
})

test('An hour that comes twice is the first of the two, and the editor is told', () => {
  expect(momentInZone('2026-10-25T02:30', 'Europe/Berlin')).toMatchObject({ ok: true, at: '2026-10-25T00:30:00Z', note: expect.stringContaining('twice') })
})

test('An hour that the clocks skip is refused', () => {
  expect(momentInZone('2026-03-29T02:30', 'Europe/Berlin')).toMatchObject({ ok: false, message: expect.stringContaining('forward') })
})

test.each(['2026-02-31T10:00', 'tomorrow', '', '2026-11-26', '2026-11-26T25:00'])('What is no time is refused: %s', (typed) => {
  expect(momentInZone(typed, 'UTC').ok).toBe(false)
})
