import { beforeEach, expect, test } from 'vitest'
import { phoneCall } from '../fakes.ts'
import { PICTURE } from './fake-pictures.ts'
import { newsroom } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom()
})
type Checks = { findings: { level: string; code: string; where: string }[]; changes?: { suggestion?: string } }
const check = async (body: unknown, type?: string) => {
  const response = await room.ask('POST', '/api/articles/phone-call/checks', { as: 'reporter', body, ...(type && { type }) })
  return { status: response.status, ...((await response.json()) as Checks) }
}
const paragraph = (text: string) => ({ ...phoneCall, body: [{ type: 'paragraph', text }] })

test('copy is checked by house style and for links of our own, and nothing is saved', async () => {
  room.press.rules = [{ wrong: 'e-mail', right: 'email' }]
  const { status, findings } = await check(
    paragraph('An e-mail on <a href="/world/gone">fares</a> and <a href="/world/here">ships</a>, <a href="/world/phone-call">this</a>.'),
  )
  expect(status).toBe(200)
  expect(findings.map(({ level, code, where }) => `${level} ${code} ${where}`)).toEqual(
    expect.arrayContaining(['advise house-style /body/0/text', 'advise dead-link /body/0/text']),
  )
  expect(findings.filter(({ code }) => code === 'dead-link')).toHaveLength(1)
  expect(room.press.articles.size).toBe(0)
})

test('copy with flaws is answered, each flaw where it is', async () => {
  expect(await check({ ...phoneCall, headline: 7 })).toMatchObject({ status: 200, findings: [{ level: 'block', code: 'flaw', where: '/headline' }] })
  expect((await check('{"v": 1', 'application/json')).status).toBe(400)
})

test('what would change for readers is told, and whether it looks like a correction', async () => {
  await room.ask('PUT', '/api/articles/phone-call?publish=now', { as: 'editor', body: paragraph('It carries 120 people.') })
  const { findings, changes } = await check(paragraph('It carries 210 people.'))
  expect(changes?.suggestion).toBe('correction')
  expect(findings.at(-1)).toMatchObject({ level: 'ask', suggests: 'correction' })
  expect((await check('---\nsection: world\nheadline: A call\n---\n\nText.', 'text/markdown')).changes).toBeDefined()
})

test('a picture that is unlicensed, or whose licence has ended, blocks', async () => {
  const withPicture = { ...paragraph('Text.'), picture: { src: PICTURE.src, alt: 'A ferry', width: 1600, height: 1067 } }
  Object.assign(room.press, { pictureRights: async () => ({ [PICTURE.src]: { licensed: true, until: '2020-01-01T00:00:00Z' } }) })
  expect((await check(withPicture)).findings).toContainEqual(expect.objectContaining({ level: 'block', code: 'picture-expired', where: '/picture' }))
  Object.assign(room.press, { pictureRights: async () => ({ [PICTURE.src]: { licensed: false } }) })
  expect((await check(withPicture)).findings).toContainEqual(expect.objectContaining({ level: 'block', code: 'picture-unlicensed', where: '/picture' }))
})
