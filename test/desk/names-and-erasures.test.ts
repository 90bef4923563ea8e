import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
  await room.ask('PUT', '/api/articles/phone-call', { body: phoneCall })
})

describe('who one is', () => {
  test('is said to whoever asks, with the end of their token', async () => {
    for (const role of ['reporter', 'editor', 'admin']) {
      const response = await room.ask('GET', '/api/me', { as: role })
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.json()).toEqual({ name: `${role}@desk`, role })
    }
    for (const info of room.press.tokenHashes.values()) info.expiresAt = '2099-01-01T00:00:00Z'
    expect(await (await room.ask('GET', '/api/me', { as: 'editor' })).json()).toEqual({
      name: 'editor@desk',
      role: 'editor',
      expiresAt: '2099-01-01T00:00:00Z',
    })
  })

  test('is nobody’s business without a token', async () => {
    expect(await problemOf(await room.ask('GET', '/api/me', { as: '' }))).toMatchObject({ status: 401 })
    expect(await problemOf(await room.ask('GET', '/api/me', { as: 'nobody' }))).toMatchObject({ status: 401 })
  })
})

const rename = (slug: string, to: unknown, ask: object = {}) => room.ask('POST', `/api/articles/${slug}/rename`, { as: 'editor', body: { slug: to }, ...ask })

describe('renaming an article', () => {
  test('answers its entry under the new slug', async () => {
    const response = await rename('phone-call', 'call')
    expect([response.status, response.headers.get('etag')]).toEqual([200, '"1"'])
    expect(await response.json()).toMatchObject({ slug: 'call', revision: 1, created: false, changed: true })
  })

  test('says where another has the slug, or had it', async () => {
    await room.ask('PUT', '/api/articles/other', { body: { ...phoneCall, slug: 'other' } })
    expect(await problemOf(await rename('phone-call', 'other'))).toMatchObject({
      status: 409,
      takenBy: 'other',
      detail: expect.stringContaining('already has the slug "other"'),
    })
    await rename('other', 'third')
    expect(await problemOf(await rename('phone-call', 'other'))).toMatchObject({
      status: 409,
      takenBy: 'third',
      detail: expect.stringContaining('"other" is a former slug of "third"'),
    })
  })

  test.each(['Call', 'call--me', '-call', '', 'x'.repeat(161), 'search', 7, undefined, 'a/b', '../x', 'Обзор', 'об\u200bзор', 'о'.repeat(121)])(
    'refuses %j as a slug, with the reason',
    async (slug) => {
      const problem = await problemOf(await rename('phone-call', slug))
      expect(problem).toMatchObject({ status: 422, flaws: [{ pointer: '/slug' }] })
      expect(problem.flaws?.[0]?.message).toMatch(/^[A-Z](?!.*section).+\.$/)
    },
  )

  test('is an editor’s, and of what is there', async () => {
    expect(await problemOf(await rename('phone-call', 'call', { as: 'reporter' }))).toMatchObject({ status: 403, needs: 'editor' })
    expect(await problemOf(await rename('none', 'call'))).toMatchObject({ status: 404 })
    expect(await problemOf(await room.ask('GET', '/api/articles/phone-call/rename'))).toMatchObject({ status: 405 })
  })

  test('under one key is done once', async () => {
    const headers = { 'Idempotency-Key': 'one' }
    await rename('phone-call', 'call', { headers })
    expect((await rename('phone-call', 'call', { headers })).status).toBe(200)
    expect(await problemOf(await rename('phone-call', 'another', { headers }))).toMatchObject({ status: 422 })
  })

  test('leaves a file that says the old slug nowhere to go but to the new one', async () => {
    await rename('phone-call', 'call')
    for (const headers of [{}, { 'If-Match': '"1"' }, { 'If-None-Match': '*' }] as Record<string, string>[])
      expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call', { body: phoneCall, headers }))).toMatchObject({
        status: 409,
        renamed: 'call',
        detail: expect.stringMatching(/was renamed to "call"\. File this as "call"/),
      })
    for (const path of ['', '/diff', '?revision=1'])
      expect(await problemOf(await room.ask('GET', `/api/articles/phone-call${path}`)), path).toMatchObject({ status: 404, renamed: 'call' })
  })
})

describe('deleting an article', () => {
  const remove = (slug: string, ask: object = {}) => room.ask('DELETE', `/api/articles/${slug}`, { as: 'editor', ...ask })

  test('that never came out leaves nothing', async () => {
    const response = await remove('phone-call', { headers: { 'If-Match': '"1"' } })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(await problemOf(await remove('phone-call'))).toMatchObject({ status: 404 })
  })

  test('that readers had is refused, as is what somebody filed since', async () => {
    await room.ask('PUT', '/api/articles/phone-call?publish=now', { body: phoneCall })
    expect(await problemOf(await remove('phone-call', { headers: { 'If-Match': '"1"' } }))).toMatchObject({ status: 412, expected: 1, current: 2 })
    expect(await problemOf(await remove('phone-call'))).toMatchObject({
      status: 409,
      state: 'published',
      detail: expect.stringContaining('Withdraw it instead'),
    })
    expect(await problemOf(await remove('phone-call', { as: 'reporter' }))).toMatchObject({ status: 403, needs: 'editor' })
  })
})

describe('erasing a revision', () => {
  const erase = (revision: string, ask: object = {}) =>
    room.ask('DELETE', `/api/articles/phone-call/revisions/${revision}`, { body: { reason: 'A court ordered it.' }, ...ask })
  beforeEach(() => room.ask('PUT', '/api/articles/phone-call', { body: { ...phoneCall, headline: 'Corrected' } }))

  test('is answered by nothing, and whoever asks for its text is told why it is gone', async () => {
    expect((await erase('1', { headers: { 'If-Match': '"2"' } })).status).toBe(204)
    const gone = { status: 410, erased: { by: 'admin@desk', reason: 'A court ordered it.' }, detail: expect.stringContaining('A court ordered it.') }
    for (const [method, path, body] of [
      ['GET', '?revision=1'],
      ['GET', '/diff?from=1'],
      ['GET', '/diff?from=2&to=1'],
      ['POST', '/preview', { revision: 1 }],
    ] as const)
      expect(await problemOf(await room.ask(method, `/api/articles/phone-call${path}`, { body })), path).toMatchObject(gone)
  })

  test('is an admin’s, and has a reason', async () => {
    expect(await problemOf(await erase('1', { as: 'editor' }))).toMatchObject({ status: 403, needs: 'admin' })
    for (const reason of [undefined, '', '   ', 'x'.repeat(301), 7])
      expect(await problemOf(await erase('1', { body: { reason } }))).toMatchObject({ status: 422, flaws: [{ pointer: '/reason' }] })
    expect(await problemOf(await erase('1', { body: undefined }))).toMatchObject({ status: 415 })
    expect((await erase('1', { body: { reason: 'x'.repeat(300) } })).status).toBe(204)
  })

  test('that is needed yet, or is none, is refused', async () => {
    expect(await problemOf(await erase('2'))).toMatchObject({ status: 409 })
    for (const revision of ['3', '0', '01', 'one', '1.5', '-1', '1e0', '9999999999'])
      expect(await problemOf(await erase(revision)), revision).toMatchObject({ status: 404 })
    expect(await problemOf(await erase('1', { headers: { 'If-Match': '"1"' } }))).toMatchObject({ status: 412, current: 2 })
  })
})
