import { describe, expect, test } from 'vitest'
import { atTheDesk, story } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

describe('changing what readers see', () => {
  test('publish and withdraw go on past what is refused, and end with 1', async () => {
    const desk = await atTheDesk({ 'a.json': story('a'), 'b.json': story('b') })
    await desk.newsdesk(['put', 'a.json', 'b.json'])
    const { code, out, err } = await desk.newsdesk(['publish', 'a', 'missing', 'b'])
    expect(code).toBe(1)
    expect(out).toBe('/world/a  revision 1, published, dated 2026-11-10T16:05:00Z\n/world/b  revision 1, published, dated 2026-11-10T16:05:00Z\n')
    expect(err).toBe('missing: There is no article "missing".\n')
    const gone = await desk.newsdesk(['withdraw', 'a', '--reason', 'Filed by mistake', '--quiet'])
    expect(gone).toMatchObject({ code: 0, out: '', err: '' })
    expect(desk.api.calls('DELETE', /a\/publication/)[0]?.query).toEqual({ reason: 'Filed by mistake' })
  })

  test('an embargo, a correction and a restored revision are asked for in the API’s words', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => Response.json({ slug: 'a', revision: 4, state: 'scheduled', url: '/world/a', changed: true, stale: ['/', '/world'] })
    await desk.newsdesk(['schedule', 'a', '--at', '2026-12-01T08:00:00+08:00'])
    await desk.newsdesk(['schedule', 'a', '--lift'])
    const { err } = await desk.newsdesk(['correct', 'a', 'It was Tuesday.'])
    await desk.newsdesk(['restore', 'a', '3'])
    expect(desk.api.sent.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PUT', '/api/articles/a/embargo', '{"until":"2026-12-01T08:00:00+08:00"}'],
      ['DELETE', '/api/articles/a/embargo', ''],
      ['POST', '/api/articles/a/corrections', '{"text":"It was Tuesday."}'],
      ['POST', '/api/articles/a/restore', '{"revision":3}'],
    ])
    expect(err).toContain('made stale: /world')
  })

  test('an article that its own date holds back for longer says so, and nobody suspects the time zone', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => Response.json({ slug: 'a', revision: 4, state: 'scheduled', url: '/world/a', until: '2026-12-01T08:00:00Z', stale: [] })
    expect((await desk.newsdesk(['schedule', 'a', '--at', '2026-12-01T08:00:00+08:00'])).out).toBe(
      '/world/a  revision 4, scheduled for 2026-12-01T08:00:00Z; its own date is later than --at\n',
    )
    expect((await desk.newsdesk(['schedule', 'a', '--at', '2026-12-01T16:00:00+08:00'])).out).toBe('/world/a  revision 4, scheduled for 2026-12-01T08:00:00Z\n')
  })

  test('a scheduled update says that what readers see stays, and list shows what waits', async () => {
    const desk = await atTheDesk()
    const entry = { slug: 'a', revision: 5, state: 'published', live: 4, ready: 5, until: '2026-12-01T00:00:00Z', url: '/world/a', at: '2026-11-26T09:00:00Z' }
    desk.api.before = ({ path }) => Response.json(path === '/api/articles' ? { items: [{ ...entry, headline: 'H', by: 'Ann' }] } : entry)
    expect((await desk.newsdesk(['schedule', 'a', '--at', '2026-12-01T08:00:00+08:00'])).out).toBe(
      '/world/a  revision 4 stays live; revision 5 is scheduled for 2026-12-01T00:00:00Z\n',
    )
    expect((await desk.newsdesk(['publish', 'a', '--at', '2026-12-01T08:00:00+08:00'])).out).toBe(
      '/world/a  revision 4, published; revision 5 is scheduled for 2026-12-01T00:00:00Z\n',
    )
    expect((await desk.newsdesk(['list'])).out).toBe(
      'published  2026-11-26T09:00:00Z  a  r5  H  (readers see r4; revision 5 is scheduled for 2026-12-01T00:00:00Z)  Ann\n',
    )
  })

  test('a withdrawal that was ordered for later is called off, and is said where the story only waits', async () => {
    const desk = await atTheDesk()
    desk.api.before = () => Response.json({ slug: 'a', url: '/world/a', revision: 2, live: 2, state: 'published' })
    expect((await desk.newsdesk(['withdraw', 'a', '--lift'])).out).toBe('/world/a  withdrawal cancelled: revision 2, published\n')
    expect(desk.api.sent.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /api/articles/a/withdrawal'])
    expect((await desk.newsdesk(['withdraw', 'a', '--lift', '--at', '2026-12-01T08:00:00Z'])).code).toBe(2)
    const plan = { state: 'scheduled', ready: 2, until: '2026-12-01T00:00:00Z', withdrawAt: '2026-12-02T00:00:00Z' }
    desk.api.before = () => Response.json({ slug: 'a', url: '/world/a', revision: 2, ...plan })
    expect((await desk.newsdesk(['publish', 'a'])).out).toContain('scheduled for 2026-12-01T00:00:00Z; to be withdrawn at 2026-12-02T00:00:00Z')
  })

  test('the embargo taken off and the schedule left say what became of the story', async () => {
    const desk = await atTheDesk()
    const now = (entry: object) => {
      desk.api.before = () => Response.json({ slug: 'a', url: '/world/a', ...entry })
    }
    now({ revision: 2, state: 'draft' })
    expect((await desk.newsdesk(['schedule', 'a', '--lift'])).out).toBe('/world/a  embargo lifted: revision 2, draft\n')
    now({ revision: 2, state: 'published', live: 2 })
    expect((await desk.newsdesk(['schedule', 'a', '--lift'])).out).toBe('/world/a  embargo lifted: revision 2, published\n')
    now({ revision: 3, state: 'published', live: 2 })
    expect((await desk.newsdesk(['unschedule', 'a', 'b'])).out).toBe(
      '/world/a  unscheduled: revision 2, published; revision 3 is waiting to be published\n'.repeat(2),
    )
    expect(desk.api.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /api/articles/a/embargo',
      'DELETE /api/articles/a/embargo',
      'DELETE /api/articles/a/schedule',
      'DELETE /api/articles/b/schedule',
    ])
    expect((await desk.newsdesk(['schedule', '--help'])).out.replaceAll(/\s+/g, ' ')).toContain('what was only scheduled becomes a draft again')
  })

  test('publish asks for a date where one is given, and tells the date that is not today’s', async () => {
    const desk = await atTheDesk()
    const publishedAt = (at: string) => {
      desk.api.before = () => Response.json({ slug: 'a', revision: 1, live: 1, state: 'published', url: '/world/a', publishedAt: at })
    }
    publishedAt('2026-11-26T09:59:58Z')
    expect((await desk.newsdesk(['publish', 'a'])).out).toBe('/world/a  revision 1, published\n')
    expect((await desk.newsdesk(['publish', 'a', '--at', 'now'])).out).toBe('/world/a  revision 1, published\n')
    publishedAt('2026-11-23T09:00:00Z')
    expect((await desk.newsdesk(['publish', 'a', '--at', '2026-11-23T17:00:00+08:00'])).out).toBe(
      '/world/a  revision 1, published, dated 2026-11-23T09:00:00Z\n',
    )
    expect(desk.api.sent.map(({ body }) => body)).toEqual(['', '{"at":"2026-11-26T10:00:00Z"}', '{"at":"2026-11-23T17:00:00+08:00"}'])
    expect((await desk.newsdesk(['publish', 'a', '--at', 'Thursday'])).code).toBe(2)
  })

  test.each([
    ['publish', 'a'],
    ['withdraw', 'a'],
    ['correct', 'a', 'It was Tuesday.'],
    ['restore', 'a', '1'],
    ['schedule', 'a', '--at', '2026-12-01T08:00:00Z'],
    ['schedule', 'a', '--lift'],
    ['unschedule', 'a'],
  ])('%s --if-match changes nothing where a newer revision was filed: %j', async (...args) => {
    const desk = await atTheDesk({ 'a.json': story('a') })
    await desk.newsdesk(['put', 'a.json', '--publish'])
    desk.api.colleague('Bo', 'a', { headline: 'Newer' })
    const { code, err } = await desk.newsdesk([...args, '--if-match', '1'])
    expect(code).toBe(1)
    expect(err).toContain('a: nothing was changed. Revision 1 is not the newest: that is revision 2, filed by Bo at 2026-11-26T')
    expect(err).toContain('newsdesk diff a --from 1')
    expect((await desk.newsdesk([...args, '--if-match', '2'])).code).toBe(0)
    expect(desk.api.sent.at(-1)?.headers.get('If-Match')).toBe('"2"')
  })

  test('one revision cannot be meant of two articles', async () => {
    const desk = await atTheDesk()
    expect(await desk.newsdesk(['publish', 'a', 'b', '--if-match', '1'])).toMatchObject({
      code: 2,
      err: 'newsdesk: --if-match names a revision of one article.\n',
    })
  })

  test('what was left out or mended on the way in is a remark', async () => {
    const desk = await atTheDesk({ 'a.json': story('a') })
    const answer = { slug: 'a', revision: 1, state: 'draft', url: '/world/a', notes: ['A link to "//x" led nowhere.'] }
    desk.api.before = ({ method }) => (method === 'GET' ? undefined : Response.json(answer))
    expect((await desk.newsdesk(['put', 'a.json'])).err).toBe('a.json: A link to "//x" led nowhere.\n1 filed.\n')
    expect((await desk.newsdesk(['put', 'a.json', '--dry-run'])).err).toContain('a.json: A link to "//x" led nowhere.')
    expect((await desk.newsdesk(['restore', 'a', '1'])).err).toBe('a: A link to "//x" led nowhere.\n')
    expect((await desk.newsdesk(['put', 'a.json', '--json'])).json()).toMatchObject([{ notes: ['A link to "//x" led nowhere.'] }])
  })

  test('pins come from words or a file; an article nobody knows is named', async () => {
    const desk = await atTheDesk({ 'front.json': { pins: ['a', 'b'] } })
    desk.api.before = ({ method, body }) => {
      if (method === 'HEAD') return undefined
      if (method === 'GET') return Response.json({ pins: [] })
      const { pins } = JSON.parse(body) as { pins: string[] }
      return Response.json({ pins: pins.filter((slug) => slug !== 'b'), unknown: pins.filter((slug) => slug === 'b'), stale: ['/'] })
    }
    expect(await desk.newsdesk(['front', 'c', 'a'])).toMatchObject({ code: 0, out: 'pinned: c, a\n' })
    expect(await desk.newsdesk(['front', 'front.json'])).toMatchObject({ code: 1, err: 'b: there is no such article; it is not pinned.\n' })
    expect(await desk.newsdesk(['front', '--clear'])).toMatchObject({ code: 0, out: 'pinned: nothing\n' })
  })

  test('a flaw in site.json is named with its line', async () => {
    const desk = await atTheDesk({ 'site.json': '{\n  "name": "The Line",\n  "timeZone": "Mars"\n}' })
    desk.api.before = () => problem(422, 'One thing.', [{ pointer: '/timeZone', message: 'A time zone is an IANA name.' }])
    expect(await desk.newsdesk(['site', 'site.json'])).toMatchObject({ code: 1, err: 'site.json:3: /timeZone: A time zone is an IANA name.\n' })
  })

  test('adopt goes on until all is done, and reports what is malformed', async () => {
    const desk = await atTheDesk()
    const steps = [
      { seen: 1000, adopted: ['by-hand'], malformed: [], done: false },
      { seen: 12, adopted: [], malformed: [{ key: 'en:article:bad', message: 'This isn’t valid JSON.' }], done: true },
    ]
    desk.api.before = () => Response.json(steps.shift())
    const { code, out, err } = await desk.newsdesk(['adopt'])
    expect({ code, out }).toEqual({ code: 1, out: 'adopted  by-hand\n' })
    expect(err).toContain('en:article:bad: This isn’t valid JSON.')
    expect(err).toContain('1,012 keys looked at, 1 adopted, 1 malformed.')
  })
})
