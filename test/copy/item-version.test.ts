import { describe, expect, test } from 'vitest'
import { compareVersions, highestVersionOf, itemVersionOf } from '../../src/copy/ninjs/item-version.ts'

type Item = { version?: unknown; versionCreated?: unknown }
const compared = (it: Item, other: Item) => compareVersions(itemVersionOf(it), itemVersionOf(other))

const MORNING = '2026-11-10T08:00:00Z'
const EVENING = '2026-11-10T20:00:00+01:00'

describe('the newer delivery of an agency’s item', () => {
  test.each<[Item, Item, string]>([
    [{ version: '2' }, { version: '1' }, 'newer'],
    [{ version: 2 }, { version: '0002' }, 'same'],
    [{ version: '2' }, { version: '1.0' }, 'newer'],
    [{ version: '1.0' }, { version: 1 }, 'same'],
    [{ version: '1.10' }, { version: '1.9' }, 'newer'],
    [{ version: 'v3' }, { version: ' 3 ' }, 'same'],
    [{ version: '20261110190500123' }, { version: '20261110190500122' }, 'newer'],
    [{ version: '10' }, { version: '9' }, 'newer'],
    // Whatever its date says, the agency counts.
    [{ version: '2', versionCreated: MORNING }, { version: '1', versionCreated: EVENING }, 'newer'],
    // The first came without a number.
    [{ version: '2', versionCreated: EVENING }, { versionCreated: MORNING }, 'newer'],
    [{ version: '2', versionCreated: MORNING }, { versionCreated: EVENING }, 'older'],
    [{ version: '2', versionCreated: MORNING }, { versionCreated: MORNING }, 'unknown'],
    [{ version: '2' }, { versionCreated: MORNING }, 'unknown'],
    [{ versionCreated: EVENING }, { version: 'final', versionCreated: MORNING }, 'newer'],
    [{ versionCreated: '2026-11-10T08:00:00.900Z' }, { versionCreated: MORNING }, 'newer'],
    [{ version: EVENING }, { versionCreated: MORNING }, 'newer'],
    [{ version: '20261110T190000Z' }, { versionCreated: EVENING }, 'same'],
    // No moments of 2001, older than whatever is here.
    [{ version: 'Update 3' }, { versionCreated: MORNING }, 'unknown'],
    [{ version: -1 }, { versionCreated: MORNING }, 'unknown'],
    [{ versionCreated: '3' }, { versionCreated: MORNING }, 'unknown'],
    [{ versionCreated: 1794297600 }, { versionCreated: '1794297600000' }, 'same'],
    [{}, {}, 'unknown'],
    [{ version: 'first' }, { version: 'second' }, 'unknown'],
    [{ version: null }, { version: {} }, 'unknown'],
  ])('%j after %j is %s', (it, other, said) => expect(compared(it, other)).toBe(said))

  test('the highest is kept in number and in moment, each by itself', () =>
    expect(highestVersionOf({ version: 3, made: '2026-11-10T08:00:00.000Z' }, { version: '1.10', made: '2026-11-11T08:00:00.000Z' })).toEqual({
      version: 3,
      made: '2026-11-11T08:00:00.000Z',
    }))
})
