import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'editor@desk', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  const article = { ...phoneCall, slug: 'comes-out', headline: 'It comes out', updatedAt: undefined, corrections: undefined } as never
  await pressOf(env).file({ article, actor: ADMIN, publish: 'no', undated: true })
  await pressOf(env).publish('comes-out', ADMIN, { at: '2099-11-27T04:00:00Z' })
})

test('Headings are of the days on which something comes out, and whoever listens hears of no others', async () => {
  const page = await (await openPage('/desk/calendar?month=2099-11', signedIn('editor'))).text()
  expect([...page.matchAll(/<h2>.*?datetime="([\d-]+)"/gs)].map(([, day]) => day)).toEqual(['2099-11-27'])
  expect([...page.matchAll(/class="day on-\d" aria-hidden="true"/g)]).toHaveLength(29)
  expect(page).toMatch(/class="day busy on-5".*12:00.*It comes out/s)
})
