import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv } from '../fakes.ts'
import { listingsEdition } from './listings-edition.ts'

let kv: FakeKv
let env: Env
const html = async (path: string) => (await site.request(path, {}, env)).text()

const [first, second, third] = cardsOf(3, (at) => ({ headline: `Read\u00a0${at - 1}` }))
const VALUE = {
  v: 1,
  name: 'most-read',
  from: '2026-11-23T12:30:00Z',
  until: '2026-11-24T12:30:00Z',
  cards: [first, second, third],
  sections: [{ section: 'asia', cards: [second] }],
  days: [{ day: '2026-11-22', cards: [third] }],
  updatedAt: '2026-11-24T12:30:00Z',
}

beforeEach(() => {
  forget()
  ;({ kv, env } = listingsEdition())
})

describe('the page of what is read most', () => {
  test('says over what time, by section and by day, and how it was counted, from one read', async () => {
    kv.put('en:listing:most-read', VALUE)
    kv.reads = 0
    const page = await html('/most-read')
    expect(kv.reads).toBe(1)
    expect(page.match(/Read\s\d/g)).toEqual(['Read\u00a00', 'Read\u00a01', 'Read\u00a02', 'Read\u00a01', 'Read\u00a02'])
    for (const part of ['datetime="2026-11-23T12:30:00Z"', 'datetime="2026-11-24T12:30:00Z"', 'href="/asia"', 'href="/archive/2026/11/22"', 'without cookies'])
      expect(page).toContain(part)
  })

  test('says so where too little was read', async () => {
    expect(await html('/most-read')).toContain('Not enough has been read')
  })

  test('is led to from the front and from sections, where something is listed', async () => {
    expect(await html('/')).not.toContain('/most-read')
    for (const [path, name] of [
      ['/', 'front'],
      ['/world', 'section/world'],
    ] as const) {
      const value = JSON.parse(kv.values.get(`en:listing:${name}`)?.text ?? 'null')
      kv.put(`en:listing:${name}`, { ...value, mostRead: [third, first] })
      forget()
      const page = await html(path)
      expect(page).toContain('<a href="/most-read">Most read')
      expect(
        page
          .slice(page.indexOf('class="ranking"'))
          .match(/Read\s\d/g)
          ?.slice(0, 2),
      ).toEqual(['Read\u00a02', 'Read\u00a00'])
    }
  })
})
