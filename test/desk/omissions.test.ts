/** Whatever copy loses on its way in, whoever filed it is told, in every format. */
import { beforeEach, describe, expect, test } from 'vitest'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})

type Filed = { notes?: string[]; revision: number }
const base = { v: 1, section: 'world', headline: 'The tide', publishedAt: '2026-11-10T16:05:00Z' }
const lossy =
  'A <a href="../sport/match">match</a>, <a href="rel.html">this</a>, <iframe src="https://v.example/x"></iframe><script>x()</script><span hidden>secret</span><h2>Head</h2>'
const item = (value: string, more = {}) => ({
  uri: 'urn:tide',
  type: 'text',
  version: '1',
  versionCreated: base.publishedAt,
  language: 'en',
  headlines: [{ role: 'main', value: 'The tide' }],
  bodies: [{ role: 'main', contentType: 'text/html', value }],
  ...more,
})
const put = async (body: unknown, type = 'application/json', query = '') =>
  (await room.ask('PUT', `/api/articles/tide${query}`, { body, type })).json() as Promise<Filed>
const post = async (body: unknown, query = '?section=world') =>
  (await room.ask('POST', `/api/ninjs${query}`, { body, type: 'application/ninjs+json' })).json() as Promise<Filed>
const articleOf = (slug: string) => room.press.read(slug).then((found) => (found.ok ? found.article : undefined))

describe('what was left out', () => {
  test('of an article as JSON is named with its place, and filed or rehearsed it is the same', async () => {
    const body = [
      { type: 'paragraph', text: 'Whole.' },
      { type: 'paragraph', text: lossy },
      { type: 'list', items: ['a', { text: 'b', list: { items: ['<img src="/p.jpg">'] } }] },
      { type: 'table', rows: [['<a href="javascript:x()">c</a>']] },
      { type: 'html', html: '<p>d<video src="/v.mp4"></video></p>' },
    ]
    const notes = [
      expect.stringMatching(/^\/body\/1: The link to “rel.html” was removed/),
      '/body/1: An <iframe> (https://v.example/x) was left out. You can use an embed block instead.',
      '/body/1: A script was left out.',
      '/body/1: Hidden text was left out: “secret”.',
      '/body/1: <h2> isn’t allowed here and was left out. Its text was kept.',
      expect.stringMatching(/^\/body\/2: A picture \(\/p.jpg\) was left out/),
      expect.stringMatching(/^\/body\/3: The link to “javascript:x\(\)” was removed/),
      expect.stringMatching(/^\/body\/4: A <video> \(\/v.mp4\) was left out/),
    ]
    expect((await put({ ...base, body }, 'application/json', '?validate=only')).notes?.toSorted()).toEqual(expect.arrayContaining(notes))
    const filed = await put({ ...base, body })
    expect(filed.notes).toHaveLength(notes.length)
    expect(filed.notes).toEqual(expect.arrayContaining(notes))
    expect((await articleOf('tide'))?.body[1]).toMatchObject({ text: expect.stringContaining('<a href="/sport/match">match</a>') })
    expect(await put({ ...base, body: [{ type: 'paragraph', text: 'Whole <em>and</em> clean.' }] })).not.toHaveProperty('notes')
  })

  test('of an agency’s names, captions, films and undated corrections is named, and such a correction is kept', async () => {
    const more = {
      by: '<del>Jan Doe</del> Jane Doe',
      subjects: [{ name: '<s>Floods</s> Tides' }],
      descriptions: [{ role: 'correction', value: 'An earlier version named the wrong quay.' }],
      associations: [
        {
          name: 'main',
          type: 'picture',
          descriptions: [{ role: 'caption', value: '<del>North</del> South quay' }],
          renditions: [{ href: 'https://e.example/a.jpg', width: 100, height: 100, contentType: 'image/jpeg' }],
        },
        { name: 'film', type: 'video' },
      ],
    }
    const filed = (await post(item('<p>Low.</p>', more))) as Filed & { slug: string }
    expect(filed.notes?.toSorted()).toEqual([
      '/associations/0/descriptions/0/value: Struck-out text was left out: “North”.',
      '/associations/1: The video “film” isn’t shown. You can use an embed block instead.',
      '/by: Struck-out text was left out: “Jan Doe”.',
      expect.stringMatching(/^\/descriptions\/0\/value: This correction was left out because/),
      '/subjects/0/name: Struck-out text was left out: “Floods”.',
    ])
    expect(await articleOf(filed.slug)).toMatchObject({ ninjs: { descriptions: more.descriptions }, byline: [{ name: 'Jane Doe' }] })
  })

  test('of Markdown is named too', async () => {
    const { notes } = await put(
      `---\nheadline: The tide\nsection: world\n---\nOne [this](rel.html) <span hidden>secret</span>\n\n<iframe src="http://v.example/x"></iframe>\n`,
      'text/markdown',
    )
    expect(notes).toEqual(
      expect.arrayContaining([expect.stringContaining('rel.html'), 'Hidden text was left out: “secret”.', expect.stringContaining('http://v.example/x')]),
    )
  })

  test('of an agency’s item is named with its body', async () => {
    const { notes } = await post(item(`<p>x ${lossy}</p><img src="data:image/png;base64,AAAA" alt="A map">`))
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/bodies\/0\/value: The link to “..\/sport\/match” was removed/),
        '/bodies/0/value: A script was left out.',
        expect.stringContaining('A map'),
      ]),
    )
  })

  test('in a thousand places is told in a score of notes', async () => {
    const body = Array.from({ length: 1000 }, () => ({ type: 'paragraph', text: '<script>x()</script>y' }))
    const { notes = [] } = await put({ ...base, body })
    expect(notes).toHaveLength(21)
    expect(notes.at(-1)).toBe('And 980 more.')
  })
})

