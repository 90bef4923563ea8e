import { beforeEach, describe, expect, test } from 'vitest'
import { testSite } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const UPDATES = '/api/articles/cup-final/updates'
const add = (body: unknown, as = 'editor', headers = {}) => room.ask('POST', UPDATES, { as, body, headers })

describe('an update', () => {
  test('comes as blocks or as Markdown, through the gate of all copy', async () => {
    const response = await add({ headline: 'One <nil>', markdown: 'A **goal**.\n\n<script>x</script>', key: true })
    expect(response.status).toBe(201)
    const answer = (await response.json()) as { update: { id: string; etag: string } }
    expect(answer).toMatchObject({ revision: 3, stale: ['/sport/cup-final'], update: { id: 'update-1' } })
    expect(response.headers.get('etag')).toBe(answer.update.etag)
    expect(room.press.event.updates).toMatchObject([{ headline: 'One <nil>', body: [{ type: 'paragraph', text: 'A <strong>goal</strong>.' }], key: true }])
    await add({ body: [{ type: 'paragraph', text: 'A <b onclick="x">goal</b>.' }] })
    expect(room.press.event.updates[1]).toMatchObject({ body: [{ text: 'A <b>goal</b>.' }] })
  })

  test('may bring an id of its sender’s', async () => {
    expect((await add({ id: 'goal-1', headline: 'One nil' })).status).toBe(201)
    expect(room.press.done).toMatchObject([['add', { id: 'goal-1' }, {}]])
    expect(await problemOf(await add({ id: 'Goal 1', headline: 'One nil' }))).toMatchObject({ status: 422, flaws: [{ pointer: '/id' }] })
  })

  test('whose correction is spelt wrong isn’t mended in silence', async () => {
    await add({ id: 'goal-1', headline: 'One nil' })
    const body = { headline: 'Nil nil', corection: 'An earlier version had a goal.' }
    expect(await problemOf(await room.ask('PATCH', `${UPDATES}/goal-1`, { as: 'editor', body }))).toMatchObject({
      status: 422,
      flaws: [{ pointer: '/corection' }],
    })
    expect(await problemOf(await add({ headline: 'Two nil', pin: true }))).toMatchObject({ status: 422, flaws: [{ pointer: '/pin' }] })
    expect(room.press.done).toHaveLength(1)
  })

  test.each([
    ['as Markdown', (to: string) => ({ markdown: `See [this](${to}).` })],
    ['as blocks', (to: string) => ({ body: [{ type: 'paragraph', text: `See <a href="${to}">this</a>.` }] })],
  ])('%s leads from the page of its article, wherever it’s read', async (_, bodyWith) => {
    for (const to of ['./other', '../world/elsewhere']) await add(bodyWith(to))
    const texts = room.press.event.updates.map(({ body }) => (body[0] as { text?: string } | undefined)?.text)
    expect(texts).toEqual(['See <a href="/sport/other">this</a>.', 'See <a href="/world/elsewhere">this</a>.'])
    await room.ask('PATCH', `${UPDATES}/update-1`, { as: 'editor', body: bodyWith('./third') })
    expect(room.press.done.at(-1)).toMatchObject(['change', { body: [{ text: 'See <a href="/sport/third">this</a>.' }] }])
  })

  test('of a reporter is answered 202: it waits', async () => {
    const response = await add({ headline: 'One nil' }, 'reporter')
    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ slug: 'cup-final', waiting: true, update: { id: 'update-1' } })
  })

  test.each([
    ['nothing at all', {}, '/body'],
    ['both forms of text', { body: [], markdown: 'x' }, '/markdown'],
    ['a block of no kind', { body: [{ type: 'marquee' }] }, '/body/0/type'],
    ['a time to come', { headline: 'x', at: '2999-01-01T00:00:00Z' }, '/at'],
    ['Markdown that no block can hold', { markdown: `${'> '.repeat(30)}x` }, '/markdown'],
  ])('with %s is 422 and says where', async (_, body, pointer) => {
    const said = await problemOf(await add(body))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer }] })
  })

  test('is changed, corrected and taken back under its own tag', async () => {
    const { update } = (await (await add({ headline: 'One nil' })).json()) as { update: { id: string; etag: string } }
    const path = `${UPDATES}/${update.id}`
    const stale = await room.ask('PATCH', path, { as: 'editor', body: { key: true }, headers: { 'If-Match': '"other"' } })
    expect(await problemOf(stale)).toMatchObject({ status: 412, current: update.etag.slice(1, -1) })
    const corrected = { headline: null, markdown: 'Two nil.', correction: 'The score was wrong.' }
    expect((await room.ask('PATCH', path, { as: 'editor', body: corrected, headers: { 'If-Match': update.etag } })).status).toBe(200)
    expect((await room.ask('DELETE', `${path}?reason=Wrong`, { as: 'editor' })).status).toBe(200)
    expect((await room.ask('POST', `${path}/approval`, { as: 'editor' })).status).toBe(200)
    expect(room.press.done.slice(1)).toMatchObject([
      ['change', { headline: null, body: [{ text: 'Two nil.' }], correction: 'The score was wrong.' }],
      ['remove', 'Wrong'],
      ['approve'],
    ])
    expect((await room.ask('PATCH', `${UPDATES}/nothing`, { as: 'editor', body: { key: true } })).status).toBe(404)
  })

  test('carries its key to the press, which does it once', async () => {
    await add({ headline: 'x' }, 'editor', { 'Idempotency-Key': 'a-key' })
    expect(room.press.done).toMatchObject([['add', {}, { idempotency: { key: 'a-key' } }]])
    expect((await add({ headline: 'x' }, 'editor', { 'Idempotency-Key': 'a key' })).status).toBe(400)
  })
})

