import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'

const OLD = 'https://old.example/?p=12'
type Change = { id?: string; feedId?: string; state?: string; undated?: boolean; incomplete?: boolean; history?: unknown[] }

const moveIn = async ({ press }: Room, article: Article, change: Change = {}) => {
  const [result] = await press.importLines([JSON.stringify({ type: 'story', id: OLD, state: 'published', article, ...change })], ADMIN)
  if (!result) throw new Error('No result.')
  return result
}

describe('a story of another system', () => {
  test('moved in twice is one story, under whatever slug the newsroom gave it', () =>
    newsroom(async (room) => {
      expect(await moveIn(room, story('ferry'))).toEqual({ line: 1, ok: true, slug: 'ferry', result: 'created' })
      expect(await moveIn(room, story('ferry'))).toEqual({ line: 1, ok: true, slug: 'ferry', result: 'unchanged' })
      await room.press.rename('ferry', 'fares', EDITOR)
      expect(await moveIn(room, story('ferry'))).toMatchObject({ slug: 'fares', result: 'unchanged' })
      expect(await moveIn(room, story('ferry', { headline: 'Fares fall' }))).toMatchObject({ ok: true, slug: 'fares', result: 'updated' })
      await room.settle()
      expect((await room.press.list({ limit: 10 })).items.map(({ slug }) => slug)).toEqual(['fares'])
    }))

  test('that changed in the old system is updated, unless an editor changed it here', () =>
    newsroom(async (room) => {
      await moveIn(room, story('ferry'))
      expect(await moveIn(room, story('ferry', { headline: 'Fares fall' }))).toMatchObject({ ok: true, result: 'updated' })
      await room.press.file({ article: story('ferry', { headline: 'An editor’s headline' }), actor: EDITOR })
      expect(await moveIn(room, story('ferry', { headline: 'Fares fall' }))).toMatchObject({ ok: true, result: 'unchanged' })
      const kept = await moveIn(room, story('ferry', { headline: 'Fares rise' }))
      expect(kept).toMatchObject({ ok: false, result: 'kept', message: expect.stringContaining('Nothing was overwritten') })
      expect(await room.press.read('ferry')).toMatchObject({ article: { headline: 'An editor’s headline' } })
    }))

  test('that is an agency’s item is updated by its agency, and not put back by the old export', () =>
    newsroom(async (room) => {
      await moveIn(room, story('ferry'), { id: 'urn:agency:7' })
      const agency = { uri: 'urn:agency:7', version: 3 }
      expect(await room.press.file({ article: story('ferry', { headline: 'The agency’s third' }), actor: EDITOR, agency })).toMatchObject({ ok: true })
      expect(await moveIn(room, story('ferry'), { id: 'urn:agency:7' })).toMatchObject({ ok: true, result: 'unchanged' })
      expect(await moveIn(room, story('ferry', { headline: 'Old' }), { id: 'urn:agency:7' })).toMatchObject({ ok: false, result: 'kept' })
      expect(await room.press.read('ferry')).toMatchObject({ article: { headline: 'The agency’s third' } })
    }))

  test('is called by feeds what they called it on the site it comes from, and for ever', () =>
    newsroom(async (room) => {
      const feedId = 'tag:news.example,2026-11-09:/world/ferry'
      await moveIn(room, story('ferry'), { feedId })
      await moveIn(room, story('later', { publishedAt: '2026-12-24T00:00:00Z' }), { id: `${OLD}5`, feedId: 'urn:dateline:en:later' })
      await moveIn(room, story('ferry', { headline: 'Fares fall' }), { feedId: 'tag:news.example,2026-11-09:/world/other' })
      await room.settle()
      expect(room.kv.values.get('en:article:ferry')?.metadata).toMatchObject({ id: feedId })
      expect(await moveIn(room, story('bridge'), { id: `${OLD}6`, feedId: 'https://old.example/?p=6' })).toMatchObject({ ok: false })
      const lines = (await everyLine(room.press)).map((line) => JSON.parse(line) as { type: string; slug: string; feed_id?: string })
      expect(lines.find(({ type, slug }) => type === 'article' && slug === 'later')).toMatchObject({ feed_id: 'urn:dateline:en:later' })
    }))

  test('is known again after an export went to another site', async () => {
    const lines = await newsroom(async (room) => {
      await moveIn(room, story('ferry'))
      return await everyLine(room.press)
    })
    await newsroom(async (room) => {
      await room.press.importLines(lines, ADMIN)
      expect(await moveIn(room, story('ferry'))).toMatchObject({ ok: true, result: 'unchanged' })
      expect(await moveIn(room, story('ferry', { headline: 'Later' }))).toMatchObject({ ok: true, result: 'updated' })
    })
  })

  test('is never put over another story that has its slug', () =>
    newsroom(async (room) => {
      await room.press.file({ article: story('ferry', { headline: 'Ours' }), actor: EDITOR })
      expect(await moveIn(room, story('ferry'))).toMatchObject({ ok: true, slug: 'ferry-2', notes: [expect.stringContaining('another article')] })
      expect(await room.press.read('ferry')).toMatchObject({ article: { headline: 'Ours' } })
    }))

  test('is asked for its slug before links to it are written, and nothing is filed by that', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('ferry'), actor: EDITOR })
      const lines = ['ferry', 'bridge'].map((slug) => JSON.stringify({ type: 'story-slug', id: `${OLD}${slug}`, slug }))
      expect((await press.importLines(lines, ADMIN)).map(({ slug }) => slug)).toEqual(['ferry-2', 'bridge'])
      expect((await press.importLines(lines, ADMIN)).map(({ known }) => known)).toEqual([false, false])
      expect((await press.list({ limit: 10 })).items.map(({ slug }) => slug)).toEqual(['ferry'])
      expect((await press.audit()).items.filter(({ what }) => what === 'import')).toEqual([])
    }))

  test('that was a draft there is seen by no reader here, and one of the future waits', () =>
    newsroom(async (room) => {
      await moveIn(room, story('plan'), { state: 'draft', undated: true })
      await moveIn(room, story('ahead', { publishedAt: '2026-12-24T00:00:00Z' }), { id: `${OLD}3` })
      await room.settle()
      expect(room.kv.json('en:article:plan')).toBeNull()
      expect(room.kv.json('en:article:ahead')).toBeNull()
      expect((await room.press.list({ limit: 10 })).items.map(({ slug, state }) => [slug, state])).toEqual([
        ['ahead', 'scheduled'],
        ['plan', 'draft'],
      ])
      room.time.now += 1000
      expect(await moveIn(room, story('plan', { publishedAt: '2026-11-25T00:00:00Z' }), { state: 'draft', undated: true })).toMatchObject({
        result: 'unchanged',
      })
    }))

  test('whose pictures cannot be had this time does not lose those it has', () =>
    newsroom(async (room) => {
      const picture = { src: '/pictures/a', alt: 'A ferry', width: 3, height: 2 }
      await moveIn(room, story('ferry', { picture }))
      expect(await moveIn(room, story('ferry'), { incomplete: true })).toMatchObject({
        ok: false,
        result: 'kept',
        message: expect.stringContaining('stays as it was'),
      })
      expect(await room.press.read('ferry')).toMatchObject({ article: { picture } })
      expect(await moveIn(room, story('bridge'), { id: `${OLD}4`, incomplete: true })).toMatchObject({ ok: true, result: 'created' })
    }))

  test('that was withdrawn here is not brought back by its next import', () =>
    newsroom(async (room) => {
      await moveIn(room, story('ferry'))
      await room.press.withdraw('ferry', EDITOR)
      expect(await moveIn(room, story('ferry', { headline: 'Back' }))).toMatchObject({
        ok: false,
        result: 'kept',
        message: expect.stringContaining('withdrawn'),
      })
      await room.settle()
      expect(room.kv.json('en:article:ferry')).toMatchObject({ withdrawn: expect.anything() })
    }))

  test('that was taken off the schedule here is not published by its next import; a draft that came out there is', () =>
    newsroom(async (room) => {
      const ahead = (headline: string) => story('ahead', { headline, publishedAt: '2026-12-24T00:00:00Z' })
      await moveIn(room, ahead('Soon'))
      expect(await room.press.unschedule('ahead', EDITOR)).toMatchObject({ ok: true })
      expect(await moveIn(room, ahead('Sooner'))).toMatchObject({ ok: false, result: 'kept', message: expect.stringContaining('taken off the schedule') })
      await moveIn(room, story('plan'), { id: `${OLD}5`, state: 'draft' })
      expect(await moveIn(room, story('plan', { headline: 'It came out' }), { id: `${OLD}5` })).toMatchObject({ ok: true, result: 'updated' })
      expect((await room.press.list({ limit: 10 })).items.map(({ slug, state }) => [slug, state])).toEqual([
        ['plan', 'published'],
        ['ahead', 'draft'],
      ])
    }))

  test('brings its older versions, each by who filed it', () =>
    newsroom(async (room) => {
      const history = [{ at: '2019-01-01T08:00:00Z', by: 'Old Hand', article: story('ferry', { headline: 'First thoughts' }) }]
      await moveIn(room, story('ferry'), { history })
      expect(await room.press.revisions('ferry')).toMatchObject({
        revisions: [
          { revision: 2, live: true, by: 'Ada' },
          { revision: 1, live: false, by: 'Old Hand', at: '2019-01-01T08:00:00Z', headline: 'First thoughts' },
        ],
      })
    }))

  test('that no page could show is refused with its place, and changes nothing', () =>
    newsroom(async (room) => {
      expect(await moveIn(room, { ...story('ferry'), headline: '' })).toMatchObject({ ok: false, slug: 'ferry', message: expect.stringContaining('/headline') })
      expect((await room.press.list({ limit: 10 })).items).toEqual([])
    }))
})
