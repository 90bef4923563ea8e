import { describe, expect, test } from 'vitest'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'
import { traces } from './traces.ts'

let requests = 0
const draft = (press: Room['press'], slug = 'draft', more = {}) =>
  press.file({ article: story(slug, { headline: 'Zanzibar', ...more }), actor: REPORTER, idempotency: { key: `request-${requests++}`, bodyHash: 'h' } })

describe('a draft is deleted', () => {
  test('with its revisions, previews, former names and what it is looked for by; its words are nowhere, nor in an export', () =>
    newsroom(async (room) => {
      const { press } = room
      await draft(press, 'working-title')
      await draft(press, 'working-title', { standfirst: 'Zanzibar, again.' })
      await press.rename('working-title', 'draft', EDITOR)
      const { id } = await press.savePreview(story('draft', { headline: 'Zanzibar' }))
      await press.setPins(['draft'], EDITOR)
      expect(await press.deleteArticle('draft', EDITOR)).toEqual({ ok: true })
      expect(await press.read('draft')).toMatchObject({ reason: 'unknown-article' })
      expect(await press.readPreview(id)).toBeNull()
      expect(await press.pins()).toEqual([])
      expect((await press.list({ q: 'zanzibar' })).items).toEqual([])
      expect((await everyLine(press)).join('\n')).not.toMatch(/Zanzibar|"draft"|working-title/)
      expect(traces(room, 'Zanzibar')).toEqual([])
      expect((await press.audit(undefined, 1)).items).toMatchObject([{ what: 'delete', by: 'Edith', slug: 'draft', revision: 2 }])
      for (const slug of ['draft', 'working-title']) expect(await draft(press, slug)).toMatchObject({ ok: true, created: true, entry: { revision: 1 } })
    }))

  test('and the agency’s item that it came from may come again, in whatever version; that an item was stopped is not forgotten', () =>
    newsroom(async ({ press }) => {
      const item = (uri: string, version: number) => press.file({ article: story('wire'), actor: EDITOR, publish: 'no', agency: { uri, version } })
      await item('urn:a', 5)
      await press.deleteArticle('wire', EDITOR)
      expect(await item('urn:a', 4)).toMatchObject({ ok: true, created: true })
      expect(await item('urn:a', 5)).toMatchObject({ ok: true, entry: { revision: 1 } })
      await press.stop({ actor: EDITOR, agency: { uri: 'urn:a', version: 6 }, order: 'kill' })
      await press.deleteArticle('wire', EDITOR)
      expect(await press.file({ article: story('wire'), actor: EDITOR, publish: 'now', agency: { uri: 'urn:a', version: 6 } })).toMatchObject({
        entry: { state: 'draft' },
        notes: [expect.stringContaining('stopped')],
      })
    }))

  test('once, however often the order comes under one key', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      const idempotency = { key: 'k', bodyHash: 'h' }
      expect(await press.deleteArticle('draft', EDITOR, { idempotency })).toEqual({ ok: true })
      await draft(press)
      expect(await press.deleteArticle('draft', EDITOR, { idempotency })).toEqual({ ok: true })
      expect(await press.read('draft')).toMatchObject({ ok: true })
    }))

  test('and an older backup brings it back as the draft that it was', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      const lines = await everyLine(press)
      await press.deleteArticle('draft', EDITOR)
      await press.importLines(lines, ADMIN)
      expect(await press.read('draft')).toMatchObject({ ok: true, entry: { state: 'draft' } })
    }))
})

describe('a backup that has a draft which was deleted since', () => {
  test.each([1, 2])('adds none of its %i revisions to the story that has its slug now, and does not take that down', (count) =>
    newsroom(async ({ press, kv, pass }) => {
      for (let n = 1; n <= count; n++) await draft(press, 'budget', { standfirst: `Version ${n}` })
      const lines = await everyLine(press)
      await pass(5)
      await press.deleteArticle('budget', EDITOR)
      await pass(5)
      await press.file({ article: story('budget'), actor: EDITOR, publish: 'now' })
      await pass(5)
      const refused = (await press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)
      expect(refused.map(({ message }) => message)).toEqual(Array(count + 1).fill(expect.stringContaining('was deleted here after this line was written')))
      await pass(5)
      expect(kv.json('en:article:budget')).toMatchObject({ headline: 'Story budget' })
      expect(await press.revisions('budget')).toMatchObject({ revisions: [{ revision: 1, live: true }] })
    }),
  )
})

describe('nothing is deleted', () => {
  test('that readers ever had, also where an older backup says that they had not', () =>
    newsroom(async ({ press, pass }) => {
      await press.file({ article: story('out'), actor: EDITOR })
      const lines = await everyLine(press)
      await press.publish('out', EDITOR)
      await pass(5)
      expect((await press.importLines(lines, ADMIN)).filter(({ ok }) => !ok)).toEqual([])
      expect(await press.deleteArticle('out', EDITOR)).toMatchObject({ reason: 'wrong-state', message: expect.stringContaining('Readers have seen') })
    }))

  test('that readers ever had', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('out'), actor: EDITOR, publish: 'now' })
      expect(await press.deleteArticle('out', EDITOR)).toMatchObject({
        reason: 'wrong-state',
        state: 'published',
        message: expect.stringContaining('Withdraw it instead'),
      })
      await press.embargo('out', '2026-12-01T00:00:00Z', EDITOR)
      expect(await press.deleteArticle('out', ADMIN)).toMatchObject({ reason: 'wrong-state', state: 'scheduled' })
      await press.withdraw('out', EDITOR)
      expect(await press.deleteArticle('out', ADMIN)).toMatchObject({ reason: 'wrong-state', state: 'withdrawn', message: expect.stringContaining('erase') })
    }))

  test('that is scheduled, until it is taken off the schedule', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('soon', { publishedAt: '2026-12-01T00:00:00Z' }), actor: EDITOR, publish: 'now' })
      expect(await press.deleteArticle('soon', EDITOR)).toMatchObject({
        reason: 'wrong-state',
        message: expect.stringContaining('Unschedule it first'),
      })
      await press.unschedule('soon', EDITOR)
      expect(await press.deleteArticle('soon', EDITOR)).toEqual({ ok: true })
    }))

  test('by a reporter, or over a revision that nobody has seen', () =>
    newsroom(async ({ press }) => {
      await draft(press)
      expect(await press.deleteArticle('draft', REPORTER)).toMatchObject({ reason: 'not-allowed', needs: 'editor' })
      expect(await press.deleteArticle('draft', EDITOR, { expect: 2 })).toMatchObject({ reason: 'stale-revision', got: 1 })
      expect(await press.deleteArticle('none', EDITOR)).toMatchObject({ reason: 'unknown-article' })
    }))
})