describe('small inputs that failed', () => {
  test('struck numbers do not come back as fact', async () => {
    await post(item('<p>The toll is <del>13</del><ins>15</ins>, <strike>not 20</strike> as first said.</p>'))
    expect((await articleOf('the-tide'))?.body).toEqual([{ type: 'paragraph', text: 'The toll is <s>13</s>15, <s>not 20</s> as first said.' }])
  })

  test('subjects in every script, and C beside C++ and C#, are topics of their own', async () => {
    const names = ['C', 'C++', 'C#', 'c', 'الاقتصاد', '经济']
    await post(item('<p>x</p>', { subjects: names.map((name) => ({ name })) }))
    const topics = (await articleOf('the-tide'))?.topics ?? []
    expect(topics.map(({ name }) => name)).toEqual(['C', 'C++', 'C#', 'الاقتصاد', '经济'])
    expect(topics.slice(0, 3).map(({ slug }) => slug)).toEqual(['c', 'c-plus-plus', 'c-sharp'])
    expect(new Set(topics.map(({ slug }) => slug)).size).toBe(5)
  })

  test('subjects beyond those an article takes are named', async () => {
    const { notes } = await post(item('<p>x</p>', { subjects: Array.from({ length: 21 }, (_, at) => ({ name: `Subject ${at}` })) }))
    expect(notes).toEqual([expect.stringContaining('“Subject 20” wasn’t added as a topic')])
  })

  test('two topics of one address are named', async () => {
    const topics = [
      { slug: 'c', name: 'C' },
      { slug: 'c', name: 'C++' },
    ]
    expect((await put({ ...base, body: [], topics })).notes).toEqual([expect.stringMatching(/^\/topics\/1\/slug: .*the same slug, "c"/)])
  })

  test('two updates of one id are refused by name', async () => {
    const updates = ['u1', 'u1'].map((id) => ({ id, at: base.publishedAt, body: [{ type: 'paragraph', text: 'x' }] }))
    const said = await problemOf(await room.ask('PUT', '/api/articles/tide', { body: { ...base, kind: 'live', body: [], updates } }))
    expect(said).toMatchObject({ status: 422, flaws: [{ pointer: '/updates/1/id', message: expect.stringContaining('Choose a different one') }] })
  })

  test('half a surrogate pair in a headline makes no page fail', async () => {
    const text = JSON.stringify({ ...base, headline: 'HALF tide', body: [], extra: 'HALF' }).replaceAll('HALF', String.raw`\ud800`)
    expect((await room.ask('PUT', '/api/articles/tide?publish=now', { body: text })).status).toBe(201)
    expect(await articleOf('tide')).toMatchObject({ headline: '\ufffd tide', extra: '\ufffd' })
    room.kv.put('en:article:by-hand', text.replace('"v":1', '"v":1,"slug":"by-hand"'))
    const page = await room.ask('GET', '/world/by-hand', { as: '' })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<h1>\ufffd tide</h1>')
  })

  test.each([
    ['PUT', '/api/articles/tide', { ...base, headline: '\u200b\u2060', body: [] }, '/headline'],
    ['POST', '/api/articles/tide/corrections', { text: '\u200b' }, '/text'],
    ['DELETE', '/api/articles/tide/publication', { reason: '\u3164' }, '/reason'],
    ['POST', '/api/tokens', { name: '\u2800', role: 'editor' }, '/name'],
  ])('%s %s of nothing that shows is refused', async (method, path, body, pointer) => {
    expect(await problemOf(await room.ask(method, path, { body }))).toMatchObject({ status: 422, flaws: [{ pointer }] })
  })
})
