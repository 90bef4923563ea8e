import { expect, test } from 'vitest'
import { instantAt, instantFrom } from '../../../src/cli/moving-in/instants.ts'

const read = (written: unknown) => {
  const at = instantFrom(written)
  return at === undefined ? undefined : instantAt(at)
}

test.each([
  '2019-03-01T10:00:00Z',
  '2019-03-01T11:00:00+01:00',
  '2019-03-01T11:00+01',
  '2019-3-1T10:00:00Z',
  '2019-03-01 10:00:00',
  '2019-03-01T10:00:00.123456Z',
  '20190301T110000+0100',
  'Fri, 01 Mar 2019 11:00:00 CET',
  'Fri, 01 Mar 2019 11:00:00 +0100 (CET)',
  'Fri, 01 Mar 2019 11:00:00 GMT+1',
  'Fri, 1 Mar 19 05:00 EST',
  'Friday, 01-Mar-19 10:00:00 UTC',
  'Fri Mar 01 11:00:00 CET 2019',
  'Mar 1 2019 10:00AM',
  'March 1st, 2019 10:00',
  'Fr, 01 Mär 2019 11:00:00 +0100',
  'ven, 01 mars 2019 11:00:00 +0100',
  '1 de marzo de 2019 10:00',
  '1551434400',
  1551434400,
  1551434400000,
])('a story keeps its hour, however its feed writes it: %s', (written) => {
  expect(read(written)).toBe('2019-03-01T10:00:00Z')
})

test.each([
  '01/03/2019',
  'Fri, 31 Feb 2019 10:00:00 GMT',
  'Fri, 01 Mar 2019 25:00:00 GMT',
  'Fri, 01 Mar 2019 10:00:00 XYZ',
  '0000-00-00 00:00:00',
  'today',
  '2019',
  'Mon, 01 Foo 2019 10:00:00 GMT',
])('what may be two days, or none, is no date of a story: %s', (written) => {
  expect(read(written)).toBeUndefined()
})

test('a date without a zone is the same day on every editor’s machine', () => {
  const before = process.env.TZ
  process.env.TZ = 'America/New_York'
  try {
    expect([read('2019-03-01T10:00:00'), read('Fri, 01 Mar 2019 10:00:00'), read('2019-03-01')]).toEqual([
      '2019-03-01T10:00:00Z',
      '2019-03-01T10:00:00Z',
      '2019-03-01T00:00:00Z',
    ])
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})
