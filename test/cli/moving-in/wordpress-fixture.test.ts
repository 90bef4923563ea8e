/** WordPress's own test data for themes, where it is at hand: every awkward post that theme authors test with. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addsUp, notFiledOf, type Report } from '../../../src/cli/moving-in/report.ts'
import { fixtures } from '../../copy/copies.ts'
import { atTheDesk } from '../at-the-desk.ts'

const folder = fixtures('wordpress')
const FILE = join(folder ?? '', 'themeunittestdata.wordpress.xml')
if (!folder) console.warn('Skipped: ../shared/fixtures/wordpress is not there.')

async function reportOf(text: string): Promise<Report> {
  const desk = await atTheDesk({ 'old.xml': text })
  const { out } = await desk.newsdesk(['import', 'old.xml', '--from', 'wordpress', '--dry-run', '--json'])
  return JSON.parse(out) as Report
}

const readOf = ({ kinds }: Report) => Object.fromEntries(kinds.map(({ what, read }) => [what, read]))

describe.skipIf(!folder)('the theme unit test data', () => {
  test('is all there: every item is counted, and every post and page filed', async () => {
    const report = await reportOf(await readFile(FILE, 'utf8'))
    expect(readOf(report)).toEqual({
      author: 4,
      category: 65,
      tag: 110,
      menu: 5,
      page: 18,
      post: 40,
      attachment: 39,
      'attachment page': 36,
      nav_menu_item: 51,
      comment: 32,
    })
    expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
    for (const what of ['post', 'page']) expect(report.kinds.find((kind) => kind.what === what)?.notFiled).toEqual([])
  })

  test.each([0.1, 0.37, 0.5, 0.63, 0.99])('cut off at %f of its length adds up, and says that it was cut', async (share) => {
    const text = await readFile(FILE, 'utf8')
    const report = await reportOf(text.slice(0, text.length * share))
    expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
    expect(report.kinds.find(({ what }) => what === 'damage')).toMatchObject({ read: 1, notFiled: [{ why: expect.stringContaining('cut off') }] })
  })

  test.each(['</item>', ']]>', '<item>', '</wp:post_id>', '</content:encoded>'])('with every tenth %s gone loses no post without a word', async (tag) => {
    const text = await readFile(FILE, 'utf8')
    const whole = (text.match(/<wp:post_type>(?:post|page|attachment|nav_menu_item)</g) ?? []).length
    let n = 0
    const report = await reportOf(text.replaceAll(tag, () => (++n % 10 === 0 ? '' : tag)))
    expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
    const damaged = report.kinds.filter(({ notFiled }) => notFiled.some(({ isLoss }) => isLoss))
    const read = report.kinds.filter(({ what }) => ['post', 'page', 'attachment', 'nav_menu_item'].includes(what)).reduce((sum, kind) => sum + kind.read, 0)
    expect(read === whole || damaged.some((kind) => notFiledOf(kind) > 0)).toBe(true)
  })
})
