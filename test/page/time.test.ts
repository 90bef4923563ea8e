import { describe, expect, test } from 'vitest'
import { dayOf, dayText, momentText, monthText, zonedClockText } from '../../src/page/time.ts'

const told = (instant: string, timeZone: string, timeZoneLabel?: string, lang = 'en') => momentText(instant, { lang, timeZone, timeZoneLabel })
const [WINTER, SUMMER] = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z']

describe('the name of the newsroom’s zone beside a time', () => {
  test('is the site’s where the clocks are never changed', () => {
    for (const instant of [WINTER, SUMMER]) {
      expect(told(instant, 'Asia/Singapore', 'SGT')).toMatch(/, 20:00 SGT$/)
      expect(told(instant, 'Asia/Kolkata', 'Indian time')).toMatch(/, 17:30 Indian time$/)
    }
  })

  test.each([
    ['America/New_York', 'EST', 'EDT'],
    ['Europe/Berlin', 'CET', 'CEST'],
    ['Europe/London', 'GMT', 'BST'],
    ['Australia/Lord_Howe', 'LHDT', 'LHST'],
    ['Pacific/Auckland', 'NZDT', 'NZST'],
    ['Australia/Sydney', 'AEDT', 'AEST'],
  ])('in %s is never winter’s in summer, nor the other way about', (zone, january, july) => {
    expect(told(WINTER, zone, january)).toMatch(new RegExp(` ${january}$`))
    expect(told(SUMMER, zone, july)).toMatch(new RegExp(` ${july}$`))
    expect(told(SUMMER, zone, january)).not.toMatch(new RegExp(`${january}$`))
    expect(told(WINTER, zone, july)).not.toMatch(new RegExp(`${july}$`))
    expect(told(SUMMER, zone, january)).toMatch(/:\d\d \S+$/)
  })

  test('may be the one of all the year', () => {
    for (const instant of [WINTER, SUMMER]) expect(told(instant, 'America/New_York', 'ET')).toMatch(/ ET$/)
  })

  test('is left out of a clock where it would be wrong', () => {
    const site = { lang: 'en', timeZone: 'America/New_York', timeZoneLabel: 'EST' }
    expect(zonedClockText(WINTER, site)).toBe('07:00 EST')
    expect(zonedClockText(SUMMER, site)).toBe('08:00')
  })
})

test('what is no moment stands as it is written', () => {
  const site = { lang: 'en', timeZone: 'America/New_York', timeZoneLabel: 'EST' }
  for (const odd of ['yesterday', '', 'a moment']) {
    expect(momentText(odd, site)).toContain(odd)
    expect(dayText(odd, site)).toBe(odd)
    expect(dayOf(odd, site.timeZone)).toBe(odd)
  }
  expect(monthText('+012345', site)).toContain('+012345')
  expect(dayText('+010000-01-01T07:59Z', site)).toContain('10000')
})
