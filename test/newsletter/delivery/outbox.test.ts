import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileNameOf, type MailOutbox, openMailOutbox } from '../../../scripts/mail-outbox.ts'
import { mailerFor } from '../../../src/newsletter/delivery/mailer-for.ts'
import { letter, letters, parsed } from './letter.ts'

let folder: string
let outbox: MailOutbox
let said: string[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-outbox-'))
  said = []
  outbox = await openMailOutbox(join(folder, 'outbox'), (line) => said.push(line))
})
afterEach(async () => {
  await outbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = () => readdirSync(join(folder, 'outbox')).sort()
const send = async (messages = [letter()], key = 'issue-7:1') =>
  (await mailerFor({ MAIL_LETTERS: 'outbox', MAIL_OUTBOX_URL: outbox.url } as unknown as Env, 'letters'))?.send(messages, key)

test('each letter is a file as it would have travelled, and a line', async () => {
  const local = { ...letter().headers, 'List-Unsubscribe': '<http://localhost:8787/newsletters/unsubscribe/t0ken>' }
  expect(await send([letter({ headers: local }), letter({ id: 'two', to: { address: 'Leser+News@bücher.example' } })])).toEqual([
    { result: 'sent' },
    { result: 'sent' },
  ])
  expect(files()).toHaveLength(2)
  expect(files().join('\n')).toMatch(/^[\dTZ.-]+-leser_news-at-xn--bcher-kva\.example-\d\.eml$/m)
  const mail = await parsed(readFileSync(join(folder, 'outbox', files().find((name) => name.includes('reader')) ?? '')))
  expect(mail).toMatchObject({ subject: letter().subject, html: letter().html, text: letter().text })
  expect(said).toHaveLength(2)
  expect(said.join('\n')).toContain('Mail to reader@example.org: ')
})

test('the same batch again writes nothing again', async () => {
  await send(letters(30))
  expect(await send(letters(30))).toEqual(letters(30).map(() => ({ result: 'sent' })))
  expect(files()).toHaveLength(30)
  await send(letters(30), 'issue-7:2')
  expect(files()).toHaveLength(60)
})

test('where nothing listens any more, the letters wait', async () => {
  await outbox.close()
  const deliveries = await send(letters(40))
  expect(deliveries?.filter(({ result }) => result === 'uncertain').length).toBeLessThanOrEqual(5)
  expect(deliveries?.filter(({ result }) => result === 'deferred').length).toBeGreaterThanOrEqual(35)
  outbox = await openMailOutbox(join(folder, 'outbox'), () => {})
})

describe('the listener', () => {
  const post = (init: RequestInit) => fetch(outbox.url, { method: 'POST', body: 'Subject: x\r\n\r\nx', ...init })
  const headers = { 'Content-Type': 'message/rfc822', 'Mail-To': 'a@example.org', 'Idempotency-Key': 'k' }

  test('takes nothing that a page in a browser could send, and nothing that is not whole', async () => {
    expect((await post({ headers: { ...headers, 'Content-Type': 'text/plain' } })).status).toBe(415)
    expect((await fetch(outbox.url)).status).toBe(415)
    expect((await fetch(outbox.url, { method: 'OPTIONS' })).headers.get('access-control-allow-origin')).toBeNull()
    expect((await post({ headers: { ...headers, 'Mail-To': '' } })).status).toBe(400)
    expect((await post({ headers, body: 'x'.repeat(6_000_001) })).status).toBe(413)
    expect(readdirSync(folder)).toEqual([])
  })

  test('stands on this machine alone', () => {
    expect(outbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  })

  test.each(['../../../etc/passwd', '..\\..\\x', '/etc/passwd', '.', '..', '.bashrc', 'CON', 'a\tb', 'x'.repeat(1000), 'a@example.org/../../b'])(
    'writes for %j into its folder',
    async (to) => {
      expect((await post({ headers: { ...headers, 'Mail-To': to } })).status).toBe(204)
      expect(readdirSync(folder)).toEqual(['outbox'])
      expect(files()).toHaveLength(1)
      expect(files()[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z-[a-z\d._-]{0,80}-1\.eml$/)
    },
  )
})

test('names of files hold nothing that a system takes for something else', () => {
  expect(fileNameOf(new Date('2026-11-26T07:00:00Z'), 'Ada@Example.org\r\n\0:*?"<>|', 3)).toBe('2026-11-26T07-00-00.000Z-ada-at-example.org_-3')
})