test('who asks what was told is answered 304 until something is', async () => {
  await add({ headline: 'One nil' })
  const first = await room.ask('GET', UPDATES, { as: 'reporter' })
  expect(await first.json()).toMatchObject({ isLive: true, items: [{ headline: 'One nil', by: 'editor@desk' }], waiting: [] })
  const again = () => room.ask('GET', UPDATES, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
  expect((await again()).status).toBe(304)
  await add({ headline: 'One all' })
  expect((await again()).status).toBe(200)
})

test('an event is ended, and goes on', async () => {
  expect((await room.ask('PUT', '/api/articles/cup-final/end', { as: 'editor', body: { at: '2026-11-25T07:00:00Z' } })).status).toBe(200)
  expect((await room.ask('PUT', '/api/articles/cup-final/end', { as: 'editor', body: { at: '2999-11-25T07:00:00Z' } })).status).toBe(422)
  expect((await room.ask('DELETE', '/api/articles/cup-final/end', { as: 'editor' })).status).toBe(200)
  expect(room.press.done).toEqual([['end', '2026-11-25T07:00:00Z'], ['resume']])
})

describe('the breaking banner', () => {
  const banner = { text: 'The bridge is closed', url: '/world/bridge' }
  const set = (body: unknown, headers = {}) => room.ask('PUT', '/api/breaking', { as: 'editor', body, headers })

  test('is set, read and ended by an editor', async () => {
    expect((await room.ask('GET', '/api/breaking')).status).toBe(404)
    expect((await set(banner)).status).toBe(409)
    await room.ask('PUT', '/api/site', { body: testSite })
    const response = await set(banner)
    expect(await response.json()).toMatchObject({ ...banner, stale: ['/'] })
    expect(await (await room.ask('GET', '/api/breaking')).json()).toEqual(banner)
    expect((await set({ text: 'Other' }, { 'If-None-Match': '*' })).status).toBe(412)
    expect((await set({ text: 'Other' }, { 'If-Match': response.headers.get('etag') ?? '' })).status).toBe(200)
    expect((await room.ask('DELETE', '/api/breaking', { as: 'editor' })).status).toBe(204)
    expect((await room.ask('GET', '/api/breaking')).status).toBe(404)
  })

  test.each([
    [{ text: '' }, '/text'],
    [{ text: 'x', url: 'javascript:x' }, '/url'],
    [{ text: 'x', until: '2020-01-01T00:00:00Z' }, '/until'],
  ])('says what is wrong with %j', async (body, pointer) => {
    expect(await problemOf(await set(body))).toMatchObject({ status: 422, flaws: [{ pointer }] })
  })
})
