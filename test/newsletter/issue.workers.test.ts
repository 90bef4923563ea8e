/** Letters of a real ledger: what came out, waits, was held back or withdrawn in the very moment. */
import { describe, expect, test } from 'vitest'
import type { IssueSource } from '../../src/newsletter/calls.ts'
import { composeIssue } from '../../src/newsletter/letters/issue.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from '../press/newsroom.ts'

const digest: IssueSource = { kind: 'digest', list: 'daily' }
const HOUR_MS = 3_600_000

async function compose({ press, kv, time }: Room, source: IssueSource = digest, sent: string[] = []) {
  const env = { EDITION: kv, PRESS: { idFromName: (name: string) => name, get: () => press } } as unknown as Env
  const wasSent = (slugs: readonly string[]) => slugs.some((slug) => sent.includes(slug))
  const composed = await composeIssue(env, source, { now: time.now, since: time.now - 24 * HOUR_MS, wasSent, issuePath: '/newsletters/daily/2026-11-24' })
  return composed.ok ? composed.content.articles : composed.reason
}
const one = (slug: string): IssueSource => ({ kind: 'breaking', list: 'daily', articles: [slug] })
const publish = (room: Room, slug: string, more = {}) => room.press.file({ article: story(slug, more), actor: EDITOR, publish: 'now' })

async function opened(room: Room) {
  await room.press.setSite(SITE, ADMIN)
  await room.settle()
  return room
}

describe('a letter', () => {
  test('is of what was published this second, before KV or any listing tells of it', () =>
    newsroom(async (room) => {
      await opened(room)
      await publish(room, 'now')
      expect(await compose(room, one('now'))).toEqual(['now'])
    }))

  test('is of nothing that is a draft, waits, was held back, or was withdrawn this second', () =>
    newsroom(async (room) => {
      await opened(room)
      await room.press.file({ article: story('draft'), actor: EDITOR })
      await publish(room, 'ahead', { publishedAt: '2026-11-24T13:00:00Z' })
      await publish(room, 'held')
      await publish(room, 'gone')
      await publish(room, 'open')
      await room.settle()
      expect(await compose(room)).toEqual(expect.arrayContaining(['held', 'gone', 'open']))
      await room.press.embargo('held', '2026-11-25T12:00:00Z', EDITOR)
      await room.press.withdraw('gone', EDITOR)
      expect(await compose(room)).toEqual(['open'])
      for (const slug of ['draft', 'ahead', 'held', 'gone']) expect(await compose(room, one(slug)), slug).toBe('unknown-article')
    }))

  test('finds a story under the slug that it had when the letter was drafted', () =>
    newsroom(async (room) => {
      await opened(room)
      await publish(room, 'old')
      await room.press.rename('old', 'new', EDITOR)
      expect(await compose(room, one('old'))).toEqual(['new'])
    }))

  test('of a digest leaves out a story that was sent before and renamed since, however often', () =>
    newsroom(async (room) => {
      await opened(room)
      await publish(room, 'old')
      await publish(room, 'other')
      await room.settle()
      await room.press.rename('old', 'second', EDITOR)
      expect(await compose(room, digest, ['old'])).toEqual(['other'])
      await room.settle()
      await room.press.rename('second', 'third', EDITOR)
      for (const sentAs of ['old', 'second', 'third']) {
        expect(await compose(room, digest, [sentAs]), sentAs).toEqual(['other'])
        await room.settle()
        expect(await compose(room, digest, [sentAs]), sentAs).toEqual(['other'])
      }
      expect(await compose(room)).toEqual(expect.arrayContaining(['third', 'other']))
    }))

  test('of a digest has what comes out at its hour, once, and what was listed late after it', () =>
    newsroom(async (room) => {
      await opened(room)
      await publish(room, 'early', { publishedAt: '2026-11-24T11:00:00Z' })
      await publish(room, 'later', { publishedAt: '2026-11-24T12:30:00Z' })
      await room.settle()
      expect(await compose(room)).toEqual(['early'])
      await room.pass(1801)
      expect(await compose(room, digest, ['early'])).toEqual(['later'])
      expect(await compose(room, digest, ['early', 'later'])).toBe('no-articles')
    }))

  test('has the pins of the front first where its list says so', () =>
    newsroom(async (room) => {
      const { newsletter } = SITE
      if (!newsletter) throw new Error('The test site has newsletters.')
      const lists = newsletter.lists.map((list) => ({ ...list, content: { pinsFirst: true } }))
      await room.press.setSite({ ...SITE, newsletter: { ...newsletter, lists } }, ADMIN)
      for (const [slug, hour] of [
        ['one', '09'],
        ['two', '10'],
        ['three', '11'],
      ])
        await publish(room, slug as string, { publishedAt: `2026-11-24T${hour}:00:00Z` })
      await room.press.setPins(['one'], EDITOR)
      await room.settle()
      expect(await compose(room)).toEqual(['one', 'three', 'two'])
    }))

  test('tells a correction that was made this second', () =>
    newsroom(async (room) => {
      await opened(room)
      await publish(room, 'call')
      await room.press.correct('call', 'It was Tuesday.', EDITOR)
      const env = { EDITION: room.kv, PRESS: { idFromName: (name: string) => name, get: () => room.press } } as unknown as Env
      const composed = await composeIssue(env, { ...one('call'), kind: 'story' }, { now: room.time.now, issuePath: '/newsletters/daily/a' })
      expect(composed.ok && composed.content.text).toContain('It was Tuesday.')
    }))
})
