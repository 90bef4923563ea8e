/** Lists on a terminal: aligned, cut to its width, whatever script a headline is in. */
import { setTimeout as sleep } from 'node:timers/promises'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { eachInParallel } from '../../src/cli/in-parallel.ts'
import { atTheDesk, story } from './at-the-desk.ts'

const HEADLINES = [
  'Two leaders speak by phone',
  '马里总统与邻国领导人通电话：会谈持续了两个小时，涉及边境与贸易',
  '日本「語」の見出し',
  'A headline so long that no terminal of eighty columns has room for all of it',
]
const items = HEADLINES.map((headline, at) => ({
  slug: `story-${at}`,
  revision: at + 1,
  state: 'published',
  url: '/x',
  headline,
  at: '2026-11-26T09:00:00Z',
  by: 'Ann',
}))

async function listed(args: string[], columns: number) {
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items })
  let out = ''
  await desk.newsdesk(args, { stdout: { isTTY: true, columns, write: (text) => (out += text) }, env: { DATELINE_TOKEN: 't', NO_COLOR: '1' } })
  return out.split('\n').slice(0, -1)
}

test('a list is aligned, and no line is wider than the terminal', async () => {
  const lines = await listed(['list'], 80)
  expect(lines).toHaveLength(HEADLINES.length + 1)
  expect(lines[0]).toMatch(/^State +UTC +Slug +Rev +Headline +By$/)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  // Names begin in one column, however wide the letters before them.
  const starts = lines.slice(1).map((line) => stringWidth(line.slice(0, line.lastIndexOf('Ann'))))
  expect(new Set(starts).size).toBe(1)
  expect(lines[2]).toContain('…')
  expect(lines[1]).toContain('Two leaders')
})

test('a terminal too narrow for columns gets each article whole, as a pipe does', async () => {
  const lines = await listed(['list'], 40)
  expect(lines).toHaveLength(HEADLINES.length)
  expect(lines[3]).toBe(`published  2026-11-26T09:00:00Z  story-3  r4  ${HEADLINES[3]}  Ann`)
})

test('a cut through an emoji leaves no half of it', async () => {
  const emoji = '👩‍🚒🚒🔥⛴️'.repeat(20)
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items: [{ ...items[0], headline: emoji }] })
  for (let columns = 60; columns < 80; columns++) {
    let out = ''
    await desk.newsdesk(['list'], { stdout: { isTTY: true, columns, write: (text) => (out += text) } })
    expect(out.isWellFormed()).toBe(true)
  }
})

test('a wide terminal cuts nothing', async () => {
  const lines = await listed(['list'], 200)
  for (const [at, headline] of HEADLINES.entries()) expect(lines[at + 1]).toContain(headline)
})

test('a pipe gets plain lines as ever, and --json one object a line', async () => {
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items })
  expect((await desk.newsdesk(['list'])).lines[0]).toBe('published  2026-11-26T09:00:00Z  story-0  r1  Two leaders speak by phone  Ann')
  expect((await desk.newsdesk(['list', '--json'])).json()).toEqual(items)
  const lines = await listed(['list', '--json'], 80)
  expect(lines.map((line) => JSON.parse(line))).toEqual(items)
})

test('a bar shows how far a put has come, and its lines stand above it', async () => {
  const desk = await atTheDesk({ 'w/a.json': story('a'), 'w/b.json': story('b') })
  let err = ''
  const out: string[] = []
  await desk.newsdesk(['put', 'w'], { stdout: { write: (text) => out.push(text) }, stderr: { isTTY: true, columns: 80, write: (text) => (err += text) } })
  expect(err).toContain('0 of 2 filed')
  expect(err.endsWith('2 filed.\n')).toBe(true)
  expect(out.join('')).toMatch(/^w\/[ab]\.json {2}\/world\/[ab] {2}revision 1, draft\n/)
})

test('the first error stops the rest, after what is under way', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const work = eachInParallel([1, 2, 3, 4, 5], 2, async (at) => {
    begun.push(at)
    await sleep(at === 1 ? 5 : 20)
    if (at === 1) throw new Error('refused')
    ended.push(at)
  })
  await expect(work).rejects.toThrow('refused')
  expect({ begun, ended }).toEqual({ begun: [1, 2], ended: [2] })
})
