import { beforeEach, describe, expect, test } from 'vitest'
import { testSite } from '../fakes.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
const rules = async () => ((await (await room.ask('GET', '/api/house-style')).json()) as { rules: object[] }).rules
const putCsv = (body: string, headers = {}) => room.ask('PUT', '/api/house-style.csv', { as: 'editor', body, type: 'text/csv', headers })

describe('house style', () => {
  test('comes in as a spreadsheet, and goes out as the same', async () => {
    const csv = 'wrong,right,why,lang,pattern\r\ne-mail,email,"Since 2011, everywhere.",,\r\n(\\d+) per cent,$1 percent,,en,yes\r\n\'--,—,,,\r\n'
    const put = await putCsv(csv)
    expect(await put.json()).toEqual({ rules: 3 })
    expect(await rules()).toEqual([
      { wrong: 'e-mail', right: 'email', why: 'Since 2011, everywhere.' },
      { wrong: '(\\d+) per cent', right: '$1 percent', lang: 'en', pattern: true },
      { wrong: '--', right: '—' },
    ])
    const got = await room.ask('GET', '/api/house-style.csv', { as: 'reporter' })
    expect(await got.text()).toBe(csv)
    expect(got.headers.get('etag')).toBe(put.headers.get('etag'))
  })

  test('names its columns in any order, and only those that it needs', async () => {
    expect((await putCsv('\ufeffRight , note,WRONG\nemail,x,e-mail\n\n"web\nsite",,"web page"')).status).toBe(200)
    expect(await rules()).toEqual([
      { wrong: 'e-mail', right: 'email' },
      { wrong: 'web page', right: 'web\nsite' },
    ])
  })

  test.each([
    ['words,right\na,b', '/line/1', 'must name the columns'],
    ['wrong,right\na,b\n,c', '/line/3/wrong', 'Line 3: Enter the words'],
    ['wrong,right\n"a,b\nc,d', '/line/2', 'The quote (") that opens on line 2'],
    ['wrong,right\na,a', '/line/2/right', 'both right and wrong'],
    ['wrong,right\na,b\n\na,c', '/line/4/wrong', 'There’s a rule for “a” already'],
    ['wrong,right,pattern\n(a,b,yes', '/line/2/wrong', 'isn’t a pattern we can use: A group opens'],
    ['wrong,right,lang\na,b,no language', '/line/2/lang', 'BCP 47'],
    [`wrong,right\n${'a'.repeat(201)},b`, '/line/2/wrong', 'up to 200 characters'],
    [`wrong,right,pattern\n${Array.from({ length: 51 }, (_, at) => `a${at},b,yes`).join('\n')}`, '/line/52/pattern', 'up to 50 patterns'],
  ])('is refused as a whole where a line is wrong: %j', async (csv, pointer, message) => {
    await putCsv('wrong,right\nkept,here')
    const problem = await problemOf(await putCsv(csv))
    expect(problem).toMatchObject({ status: 422, flaws: [{ pointer, message: expect.stringContaining(message) }] })
    expect(await rules()).toEqual([{ wrong: 'kept', right: 'here' }])
  })

  test('is not overwritten where a colleague changed it meanwhile', async () => {
    const tag = (await room.ask('GET', '/api/house-style')).headers.get('etag') ?? ''
    expect((await putCsv('wrong,right\na,b', { 'If-Match': tag })).status).toBe(200)
    expect(await problemOf(await putCsv('wrong,right\na,c', { 'If-Match': tag }))).toMatchObject({ status: 412 })
  })

  test('learns one rule, or another for the same words', async () => {
    const add = (body: object) => room.ask('POST', '/api/house-style/rules', { as: 'editor', body })
    expect((await add({ wrong: 'Kiev', right: 'Kiew' })).status).toBe(201)
    const again = await add({ wrong: 'Kiev', right: 'Kyiv', why: 'As its people do.' })
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual({ rule: { wrong: 'Kiev', right: 'Kyiv', why: 'As its people do.' }, rules: 1, replaced: true })
    expect(await problemOf(await add({ wrong: '(', right: 'x', pattern: true }))).toMatchObject({ status: 422, flaws: [{ pointer: '/wrong' }] })
  })

  test('has room for a dictionary', async () => {
    const many = Array.from({ length: 13_000 }, (_, at) => ({ wrong: `wrong ${at}`, right: `right ${at}` }))
    expect((await room.ask('PUT', '/api/house-style', { as: 'editor', body: { rules: many } })).status).toBe(200)
    expect((await room.ask('PUT', '/api/site', { body: { ...testSite, houseStyle: many } })).status).toBe(200)
    expect(await rules()).toHaveLength(13_000)
  })

  test('is a part of the site for who sets that, and refused with its place', async () => {
    const put = await room.ask('PUT', '/api/site', {
      body: {
        ...testSite,
        houseStyle: [
          { wrong: 'a', right: 'b' },
          { wrong: '', right: 'b' },
        ],
      },
    })
    expect(await problemOf(put)).toMatchObject({ status: 422, flaws: [{ pointer: '/houseStyle/1/wrong' }] })
  })
})
