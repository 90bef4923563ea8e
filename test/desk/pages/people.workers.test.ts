/** The people page’s forms, where what they send is not what its buttons order. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { testSite } from '../../fakes.ts'
import { sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const send = (path: string, fields: Record<string, string>) => sendForm(`/desk/people/${path}`, fields, signedIn('admin'))

beforeAll(async () => {
  await pressOf(env).addToken({ name: 'admin@desk', role: 'admin', hash: await sha256('dl_admin') }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
  await pressOf(env).invite({ name: 'Edith Coyle', role: 'editor', hash: await sha256('a-link') }, ADMIN)
})

const edith = async () => (await pressOf(env).people()).find(({ name }) => name === 'Edith Coyle')

test('only an order to disable somebody’s access takes it away', async () => {
  const person = (await edith())?.id ?? ''
  for (const order of ['', 'remove']) {
    expect((await send('access', { person, order })).status).toBe(422)
    expect((await edith())?.disabledAt).toBeUndefined()
  }
  expect((await send('access', { person, order: 'disable' })).status).toBe(303)
  expect((await edith())?.disabledAt).toBeDefined()
})

test('of somebody who isn’t there it isn’t said that they are signed out', async () => {
  const answer = await send('sessions', { person: 'nobody' })
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('There’s no such person here.')])
})

test('a token’s last day that is no day is refused in the words of the form', async () => {
  const answer = await send('tokens', { 'token-name': 'Wire', 'token-role': 'reporter', 'token-until': '31.12.2030' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Enter a day, such as 2026-11-26.')])
})

test('an agent’s token publishes without a person only if the form says so, and never as a reporter’s', async () => {
  const fields = { 'token-name': 'Night wire', 'token-until': '', 'token-unattended': 'on' }
  const refused = await send('tokens', { ...fields, 'token-role': 'reporter' })
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringContaining('Reporters can’t publish')])
  const [box = ''] = /<input id="token-unattended-on"[^>]*>/.exec(page) ?? []
  expect(box).toContain(' checked')
  expect(box).toContain('aria-describedby="token-unattended-on-hint token-unattended-on-flaw"')
  expect((await send('tokens', { ...fields, 'token-role': 'editor' })).status).toBe(303)
  expect((await send('tokens', { 'token-name': 'Day wire', 'token-role': 'editor', 'token-until': '' })).status).toBe(303)
  const tokens = await pressOf(env).tokens()
  expect(tokens.filter(({ unattended }) => unattended).map(({ name }) => name)).toEqual(['Night wire'])
})
