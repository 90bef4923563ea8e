import { beforeEach, describe, expect, test } from 'vitest'
import { phoneCall, testSite } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
  await room.ask('PUT', '/api/articles/phone-call', { body: phoneCall })
  await room.ask('PUT', '/api/articles/phone-call', { body: { ...phoneCall, headline: 'Of a colleague' } })
})

const ORDERS: [string, string, object | undefined][] = [
  ['PUT', 'publication', {}],
  ['PUT', 'publication', { at: '2099-01-01T00:00:00Z' }],
  ['DELETE', 'publication', { reason: 'Legal.' }],
  ['PUT', 'embargo', { until: '2099-01-01T00:00:00Z' }],
  ['DELETE', 'embargo', undefined],
  ['DELETE', 'schedule', undefined],
  ['DELETE', 'withdrawal', undefined],
  ['POST', 'corrections', { text: 'It was a Tuesday.' }],
  ['POST', 'restore', { revision: 1 }],
  ['POST', 'rename', { slug: 'another-name' }],
]
const give = ([method, what, body]: (typeof ORDERS)[number], headers: Record<string, string>) =>
  room.ask(method, `/api/articles/phone-call/${what}`, { as: 'editor', headers, ...(body && { body }) })
const hold = () => room.ask('PUT', '/api/articles/phone-call/embargo', { body: { until: '2099-01-01T00:00:00Z' } })
const revisions = () => room.press.articles.get('phone-call')?.revisions.length

describe('an order is not carried out on copy that its editor never saw', () => {
  test.each(ORDERS)('%s %s %o', async (...order) => {
    await hold()
    for (const tag of ['"1"', '"1", "7"', '"1-md"'])
      expect(await problemOf(await give(order, { 'If-Match': tag })), tag).toMatchObject({ status: 412, expected: 1, current: 2 })
    for (const headers of [{ 'If-Match': '1' }, { 'If-Match': '"one"' }, { 'If-Match': '"2", two' }, { 'If-None-Match': '"2"' }])
      expect((await problemOf(await give(order, headers as Record<string, string>))).status, JSON.stringify(headers)).toBe(400)
    expect(await problemOf(await give(order, { 'If-None-Match': '*' }))).toMatchObject({ status: 412, current: 2 })
    expect(revisions()).toBe(2)
    expect((await give(order, { 'If-Match': 'W/"2"' })).ok).toBe(true)
  })
})

describe('an order sent again, because its answer was lost', () => {
  test.each(ORDERS)('%s %s %o is carried out once', async (...order) => {
    await hold()
    const headers = { 'Idempotency-Key': 'a-1' }
    const first = await (await give(order, headers)).json()
    const after = revisions()
    expect(await (await give(order, headers)).json()).toEqual(first)
    expect(revisions()).toBe(after)
    const [method, what] = order
    const another = await give(
      [method, what, { text: 'Another.', reason: 'Another.', at: '2098-01-01T00:00:00Z', until: '2098-01-01T00:00:00Z', revision: 2 }],
      headers,
    )
    // Without a body there can be no other.
    if (order[2]) expect((await problemOf(another)).status).toBe(422)
    expect((await give(order, { 'Idempotency-Key': 'a key' })).status).toBe(400)
  })
})

describe('who changes what is not an article is told when a colleague did meanwhile', () => {
  const campaign = { advertiser: 'Tea House', creatives: [{ id: 'one', href: 'https://tea.example/', headline: 'Tea' }] }
  const VALUES: [string, object, object, object][] = [
    ['/api/front', { pins: ['phone-call'] }, { pins: [] }, { pins: ['phone-call'] }],
    ['/api/site', testSite, { ...testSite, name: 'Renamed' }, { ...testSite, name: 'Another' }],
    ['/api/authors/ann', { name: 'Ann' }, { name: 'Ann Lee' }, { name: 'Ann Li' }],
    ['/api/house-style', { rules: [] }, { rules: [{ wrong: 'a', right: 'b' }] }, { rules: [{ wrong: 'a', right: 'c' }] }],
    ['/api/campaigns/tea', campaign, { ...campaign, weight: 2 }, { ...campaign, weight: 3 }],
  ]

  test.each(VALUES)('%s', async (path, first, theirs, mine) => {
    const put = (body: object, headers = {}) => room.ask('PUT', path, { body, headers })
    await put(first)
    const tag = (await room.ask('GET', path)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^"\w+"$/)
    const changed = await put(theirs, { 'If-Match': tag })
    expect(changed.status).toBe(200)
    const current = changed.headers.get('etag') ?? ''
    expect((await room.ask('GET', path)).headers.get('etag')).toBe(current)

    const stale = await put(mine, { 'If-Match': tag })
    expect(stale.headers.get('etag')).toBe(current)
    expect(await problemOf(stale)).toMatchObject({ status: 412, current: current.replaceAll('"', '') })
    expect((await put(theirs, { 'If-Match': tag })).status, 'also where nothing would change').toBe(412)
    expect((await put(mine, { 'If-None-Match': '*' })).status).toBe(412)
    for (const bad of ['tea', '"', `${tag}, tea`]) expect((await put(mine, { 'If-Match': bad })).status, bad).toBe(400)
    expect((await put(mine, { 'If-Match': `"hold", W/${current}` })).status).toBe(200)
    expect((await put(first, { 'If-Match': '*' })).status).toBe(200)
  })

  test('a booking is not ended either that is another by now; a new one takes nobody’s place', async () => {
    const tea = (method: string, headers = {}) => room.ask(method, '/api/campaigns/tea', { headers, ...(method === 'PUT' && { body: campaign }) })
    expect(await problemOf(await tea('PUT', { 'If-Match': '"hold"' }))).toMatchObject({ status: 412, current: null })
    expect((await tea('PUT', { 'If-None-Match': '*' })).status).toBe(201)
    expect((await tea('PUT', { 'If-None-Match': '*' })).status).toBe(412)
    expect((await tea('DELETE', { 'If-Match': '"hold"' })).status).toBe(412)
    expect((await tea('DELETE', { 'If-Match': (await tea('GET')).headers.get('etag') ?? '' })).status).toBe(204)
    expect((await tea('DELETE', { 'If-Match': '*' })).status).toBe(404)
  })
})
