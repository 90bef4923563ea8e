import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const file = (body: unknown = phoneCall, query = '', more: { as?: string; type?: string; headers?: Record<string, string> } = {}) =>
  room.ask('PUT', `/api/articles/phone-call${query}`, { body, ...more })

describe('from draft to withdrawn', () => {
  beforeEach(() => file())

  test('publication, now and later, and withdrawal', async () => {
    expect(await (await room.ask('PUT', '/api/articles/phone-call/publication', { as: 'editor' })).json()).toMatchObject({
      state: 'published',
      stale: ['/world/phone-call', '/'],
    })
    expect(await (await room.ask('DELETE', '/api/articles/phone-call/publication', { as: 'editor', body: { reason: 'Legal.' } })).json()).toMatchObject({
      state: 'withdrawn',
    })
    expect(room.press.trail).toMatchObject([{ what: 'withdraw', detail: 'Legal.' }])
    expect(await (await room.ask('PUT', '/api/articles/phone-call/publication', { body: { at: '2027-01-01T08:00:00+08:00' } })).json()).toMatchObject({
      state: 'scheduled',
      until: '2027-01-01T00:00:00Z',
    })
  })

  test('withdrawal takes its reason from the query too', async () => {
    await room.ask('PUT', '/api/articles/phone-call/publication')
    expect((await room.ask('DELETE', '/api/articles/phone-call/publication?reason=Legal.')).status).toBe(200)
    expect(room.press.trail).toMatchObject([{ detail: 'Legal.' }])
  })

  test('what is not out cannot be withdrawn later: 409 says why', async () => {
    const said = await problemOf(await room.ask('DELETE', '/api/articles/phone-call/publication?at=2099-01-01T00:00:00Z'))
    expect(said).toMatchObject({ status: 409, state: 'draft' })
    expect(said.detail).toContain('Publish it first')
  })

  test.each([
    ['PUT', '/publication', { att: '2099-01-01T00:00:00Z' }, '/att'],
    ['DELETE', '/publication', { at: '2099-01-01T00:00:00Z', reasons: 'Legal.' }, '/reasons'],
    ['DELETE', '/publication?until=2099-01-01T00:00:00Z', undefined, '/until'],
    ['POST', '/preview', { untill: '2099-01-01T00:00:00Z' }, '/untill'],
    ['POST', '/approvals', { revison: 1 }, '/revison'],
    ['PUT', '/end', { At: '2023-10-10T16:05:00Z' }, '/At'],
  ])('%s %s with a field that is spelt wrong does nothing: what should wait isn’t done now', async (method, path, body, pointer) => {
    await room.ask('PUT', '/api/articles/phone-call/publication')
    const before = await (await room.ask('GET', '/api/articles/phone-call/revisions')).text()
    const said = await problemOf(await room.ask(method, `/api/articles/phone-call${path}`, { as: 'editor', ...(body && { body }) }))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer, message: expect.stringContaining('There is no such field here') }] })
    expect(room.press.trail).toEqual([])
    expect(await (await room.ask('GET', '/api/articles/phone-call/revisions')).text()).toBe(before)
  })

  test('publication of a stale revision is refused', async () => {
    await file()
    expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { headers: { 'If-Match': '"1"' } }))).toMatchObject({
      status: 412,
      expected: 1,
      current: 2,
    })
    expect((await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { headers: { 'If-None-Match': '*' } }))).status).toBe(412)
  })

  test('an embargo, and its lifting', async () => {
    expect(await (await room.ask('PUT', '/api/articles/phone-call/embargo', { body: { until: '2027-01-01T00:00:00Z' } })).json()).toMatchObject({
      state: 'scheduled',
      until: '2027-01-01T00:00:00Z',
    })
    expect(await (await room.ask('DELETE', '/api/articles/phone-call/embargo')).json()).toMatchObject({ state: 'draft' })
    expect((await problemOf(await room.ask('DELETE', '/api/articles/phone-call/embargo'))).status).toBe(409)
    expect(await problemOf(await room.ask('PUT', '/api/articles/phone-call/embargo', { body: {} }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/until' }],
    })
  })

  test('a correction is appended', async () => {
    const response = await room.ask('POST', '/api/articles/phone-call/corrections', { as: 'editor', body: { text: 'The day was a Tuesday.' } })
    expect(response.status).toBe(201)
    expect(await (await room.ask('GET', '/api/articles/phone-call')).json()).toMatchObject({ corrections: [{}, { text: 'The day was a Tuesday.' }] })
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/corrections', { body: { text: ' ' } }))).status).toBe(422)
  })

  test('an older revision is restored as a new one', async () => {
    await file({ ...phoneCall, headline: 'Worse' })
    expect(await (await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 1 } })).json()).toMatchObject({
      revision: 3,
      headline: phoneCall.headline,
    })
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 9 } }))).status).toBe(404)
    expect((await problemOf(await room.ask('POST', '/api/articles/phone-call/restore', { body: { revision: 'one' } }))).status).toBe(422)
  })

  test('a form in place of JSON is 415, broken JSON 400', async () => {
    expect(
      (await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { body: 'at=now', type: 'application/x-www-form-urlencoded' }))).status,
    ).toBe(415)
    expect((await problemOf(await room.ask('PUT', '/api/articles/phone-call/publication', { body: '{' }))).status).toBe(400)
  })
})
