import { env, runDurableObjectAlarm, runInDurableObject, SELF } from 'cloudflare:test'
import { expect, test } from 'vitest'
import type { Site } from '../../src/copy/shapes/site.ts'
import { mailingListOf } from '../../src/newsletter/calls.ts'
import type { Message } from '../../src/newsletter/delivery/mailer.ts'
import { letterHeaders } from '../../src/newsletter/letters/headers.ts'
import type { MailingListCore } from '../../src/newsletter/list/core.ts'
import { unsubscribePath } from '../../src/newsletter/subscribers/letter-links.ts'
import { testSite } from '../fakes.ts'

const post = (path: string, form: Record<string, string> | [string, string][]) =>
  SELF.fetch(`https://news.example${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'cf-ipcountry': 'SG', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(form),
  })
const linkIn = (text: string) => /https:\/\/news\.example(\S+)/.exec(text)?.[1] ?? ''
const tokenIn = (text: string) => /[?&]t=([\w-]+)/.exec(text)?.[1] ?? ''

test('from the box to the last unsubscribe, through the Worker and the list as they are', async () => {
  Object.assign(env, { MAIL_CONFIRMATIONS: 'outbox' })
  await env.EDITION.put('site', JSON.stringify(testSite))
  const stub = env.MAILING_LIST.get(env.MAILING_LIST.idFromName('readers'))
  const sent: Message[] = []
  const core = <T>(look: (core: MailingListCore) => T | Promise<T>) =>
    runInDurableObject(stub, async (holder) => look(await (holder as unknown as { core: Promise<MailingListCore> }).core))
  await core((core) => {
    core.post = {
      site: async () => testSite as unknown as Site,
      log: () => {},
      mailer: async () => ({
        name: 'memory',
        idempotent: true,
        maxBatch: 10,
        send: async (messages) => {
          sent.push(...messages)
          return messages.map(() => ({ result: 'sent' }))
        },
      }),
    }
  })

  const signedUp = await post('/newsletters', [
    ['email', 'reader@example.org'],
    ['list', 'daily'],
    ['list', 'weekly'],
    ['consent', '2026-11'],
  ])
  expect([signedUp.status, signedUp.headers.get('location')]).toEqual([303, '/newsletters/requested?list=daily&list=weekly'])
  await runDurableObjectAlarm(stub)
  expect(sent).toHaveLength(1)

  const link = linkIn(sent[0]?.text ?? '')
  const question = await (await SELF.fetch(`https://news.example${link}`)).text()
  expect(question).toContain('Press Confirm to get The Daily Line, The Week at reader@example.org.')
  const answered = await (await post('/newsletters/confirm', { t: tokenIn(link) })).text()
  expect(answered).toContain('You’re subscribed')
  const counted = async () => (await mailingListOf(env).counts()).lists.map(({ list, confirmed }) => [list, confirmed])
  expect(await counted()).toEqual([
    ['daily', 1],
    ['weekly', 1],
  ])

  const own = /href="(\/newsletters\/preferences\?t=[\w-]+)"/.exec(answered)?.[1] ?? ''
  const page = await (await SELF.fetch(`https://news.example${own}`, { headers: { 'cf-ipcountry': 'SG' } })).text()
  expect(page).toContain('reader@example.org')
  const saved = await post('/newsletters/preferences', [
    ['t', tokenIn(own)],
    ['change', 'lists'],
    ['list', 'daily'],
    ['consent', '2026-11'],
  ])
  expect(saved.status).toBe(303)
  expect(await counted()).toEqual([
    ['daily', 1],
    ['weekly', 0],
  ])

  const token = await core(async ({ db }) => {
    const { mailboxOf, numberOfList, unsubscribeToken } = await import('../../src/newsletter/subscribers/letter-links.ts')
    return unsubscribeToken(db, mailboxOf(db, 1), numberOfList(db, 'daily'))
  })
  const headers = letterHeaders({ site: testSite.url, list: 'daily', unsubscribeUrl: testSite.url + unsubscribePath(token) })
  expect(headers['List-Id']).toBe('<daily.news.example>')
  const oneClick = await SELF.fetch((headers['List-Unsubscribe'] ?? '').slice(1, -1), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: headers['List-Unsubscribe-Post'] ?? '',
  })
  expect(oneClick.status).toBe(200)
  expect(await counted()).toEqual([
    ['daily', 0],
    ['weekly', 0],
  ])
})
