/** WordPress's own test data for themes, where it is at hand: every awkward post that theme authors test with. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addsUp, notFiledOf, type Report } from '../../../src/cli/moving-in/report.ts'
import { spellOldAddress } from '../../../src/copy/old-address.ts'
import { redirectsFromCsv } from '../../../src/copy/redirect-rows.ts'
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

/** `reason`: why nothing may be there. */
function oldAddressesOf(text: string): { address: string; reason?: string }[] {
  const field = (part: string, name: string) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(part)?.[1]?.trim() ?? ''
  const all = (name: string) => [...text.matchAll(new RegExp(`<${name}>.*?</${name}>`, 'gs'))].map(([part]) => part)
  const found: { address: string; reason?: string }[] = ['/feed/atom/', '/?feed=rss2', '/comments/feed/', '/page/2/', '/index.php', '/wp-sitemap.xml'].map(
    (address) => ({ address }),
  )
  for (const part of all('wp:category')) {
    const [slug, id] = ['category_nicename', 'term_id'].map((name) => field(part, `wp:${name}`))
    for (const address of [`/category/${slug}/feed/`, `/category/${slug}/page/2/`, `/?cat=${id}`, `/?category_name=${slug}`]) found.push({ address })
  }
  for (const part of all('wp:tag'))
    for (const address of [`/tag/${field(part, 'wp:tag_slug')}/`, `/?tag=${field(part, 'wp:tag_slug')}`]) found.push({ address })
  for (const part of all('wp:author')) found.push({ address: `/author/${field(part, 'wp:author_login').toLowerCase()}/feed/` })
  for (const part of all('item')) {
    const [id, type, status, date = ''] = ['post_id', 'post_type', 'status', 'post_date'].map((name) => field(part, `wp:${name}`))
    const link = new URL(field(part, 'link') || 'https://none.example/')
    const path = link.pathname + link.search
    if (type === 'attachment') {
      const reason = 'no story shows it'
      found.push(
        { address: path, reason },
        { address: `/?attachment_id=${id}`, reason },
        { address: new URL(field(part, 'wp:attachment_url')).pathname, reason },
      )
    } else if (type === 'post' || type === 'page') {
      const isOut = status === 'publish' && field(part, 'wp:post_password') === ''
      const forms = link.search ? [] : ['feed/', 'amp/', 'comment-page-1/'].map((form) => path + form)
      const archives = type === 'post' ? [`/${date.slice(0, 10).replaceAll('-', '/')}/`, `/?m=${date.slice(0, 7).replace('-', '')}`] : [`/?page_id=${id}`]
      for (const address of [path, `/?p=${id}`, ...forms, ...archives]) found.push(isOut ? { address } : { address, reason: 'not published' })
    }
  }
  return found
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

  test('leaves no address behind without a reason', async () => {
    const text = await readFile(FILE, 'utf8')
    const desk = await atTheDesk({ 'old.xml': text })
    desk.api.values.set('/api/site', { value: { sections: [{ slug: 'news' }] }, tag: 1 })
    const fetchBoth: typeof fetch = async (input, init) =>
      new URL(String(input instanceof Request ? input.url : input)).hostname.includes('wordpress.com')
        ? new Response(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(1)]))
        : desk.api.fetch(input, init)
    await desk.newsdesk(['import', 'old.xml', '--from', 'wordpress', '--json', '--redirects', 'old.csv'], { fetch: fetchBoth })
    const read = redirectsFromCsv(await readFile(join(desk.cwd, 'old.csv'), 'utf8'))
    const answered = new Set(read.ok ? read.rows.map(({ from }) => spellOldAddress(from)) : [])
    const slugs = new Set(desk.api.articles.keys())
    const isAnswered = (address: string) => {
      const spelled = spellOldAddress(address) ?? ''
      const segments = spelled.split('/').filter(Boolean)
      return answered.has(spelled) || spelled === '/' || (segments.length <= 2 && !spelled.includes('?') && slugs.has(segments.at(-1) ?? ''))
    }
    const lost = oldAddressesOf(text).filter(({ address }) => !isAnswered(address))
    expect([...new Set(lost.map(({ reason }) => reason))].sort()).toEqual(['no story shows it', 'not published'])
    expect(oldAddressesOf(text).length).toBeGreaterThan(900)
    expect(lost.length).toBeLessThan(40)
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
