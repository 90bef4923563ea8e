/** What only the bundle in workerd can show: libraries made for Node, and what crosses the network. */
import { createServer, type Server } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorkerd, type Workerd } from './in-workerd.ts'
import { letter, letters, parsed } from './letter.ts'

let workerd: Workerd
let provider: Server
let origin: string
/** Answers, by path, and what was asked. */
let answer: (path: string, body: string) => { status: number; body: string } | 'cut' = () => ({ status: 200, body: '{}' })

beforeAll(async () => {
  workerd = await startWorkerd()
  provider = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const given = answer(request.url ?? '', body)
    if (given === 'cut') {
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('{"data":[', () => request.socket.destroy())
    } else response.writeHead(given.status, { 'Content-Type': 'application/json' }).end(given.body)
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const address = provider.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}, 60_000)
afterAll(async () => {
  await workerd.stop()
  provider.close()
})

test('a batch of 100 goes to Resend', async () => {
  answer = (_, body) => ({ status: 200, body: JSON.stringify({ data: (JSON.parse(body) as unknown[]).map((_, at) => ({ id: `r-${at}` })) }) })
  const deliveries = await workerd.send({ MAIL_LETTERS: 'resend', RESEND_KEY: 're_1', RESEND_ORIGIN: origin }, letters(100))
  expect(deliveries).toEqual(letters(100).map((_, at) => ({ result: 'sent', providerId: `r-${at}` })))
})

test('an answer that breaks off leaves the batch uncertain', async () => {
  answer = () => 'cut'
  const deliveries = await workerd.send({ MAIL_LETTERS: 'resend', RESEND_KEY: 're_1', RESEND_ORIGIN: origin }, letters(3))
  expect(deliveries.map(({ result }) => result)).toEqual(['uncertain', 'uncertain', 'uncertain'])
})

test('letters go to SES, signed, in MIME that holds what was written', async () => {
  const bodies: string[] = []
  answer = (path, body) => {
    bodies.push(body)
    return { status: path === '/v2/email/outbound-emails' ? 200 : 404, body: '{"MessageId":"s-1"}' }
  }
  const env = { MAIL_LETTERS: 'ses', SES_KEY_ID: 'AKIA', SES_SECRET: 'secret', SES_REGION: 'eu-west-1', SES_ORIGIN: origin }
  expect(await workerd.send(env, [letter({ subject: 'عاجل 👨‍👩‍👧' })])).toEqual([{ result: 'sent', providerId: 's-1' }])
  const { Content } = JSON.parse(bodies[0] ?? '') as { Content: { Raw: { Data: string } } }
  expect(await parsed(Buffer.from(Content.Raw.Data, 'base64'))).toMatchObject({ subject: 'عاجل 👨‍👩‍👧', html: letter().html, text: letter().text })
})

test('letters go to Brevo', async () => {
  answer = (path) => ({ status: path === '/v3/smtp/email' ? 201 : 404, body: '{"messageId":"<b-1>"}' })
  const deliveries = await workerd.send({ MAIL_LETTERS: 'brevo', BREVO_KEY: 'x', BREVO_ORIGIN: origin }, letters(7))
  expect(deliveries).toEqual(letters(7).map(() => ({ result: 'sent', providerId: '<b-1>' })))
})

test('a complaint that Resend signed comes in, and one that it did not stays out', async () => {
  const secret = `whsec_${Buffer.from('a secret of the newsroom').toString('base64')}`
  const body = JSON.stringify({ type: 'email.complained', created_at: '2026-11-26T07:00:00Z', data: { to: ['reader@example.org'] } })
  const at = new Date()
  const headers = { 'svix-id': 'm', 'svix-timestamp': String(Math.floor(at.getTime() / 1000)), 'svix-signature': new Webhook(secret).sign('m', at, body) }
  const env = { RESEND_WEBHOOK_SECRET: secret }
  expect(await workerd.report(env, 'resend', body, headers)).toMatchObject({ status: 204, events: [{ kind: 'complaint', address: 'reader@example.org' }] })
  expect(await workerd.report(env, 'resend', body.replace('reader', 'editor'), headers)).toEqual({ status: 401, events: [] })
})
