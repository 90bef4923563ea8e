import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { mailingListOf } from '../../src/newsletter/mailing-list-calls.ts'

const consent = { version: '2026-11', words: 'I agree.', country: 'SG' }

test('the list’s owner reads every subscription with its newest consent, page after page', async () => {
  const list = mailingListOf(env)
  for (let number = 0; number < 12; number++)
    await list.request({ email: `Reader-${number}@Example.org`, lists: ['daily', 'weekly'], consent, sender: `s-${number}` })
  await list.request({ email: 'reader-3@example.org', lists: ['daily'], consent: { ...consent, version: '2026-12' }, sender: 'again' })
  const { items, nextCursor } = await list.subscribers()
  expect(nextCursor).toBeUndefined()
  expect(items).toHaveLength(24)
  expect(items.find(({ email, list }) => email === 'Reader-3@Example.org' && list === 'daily')).toMatchObject({
    state: 'pending',
    consent: { version: '2026-12', country: 'SG' },
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
