import { describe, expect, test } from 'vitest'
import { lastDueAt, momentOf, nextDueAt } from '../../src/newsletter/sending/digest-times.ts'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString().replace('.000Z', 'Z'))
const at = Date.parse

describe('a digest’s hour', () => {
  test.each([
    ['2026-11-26', '07:00', 'Asia/Singapore', '2026-11-25T23:00:00Z'],
    ['2026-11-26', '00:00', 'America/New_York', '2026-11-26T05:00:00Z'],
    ['2026-07-01', '07:30', 'Europe/Berlin', '2026-07-01T05:30:00Z'],
    // Clocks go from 02:00 to 03:00: half past two is not shown, and the letter goes when it would have been.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-03-29', '07:00', 'Europe/Berlin', '2026-03-29T05:00:00Z'],
    // Half past two is shown twice: the first counts.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-10-25', '07:00', 'Europe/Berlin', '2026-10-25T06:00:00Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
  ])('of %s at %s in %s is %s', (day, hour, zone, moment) => expect(iso(momentOf(day, hour, zone))).toBe(moment))
})

describe('a schedule', () => {
  const weekdays = { days: ['monday', 'wednesday'] as ('monday' | 'wednesday')[], at: '07:00' }

  test('names the last hour that was due and the next', () => {
    const thursday = at('2026-11-26T12:00:00Z')
    expect(iso(lastDueAt(weekdays, 'Asia/Singapore', thursday))).toBe('2026-11-24T23:00:00Z')
    expect(iso(nextDueAt(weekdays, 'Asia/Singapore', thursday))).toBe('2026-11-29T23:00:00Z')
  })

  test('is due in the very second of its hour, and not before', () => {
    const hour = at('2026-11-24T23:00:00Z')
    expect(lastDueAt(weekdays, 'Asia/Singapore', hour)).toBe(hour)
    expect(iso(lastDueAt(weekdays, 'Asia/Singapore', hour - 1))).toBe('2026-11-22T23:00:00Z')
    expect(nextDueAt(weekdays, 'Asia/Singapore', hour - 1)).toBe(hour)
  })

  test('of one day a week finds it from any day', () => {
    const sunday = { days: ['sunday'] as 'sunday'[], at: '23:30' }
    for (let day = 0; day < 14; day++) {
      const now = at('2026-10-20T12:00:00Z') + day * 86_400_000
      const [last, next] = [lastDueAt(sunday, 'America/Sao_Paulo', now) ?? 0, nextDueAt(sunday, 'America/Sao_Paulo', now) ?? 0]
      expect(last).toBeLessThanOrEqual(now)
      expect(next).toBeGreaterThan(now)
      expect(next - last).toBe(7 * 86_400_000)
    }
  })

  test('through a year of clocks that change, has one letter each day', () => {
    const daily = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as 'monday'[], at: '02:30' }
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      let now = at('2026-01-01T12:00:00Z')
      const days = new Set<string>()
      for (let letters = 0; letters < 365; letters++) {
        now = nextDueAt(daily, zone, now) ?? 0
        days.add(new Intl.DateTimeFormat('sv', { timeZone: zone }).format(now))
      }
      expect(days.size, zone).toBe(365)
    }
  })
})
