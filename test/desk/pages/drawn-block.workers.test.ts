/** How a chart or map looks, for whoever is working on it. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { testSite } from '../../fakes.ts'
import { sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const CHART = { type: 'chart', form: 'bar', title: 'Ice', columns: ['Year', 'Loss'], rows: [['2022', 6]] }
const drawn = (block: unknown) => sendForm('/desk/drawing', { block: JSON.stringify(block) }, signedIn('reporter'))

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'reporter@desk', role: 'reporter', hash: await sha256('dl_reporter') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

test('A reporter sees a chart and a map as readers would, in a frame of the desk and nowhere else', async () => {
  const answer = await drawn(CHART)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(await answer.text()).toContain('<figure class="drawing chart">')
  expect(await (await drawn({ type: 'map', title: 'North', points: [{ label: 'Gao', at: [16.27, -0.05] }] })).text()).toContain('<figure class="drawing map">')
})

test('What can’t be drawn says why', async () => {
  expect(await (await drawn({ ...CHART, rows: [['2022', 'six']] })).text()).toContain('A value must be a number')
  expect((await sendForm('/desk/drawing', { block: '{' }, signedIn('reporter'))).status).toBe(200)
})

test('Nobody else’s page may ask for it', async () => {
  expect((await sendForm('/desk/drawing', { block: '{}' }, signedIn('reporter'), { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
})
