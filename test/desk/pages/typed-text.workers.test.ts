/** Forms whose order is refused, or whose thing is gone, give back what was typed into them. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { mailingListOf } from '../../../src/newsletter/calls.ts'
import { pressOf, ROLES } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('admin'))
const open = async (path: string) => (await openPage(path, signedIn('admin'))).text()
const newsletter = {
  lists: [{ slug: 'daily', name: 'The Daily', kind: 'digest' }],
  consentVersion: '1',
  consent: 'I agree.',
  withheld: 'Not here.',
  from: { address: 'desk@news.example' },
  publisher: { name: 'News', postalAddress: '1 Street, Singapore' },
}
const site = v.parse(Site, { ...testSite, newsletter })

beforeAll(async () => {
  for (const role of ROLES) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(site, ADMIN)
  const article = {
    ...phoneCall,
    updatedAt: undefined,
    corrections: undefined,
    topics: [{ slug: 'mali', name: 'Mali' }],
    byline: [{ name: 'Ruth', slug: 'ruth' }],
  }
  await pressOf(env).file({ article: article as never, actor: ADMIN, publish: 'now' })
})

test.each(['/desk/topics/mali', '/desk/authors/ruth'])('at %s a name, a slug and a merge that are refused are still in their fields', async (path) => {
  const renamed = await (await send(path, { order: 'rename', name: 'A new name', slug: 'Not A Slug' })).text()
  expect(renamed).toContain('value="A new name"')
  expect(renamed).toContain('value="Not A Slug"')
  expect(await (await send(path, { order: 'merge', into: 'nowhere-yet' })).text()).toContain('value="nowhere-yet"')
})

test('what was typed into an author’s record comes back when the author was renamed meanwhile', async () => {
  await pressOf(env).renameName('author', 'ruth', { slug: 'ruth-amadi', name: 'Ruth Amadi' }, ADMIN)
  const answer = await send('/desk/authors/ruth', { order: 'save', name: 'Ruth', bio: 'She has covered rivers for ten years.' })
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('She has covered rivers for ten years.')])
})

test('what was typed into a draft of a newsletter comes back when the issue was stopped meanwhile', async () => {
  const made = await mailingListOf(env).createIssue({ kind: 'digest', list: 'daily', articles: [phoneCall.slug] }, 'test')
  if (!made.ok) throw new Error(made.reason)
  const path = `/desk/newsletters/daily/${made.issue.issue}`
  await send(`${path}/stop`, {})
  const answer = await send(`${path}/edit`, { order: 'save', kind: 'digest', introduction: 'Good morning from the harbour.' })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('Good morning from the harbour.')])
})

test('what was typed into a campaign comes back when it was deleted meanwhile', async () => {
  const answer = await send('/desk/campaigns/gone', { advertiser: 'Quayside Tea', 'c0-headline': 'Tea at four, by the water' })
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('Tea at four, by the water')])
})

test('two sections with one slug are refused, and a flaw says in which line it is', async () => {
  const fields = { name: site.name, url: site.url ?? '', lang: site.lang, timeZone: site.timeZone, aiCrawlers: 'allow' }
  const twice = await send('/desk/settings', { ...fields, sections: 'world | World\nworld | The world' })
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('Two sections have the same slug.')])
  const nameless = await send('/desk/settings', { ...fields, sections: 'world | World\nasia' })
  expect([nameless.status, await nameless.text()]).toEqual([422, expect.stringContaining('Line 2: ')])
})

test('the settings name the sections that have stories and are in no menu', async () => {
  expect(await open('/desk/settings')).not.toContain('in no menu')
  await pressOf(env).setSite({ ...site, sections: site.sections.filter(({ slug }) => slug !== phoneCall.section) }, ADMIN)
  expect(await open('/desk/settings')).toContain(`in no menu: ${phoneCall.section} (1)`)
})
