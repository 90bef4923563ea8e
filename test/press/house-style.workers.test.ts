import { describe, expect, test } from 'vitest'
import { tagOf } from '../../src/edition/fingerprint.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, SITE } from './newsroom.ts'

const RULES = [
  { wrong: 'e-mail', right: 'email' },
  { wrong: 'Kiev', right: 'Kyiv', why: 'As its people do.' },
]

describe('house style is kept apart from what readers’ isolates load', () => {
  test('editors have it in the site, and no reader does', () =>
    newsroom(async ({ press, kv, settle }) => {
      expect(await press.setSite({ ...SITE, houseStyle: RULES }, ADMIN)).toMatchObject({ ok: true, site: { ...SITE, houseStyle: RULES } })
      await settle()
      expect(await press.readSite()).toEqual({ ...SITE, houseStyle: RULES })
      expect(kv.json('site')).toEqual(SITE)
    }))

  test('a site that is set without it keeps it, and one with an empty list clears it', () =>
    newsroom(async ({ press }) => {
      await press.setSite({ ...SITE, houseStyle: RULES }, ADMIN)
      expect(await press.setSite({ ...SITE, name: 'Renamed' }, ADMIN)).toMatchObject({ site: { name: 'Renamed', houseStyle: RULES } })
      await press.setSite({ ...SITE, houseStyle: [] }, ADMIN)
      expect(await press.readSite()).toEqual(SITE)
    }))

  test('the tag that editors compare is that of all they see', () =>
    newsroom(async ({ press }) => {
      await press.setSite(SITE, ADMIN)
      const before = tagOf(await press.readSite())
      await press.setHouseStyle(RULES, EDITOR)
      expect(await press.setSite(SITE, ADMIN, [before])).toMatchObject({ reason: 'stale-value', what: 'site' })
      expect(await press.setHouseStyle([], EDITOR, [tagOf(RULES)])).toMatchObject({ ok: true })
    }))

  test('a site put into KV by hand keeps the rules, or brings its own', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.setSite({ ...SITE, houseStyle: RULES }, ADMIN)
      await settle()
      kv.byHand('site', { ...SITE, name: 'By hand' })
      await press.sweep(ADMIN)
      expect(await press.readSite()).toMatchObject({ name: 'By hand', houseStyle: RULES })
      kv.byHand('site', { ...SITE, houseStyle: [{ wrong: 'a', right: 'b' }] })
      await press.sweep(ADMIN)
      await settle()
      expect(await press.houseStyle()).toEqual([{ wrong: 'a', right: 'b' }])
      expect(kv.json('site')).toEqual(SITE)
      kv.byHand('site', { ...SITE, houseStyle: [{ wrong: '(', right: 'b', pattern: true }] })
      expect((await press.sweep(ADMIN)).malformed).toMatchObject([{ key: 'site', message: expect.stringContaining('/houseStyle/0/wrong') }])
    }))

  test('an export has it on a line of its own, and an import takes it in', async () => {
    let lines: string[] = []
    await newsroom(async ({ press }) => {
      await press.setSite({ ...SITE, houseStyle: RULES }, ADMIN)
      ;({ lines } = await press.exportPage())
    })
    expect(lines.map((line) => JSON.parse(line) as { type: string })).toContainEqual({ type: 'house-style', rules: RULES })
    await newsroom(async ({ press }) => {
      await press.setHouseStyle([{ wrong: 'old', right: 'new' }], EDITOR)
      const results = await press.importLines(lines, ADMIN)
      expect(results.every(({ ok }) => ok)).toBe(true)
      expect(await press.readSite()).toEqual({ ...SITE, houseStyle: RULES })
      const [bad] = await press.importLines([JSON.stringify({ type: 'house-style', rules: [{ wrong: '', right: '' }] })], ADMIN)
      expect(bad).toMatchObject({ ok: false, message: expect.stringContaining('Enter the words') })
    })
  })

  test('a dictionary of fifteen thousand rules fits, and one more rule writes few rows', () =>
    newsroom(async ({ press, sql }) => {
      const many = Array.from({ length: 15_000 }, (_, at) => ({ wrong: `wrong ${at}`, right: `right ${at}` }))
      await press.setHouseStyle(many, EDITOR)
      expect(await press.houseStyle()).toEqual(many)
      expect(sql.exec<{ rows: number }>('SELECT count(*) AS rows FROM house_style').one().rows).toBe(60)
      expect(await press.addStyleRule({ wrong: 'wrong 7', right: 'better' }, EDITOR)).toEqual({ ok: true, rules: 15_000, replaced: true })
    }))

  test('who changed it is in the audit trail; a reporter can’t', () =>
    newsroom(async ({ press }) => {
      await press.addStyleRule(RULES[0] as (typeof RULES)[0], EDITOR)
      expect((await press.audit()).items[0]).toMatchObject({ by: 'Edith', what: 'house-style', detail: '1 rule' })
      await expect(press.setHouseStyle([], REPORTER)).rejects.toThrow('needs editor')
    }))

  test('an older ledger gets its table', () =>
    newsroom(async ({ press, sql }) => {
      sql.exec('DROP TABLE house_style')
      createTables(sql)
      expect(await press.houseStyle()).toEqual([])
    }))
})
