import { beforeEach, describe, expect, test } from 'vitest'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

describe('agencies’ copy', () => {
  const item = (version: number, more = {}) => ({
    uri: 'tag:agency,2',
    version: String(version),
    type: 'text',
    headlines: [{ role: 'main', value: 'From an agency' }],
    versionCreated: '2026-11-10T16:05:00Z',
    bodies: [{ role: 'main', contentType: 'text/html', value: '<p>A paragraph of text.</p>' }],
    ...more,
  })
  const killed = { pubStatus: 'canceled', headlines: undefined, bodies: undefined }
  const post = (body: unknown, query = '?section=world', as = 'editor') => room.ask('POST', `/api/ninjs${query}`, { as, body, type: 'application/ninjs+json' })
  const slugOf = async (response: Response) => ((await response.json()) as { slug: string }).slug

  test('is filed under a slug of its own and found again by its uri', async () => {
    const first = await post(item(1))
    expect(first.status).toBe(201)
    expect(await slugOf(first)).toBe('from-an-agency')
    const second = await post(item(2, { headlines: [{ role: 'main', value: 'Another headline' }] }))
    expect(second.status).toBe(200)
    expect(await second.json()).toMatchObject({ slug: 'from-an-agency', revision: 2, headline: 'Another headline' })
  })

  test('with a headline in another script keeps its letters in the address', async () => {
    const response = await post(item(1, { headlines: [{ role: 'main', value: '两国领导人通电话' }] }))
    expect(response.status).toBe(201)
    expect(await slugOf(response)).toBe('两国领导人通电话')
  })

  test('of an older version is refused', async () => {
    await post(item(2))
    for (const version of [1, 2]) expect(await problemOf(await post(item(version)))).toMatchObject({ status: 409, held: 2, got: version })
  })

  test('never takes another article’s slug', async () => {
    const first = await slugOf(await post(item(1)))
    const second = await slugOf(await post(item(1, { uri: 'tag:agency,3' })))
    expect(second).not.toBe(first)
    expect(second.startsWith(first)).toBe(true)
  })

  test('under an embargo is held back, and is exported with it', async () => {
    expect(await (await post(item(1, { embargoedUntil: '2099-01-01T00:00:00Z' }), '?section=world&publish=now')).json()).toMatchObject({
      state: 'scheduled',
      until: '2099-01-01T00:00:00Z',
    })
    const out = await room.ask('GET', '/api/articles/from-an-agency', { headers: { Accept: 'application/ninjs+json' } })
    expect(await out.json()).toMatchObject({
      uri: 'tag:agency,2',
      version: '1',
      embargoedUntil: '2099-01-01T00:00:00Z',
      headlines: [{ value: 'From an agency' }],
    })
  })

  test('that is withheld is filed and not published', async () => {
    expect(await (await post(item(1, { pubStatus: 'withheld' }), '?section=world&publish=now')).json()).toMatchObject({ state: 'draft' })
    expect((await problemOf(await post(item(2, { pubStatus: 'withheld' }), '?section=world', 'reporter'))).status).toBe(403)
  })

  test('that is withheld after it came out is taken down', async () => {
    await post(item(1), '?section=world&publish=now')
    expect(await (await post(item(2, { pubStatus: 'withheld' }))).json()).toMatchObject({ revision: 2, state: 'withdrawn' })
    expect(await (await post(item(3), '?section=world&publish=now')).json()).toMatchObject({ state: 'published' })
  })

  test('that is canceled is withdrawn by an editor, with or without copy in it', async () => {
    await post(item(1), '?section=world&publish=now')
    expect((await problemOf(await post(item(2, killed), '', 'reporter'))).status).toBe(403)
    const gone = await post(item(2, killed), '?publish=now')
    expect(gone.status).toBe(200)
    expect(await gone.json()).toMatchObject({ slug: 'from-an-agency', state: 'withdrawn' })
    expect(await (await room.ask('GET', '/api/articles/from-an-agency', { headers: { Accept: 'application/ninjs+json' } })).json()).toMatchObject({
      pubStatus: 'canceled',
    })
    expect((await problemOf(await post(item(2)))).status).toBe(409)
    expect((await post(item(3), '?section=world&publish=now')).status).toBe(200)
  })

  test.each([{ version: 4 }, { version: 3 }, { version: undefined }, { version: 'final', versionCreated: '2020-01-01T00:00:00Z' }])(
    'that is canceled is withdrawn, whatever version it has: %j',
    async (more) => {
      await post(item(4), '?section=world&publish=now')
      expect(await (await post(item(4, { ...killed, ...more }), '')).json()).toMatchObject({ state: 'withdrawn' })
    },
  )

  test.each(['withheld', 'stat:withheld', 'Withheld '])('that is held with an empty shell (%s) is taken down', async (pubStatus) => {
    await post(item(1), '?section=world&publish=now')
    const shell = { headlines: undefined, bodies: undefined, pubStatus, embargoedUntil: 'until further notice' }
    expect((await problemOf(await post(item(2, shell), '', 'reporter'))).status).toBe(403)
    const held = await post(item(2, shell), '')
    expect(held.status).toBe(200)
    expect(await held.json()).toMatchObject({ state: 'withdrawn' })
  })

  test('that is canceled before it came is kept as withdrawn, so that an older version cannot slip in', async () => {
    expect(await (await post(item(5, { pubStatus: 'canceled' }), '?section=world&publish=now')).json()).toMatchObject({ state: 'withdrawn' })
    expect((await problemOf(await post(item(4), '?section=world&publish=now'))).status).toBe(409)
    expect((await problemOf(await post(item(1, { ...killed, uri: 'tag:agency,9' })))).status).toBe(404)
  })

  test('comes by PUT too, and is taken back by it', async () => {
    const put = (body: unknown) => room.ask('PUT', '/api/articles/by-hand?section=world&publish=now', { body, type: 'application/ninjs+json' })
    expect(await (await put(item(1))).json()).toMatchObject({ slug: 'by-hand', state: 'published' })
    expect(await (await put(item(2, killed))).json()).toMatchObject({ slug: 'by-hand', state: 'withdrawn' })
  })

  test('that the agency stops is withdrawn, whatever precondition or key the request has', async () => {
    const put = (body: unknown, headers: Record<string, string> = {}) =>
      room.ask('PUT', '/api/articles/by-hand?section=world&publish=now', { body, headers, type: 'application/ninjs+json' })
    for (const headers of [{ 'If-Match': '"7"' }, { 'If-Match': 'seven' }, { 'If-None-Match': '*' }, { 'Idempotency-Key': 'not a key' }]) {
      const version = JSON.stringify(headers).length
      await put(item(version, { uri: `tag:agency,${version}` }))
      expect(await (await put(item(version, { ...killed, uri: `tag:agency,${version}` }), headers)).json()).toMatchObject({ state: 'withdrawn' })
      room = await newsroom()
    }
  })

  test('that is no article is refused with a sentence', async () => {
    for (const type of ['event', 'planning', 'audio', 'video']) {
      const said = await problemOf(await post(item(1, { type, bodies: undefined })))
      expect(said.status, type).toBe(422)
      expect(said.detail).toMatch(/^This item /)
    }
  })

  test('that does not say its section is told how', async () => {
    const said = await problemOf(await post(item(1), ''))
    expect(said.status).toBe(422)
    expect(said.flaws?.[0]?.message).toContain('?section=')
  })

  test('as another type is 415, broken is 400', async () => {
    expect((await problemOf(await room.ask('POST', '/api/ninjs', { body: '<nitf/>', type: 'text/xml' }))).status).toBe(415)
    expect((await problemOf(await post('{"uri": '))).status).toBe(400)
    expect((await problemOf(await post(item(1, { version: 7, pubStatus: 'maybe' })))).flaws?.[0]?.pointer).toBe('/pubStatus')
  })
})
