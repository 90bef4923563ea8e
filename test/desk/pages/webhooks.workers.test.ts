/** Webhooks at the desk, by forms alone. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { webhookPressOf } from '../../../src/press/webhook-calls.ts'
import { testSite } from '../../fakes.ts'
import { follow, openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const press = () => webhookPressOf(env)
const send = (path: string, fields: Record<string, string> | [string, string][], as = 'admin') => sendForm(`/desk/webhooks${path}`, fields, signedIn(as))

beforeAll(async () => {
  for (const role of ['admin', 'editor'] as const) await pressOf(env).addToken({ name: `${role}@desk`, role, hash: await sha256(`dl_${role}`) }, ADMIN)
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

test('An admin adds one, sees its secret once, changes it, replaces the secret, and removes it', async () => {
  const added = await send('', [
    ['url', 'https://hook.example.org/in'],
    ['events', 'article.published'],
    ['events', 'newsletter.sent'],
    ['note', 'The archive'],
  ])
  expect(added.status).toBe(303)
  const page = await (await follow(added, signedIn('admin'))).text()
  expect(page).toMatch(/value="whsec_[A-Za-z0-9+/]{43}="/)
  const [webhook] = await press().webhooks()
  const path = `/${webhook?.id}`
  expect(webhook).toMatchObject({ url: 'https://hook.example.org/in', events: ['article.published', 'newsletter.sent'], note: 'The archive', state: 'active' })
  expect(await (await openPage(`/desk/webhooks${path}`, signedIn('admin'))).text()).not.toContain('whsec_')
  await send(path, [
    ['order', 'change'],
    ['url', 'https://hook.example.org/in'],
    ['events', 'picture.withdrawn'],
    ['note', ''],
  ])
  expect((await press().webhooks())[0]).toMatchObject({ events: ['picture.withdrawn'] })
  expect((await press().webhooks())[0]?.note).toBeUndefined()
  const rotated = await send(path, { order: 'rotate' })
  expect(await (await follow(rotated, signedIn('admin'))).text()).toContain('whsec_')
  await send(path, { order: 'disable' })
  expect((await press().webhooks())[0]?.state).toBe('disabled')
  expect(await (await send(path, { order: 'test' })).text()).toContain('This webhook is disabled.')
  expect((await send(path, { order: 'remove' })).status).toBe(303)
  expect(await press().webhooks()).toEqual([])
})

test('An address on a private network comes back with everything that was typed, and what to do', async () => {
  const answer = await send('', [
    ['url', 'https://169.254.169.254/latest'],
    ['events', 'article.withdrawn'],
    ['note', 'Metadata & more'],
  ])
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('This address is on a private network')
  expect(page).toContain('value="https://169.254.169.254/latest"')
  expect(page).toContain('value="Metadata &amp; more"')
  expect(page).toMatch(/value="article\.withdrawn"[^>]* checked/)
  expect(page).not.toMatch(/value="article\.published"[^>]* checked/)
})

test('A webhook without events is refused in words', async () => {
  expect(await (await send('', { url: 'https://hook.example.org/in' })).text()).toContain('Choose at least one event.')
})

test('Nobody but admins sees or changes them', async () => {
  expect((await openPage('/desk/webhooks', signedIn('editor'))).status).toBe(403)
  expect((await send('', { url: 'https://hook.example.org/in', events: 'article.published' }, 'editor')).status).toBe(403)
  expect((await openPage('/desk/webhooks/none', signedIn('admin'))).status).toBe(404)
})

test('What a server answered is shown as text', async () => {
  await press().addWebhook({ id: 'shown', url: 'https://shown.example.org/in', events: ['article.published'], secret: `whsec_${btoa('x'.repeat(32))}` }, ADMIN)
  await press().testWebhook('shown', ADMIN)
  const page = await (await openPage('/desk/webhooks/shown', signedIn('admin'))).text()
  expect(page).toContain('webhook.test')
  expect(page).toContain('Send again')
  expect(page).toContain('webhook.test')
  await press().removeWebhook('shown', ADMIN)
})
