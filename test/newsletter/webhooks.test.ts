import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import type { MailReport } from '../../src/newsletter/calls.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv } from '../fakes.ts'

const SECRET = `whsec_${Buffer.from('a secret of thirty-two letters..').toString('base64')}`
const COMPLAINT = {
  type: 'email.complained',
  created_at: '2026-11-26T08:00:00.000Z',
  data: { email_id: 'e-1', to: ['reader@example.org'], created_at: '2026-11-26T07:00:00.000Z' },
}

async function reportFromResend(secret: string, padding = 0) {
  const reported: MailReport[] = []
  const list = { report: async (events: MailReport[]) => void reported.push(...events) }
  const { env } = fakeEnv({ RESEND_WEBHOOK_SECRET: SECRET, MAILING_LIST: { idFromName: () => 'id', get: () => list } })
  const body = JSON.stringify({ ...COMPLAINT, padding: 'x'.repeat(padding) })
  const at = new Date()
  const headers = { 'svix-id': 'm-1', 'svix-timestamp': String(Math.floor(at.getTime() / 1000)), 'svix-signature': new Webhook(secret).sign('m-1', at, body) }
  const { status } = await site.request('https://news.example/newsletters/webhooks/resend', { method: 'POST', headers, body }, env)
  return { status, reported }
}

test('a reader who complains to their provider is reported to the mailing list, however long the report is', async () => {
  const { status, reported } = await reportFromResend(SECRET, 50_000)
  expect(status).toBe(204)
  expect(reported).toMatchObject([{ kind: 'complaint', address: 'reader@example.org' }])
})

test('nobody takes readers off the list with a report that the provider did not sign', async () => {
  const { status, reported } = await reportFromResend(`whsec_${Buffer.from('another secret, also of some length').toString('base64')}`)
  expect(status).toBe(401)
  expect(reported).toEqual([])
})
