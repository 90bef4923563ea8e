/** A section's new slug by the settings' form, before the press and readers' pages themselves. */
import { env, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test, vi } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const send = (path: string, fields: Record<string, string>) => sendForm(path, fields, signedIn('admin'))
const open = async (path: string) => (await openPage(path, signedIn('admin'))).text()
const tagIn = (html: string) => /name="tag" value="([^"]*)"/.exec(html)?.[1] ?? ''
const site = v.parse(Site, testSite)
const ask = (path: string) => SELF.fetch(`https://news.example${path}`, { redirect: 'manual' })
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 500 })

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'admin@desk', role: 'admin', hash: await sha256('dl_admin') }, ADMIN)
  await pressOf(env).setSite(site, ADMIN)
  await pressOf(env).file({ article: { ...phoneCall, updatedAt: undefined, corrections: undefined } as never, actor: ADMIN, publish: 'now' })
})

test('a section gets another slug by the settings’ form, without a script: its stories move, readers are led on, and a slug that is taken is refused', {
  timeout: 90_000,
}, async () => {
  const press = pressOf(env)
  const sections = async () => (await press.readSite())?.sections.map(({ slug, name }) => `${slug} | ${name}`) ?? []
  const fields = { name: site.name, url: site.url ?? '', lang: site.lang, timeZone: site.timeZone, aiCrawlers: 'allow' }
  const save = async (lines: string[]) => send('/desk/settings', { ...fields, tag: tagIn(await open('/desk/settings')), sections: lines.join('\n') })
  const leads = async (path: string) => (await ask(path)).headers.get('location')
  const before = await sections()
  expect(before[0]).toBe('world | World')
  const taken = await save(['asia | World', ...before.slice(1)])
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('asia | World')])
  expect(await sections()).toEqual(before)

  const saved = await save(['globe | World', ...before.slice(1)])
  expect([saved.status, saved.headers.get('location')]).toEqual([303, '/desk/settings?done=moved'])
  expect(await open('/desk/settings?done=moved')).toContain('the old address leads on')
  await eventually(async () => expect(await leads('/world/phone-call')).toBe('/globe/phone-call'))
  await eventually(async () => expect(await leads('/world')).toBe('/globe'))
  expect((await ask('/globe')).status).toBe(200)

  await eventually(async () => expect((await save(before)).status).toBe(303))
  await eventually(async () => expect(await leads('/globe/phone-call')).toBe('/world/phone-call'))
  expect(await sections()).toEqual(before)
})
