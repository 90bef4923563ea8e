import { beforeEach, expect, test } from 'vitest'
import type { Card } from '../../src/copy/shapes/listing.ts'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, frontOf, listingOf, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv())
  kv.put('site', testSite)
})

const SAID = 'A fire of 3 hours'
const cards = (kind?: Card['kind']) => cardsOf(8, () => ({ headline: SAID, standfirst: SAID, ...(kind && { kind, by: ['Edith Coyle'] }) }))

const listed = (name: string, more: object = {}, kind?: Card['kind']) => ({ ...listingOf(name, cards(kind)), ...more })
const explainer = { card: { ...cards()[0], slug: 'guide' }, parts: [{ title: 'What we know', lines: [SAID, SAID] }] }
const correction = { slug: 'story-1', section: 'world', headline: SAID, at: '2026-11-10T12:00:00Z', text: SAID }

test.each([
  ['/', 'en:listing:front', frontOf(cards(), { corrections: [correction], mostRead: cards().slice(0, 3) })],
  ['/world', 'en:listing:section/world', listed('section/world', { mostRead: cards().slice(0, 3) })],
  ['/opinion', 'en:listing:section/opinion', listed('section/opinion', {}, 'opinion')],
  ['/topic/mali', 'en:listing:topic/mali', listed('topic/mali', { introduction: SAID, explainer })],
  ['/author/edith-coyle', 'en:listing:author/edith-coyle', listed('author/edith-coyle', { author: { bio: SAID } })],
  ['/latest', 'en:listing:latest', listed('latest')],
])('no line of %s ends between a number and what it counts', async (path, key, value) => {
  kv.put(key, value)
  const html = await (await site.request(path, {}, env)).text()
  const shown = html.slice(html.indexOf('<main')).replace(/<script.*?<\/script>/gs, '')
  expect(shown.match(/A fire of 3\u00a0hours/g)?.length).toBeGreaterThan(4)
  expect(shown).not.toContain(SAID)
})
