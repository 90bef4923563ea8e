import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { mailingListOf } from '../../src/newsletter/mailing-list-calls.ts'

const consent = { version: '2026-11', words: 'I agree.', country: 'SG' }

test('the list’s owner reads every subscription with the consent that began it, page after page', async () => {
  const list = mailingListOf(env)
  for (let number = 0; number < 12; number++)
    await list.request({ email: `Reader-${number}@Example.org`, lists: ['daily', 'weekly'], consent, sender: `s-${number}` })
  await list.request({ email: 'reader-3@example.org', lists: ['daily'], consent: { ...consent, version: '2026-12', country: 'US' }, sender: 'a stranger' })
  const { items, nextCursor } = await list.subscribers()
  expect(nextCursor).toBeUndefined()
  expect(items).toHaveLength(24)
  expect(items.find(({ email, list }) => email === 'Reader-3@Example.org' && list === 'daily')).toMatchObject({
    state: 'pending',
    consent: { version: '2026-11', country: 'SG' },
  })
  const after = await list.subscribers('reader-8@example.org daily')
  expect(after.items.map(({ email, list }) => `${email} ${list}`)).toEqual([
    'Reader-8@Example.org weekly',
    'Reader-9@Example.org daily',
    'Reader-9@Example.org weekly',
  ])
})

test('an address is erased with its consents, however it is written', async () => {
  const list = mailingListOf(env)
  await list.request({ email: 'gone@example.org', lists: ['daily'], consent, sender: 'a' })
  expect(await list.forget(' Gone@Example.ORG')).toBe(true)
  expect(await list.forget('gone@example.org')).toBe(false)
  expect((await list.subscribers()).items.filter(({ email }) => email.startsWith('gone'))).toEqual([])
})

test('an owner gets through, however often strangers asked for their address', async () => {
  const list = mailingListOf(env)
  for (let number = 0; number < 60; number++) await list.request({ email: 'owner@example.org', lists: ['daily'], consent, sender: `stranger-${number}` })
  expect(await list.request({ email: 'owner@example.org', lists: ['weekly'], consent, sender: 'home' })).toEqual({ ok: true, lists: ['weekly'] })
})

test('an owner who sends the form again and again is never told to wait', async () => {
  const list = mailingListOf(env)
  for (let number = 0; number < 30; number++)
    expect(await list.request({ email: 'eager@example.org', lists: ['daily'], consent, sender: 'eager' })).toMatchObject({ ok: true })
})

test('one sender asks for ten addresses an hour; the eleventh leaves no trace and takes nothing from anybody', async () => {
  const list = mailingListOf(env)
  for (let number = 0; number < 10; number++)
    expect(await list.request({ email: `flood-${number}@example.org`, lists: ['daily'], consent, sender: 'flood' })).toMatchObject({ ok: true })
  for (let number = 10; number < 30; number++) {
    const refused = await list.request({ email: `flood-${number}@example.org`, lists: ['daily'], consent, sender: 'flood' })
    expect(refused).toMatchObject({ ok: false, reason: 'too-many' })
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(3500)
  }
  const flooded = (await list.subscribers()).items.filter(({ email }) => email.startsWith('flood-'))
  expect(flooded).toHaveLength(10)
  expect(await list.request({ email: 'flood-20@example.org', lists: ['daily'], consent, sender: 'their own' })).toMatchObject({ ok: true })
})
