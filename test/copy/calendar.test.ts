import { describe, expect, test } from 'vitest'
import { AFTER_ALL, addDays, BEFORE_ALL, dayAt, daysOfMonth, isDay, monthAt, rangeOfDay, rangeOfMonth } from '../../src/copy/calendar.ts'

const at = (instant: string) => Date.parse(instant)

describe('the newsroom’s calendar', () => {
  test('a story of four in the morning in Singapore is of that day and month, not of UTC’s', () => {
    expect(dayAt(at('2026-07-31T20:00:00Z'), 'Asia/Singapore')).toBe('2026-08-01')
    expect(monthAt(at('2026-07-31T20:00:00Z'), 'Asia/Singapore')).toBe('2026-08')
    expect(rangeOfMonth('2026-08', 'Asia/Singapore')).toEqual(['2026-07-31T16:00:00Z', '2026-08-31T16:00:00Z'])
  })

  test.each([
    ['Pacific/Kiritimati', '2026-08-01', '2026-07-31T10:00:00Z'],
    ['Etc/GMT+12', '2026-08-01', '2026-08-01T12:00:00Z'],
    ['Asia/Kathmandu', '2026-08-01', '2026-07-31T18:15:00Z'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-08-01', '2026-07-31T13:30:00Z'],
    ['Australia/Lord_Howe', '2026-12-01', '2026-11-30T13:00:00Z'],
    // The day it skipped over the date line, and the one after.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    // No midnight: clocks went from 00:00 to 01:00.
    ['America/Asuncion', '2017-10-01', '2017-10-01T04:00:00Z'],
    // Midnight twice: from 01:00 back to 00:00.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    // Over midnight: from 00:01 on 1 November back to 23:01 on 31 October.
    ['America/St_Johns', '2009-11-01', '2009-11-01T02:30:00Z'],
    ['Europe/Berlin', '1893-04-01', '1893-03-31T23:06:32Z'],
    ['Asia/Manila', '1844-12-30', '1844-12-30T15:56:08Z'],
  ])('in %s the day %s begins at %s', (zone, day, begins) => {
    expect(rangeOfDay(day, zone)[0]).toBe(begins)
  })

  test('every moment lies in exactly one day and one month, whatever the clocks do', () => {
    for (const [zone, from, to] of [
      ['America/St_Johns', '2009-10-30T00:00:00Z', '2009-11-03T00:00:00Z'],
      ['Pacific/Apia', '2011-12-28T00:00:00Z', '2012-01-02T00:00:00Z'],
      ['Pacific/Kwajalein', '1969-09-28T00:00:00Z', '1969-10-03T00:00:00Z'],
      ['Australia/Lord_Howe', '2026-03-30T00:00:00Z', '2026-04-07T00:00:00Z'],
      ['America/Asuncion', '2017-09-29T00:00:00Z', '2017-10-03T00:00:00Z'],
      ['Etc/GMT-14', '2026-07-30T00:00:00Z', '2026-08-02T00:00:00Z'],
    ] as const) {
      for (let moment = at(from); moment < at(to); moment += 29 * 60_000) {
        const text = new Date(moment).toISOString().replace('.000', '')
        const day = dayAt(moment, zone) ?? ''
        const within = [-1, 0, 1].map((days) => rangeOfDay(addDays(day, days), zone)).filter(([begins, ends]) => begins <= text && text < ends)
        expect([zone, text, within]).toEqual([zone, text, [rangeOfDay(day, zone)]])
        const [begins, ends] = rangeOfMonth(day.slice(0, 7), zone)
        expect(begins <= text && text < ends).toBe(true)
      }
    }
  })

  test('begins with the year 1 and ends with 9999, in every zone', () => {
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Manila']) {
      expect(dayAt(at('0001-01-01T00:00:00Z'), zone)?.slice(0, 7)).toBe('0001-01')
      expect(dayAt(at('9999-12-31T23:59:59Z'), zone)?.slice(0, 7)).toBe('9999-12')
      expect(rangeOfMonth('0001-01', zone)[0]).toBe(BEFORE_ALL)
      expect(rangeOfMonth('9999-12', zone)[1]).toBe(AFTER_ALL)
      expect(dayAt(at('0062-02-28T12:00:00Z'), zone)).toMatch(/^0062-0[23]/)
    }
    for (const odd of [NaN, at('+010000-01-01T00:00:00Z'), at('-000001-01-01T00:00:00Z')]) expect(dayAt(odd, 'Asia/Singapore')).toBeUndefined()
  })

  test('knows which days there are', () => {
    for (const day of ['2026-02-28', '2024-02-29', '0001-01-01', '0900-06-01', '9999-12-31']) expect(isDay(day)).toBe(true)
    for (const day of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-11-00', '0000-01-01', '+10000-01-01', '2026-1-1', '']) expect(isDay(day)).toBe(false)
    expect(daysOfMonth('2024-02')).toHaveLength(29)
    expect(daysOfMonth('9999-12')).toHaveLength(31)
  })
})
