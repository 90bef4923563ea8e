import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, SITE, story } from './newsroom.ts'

describe('reading the ledger back', () => {
  test('a list goes on where it stopped, by state, by section, and by words of headline or address', () =>
    newsroom(async ({ press, time }) => {
      for (let n = 0; n < 7; n++) {
        await press.file({
          article: story(`story-${n}`, { section: n % 2 ? 'asia' : 'world', headline: `Talks in Bamako, day ${n}` }),
          actor: EDITOR,
          publish: n === 6 ? 'no' : 'now',
        })
        time.now += 1000
      }
      const first = await press.list({ limit: 3 })
      expect(first.items.map(({ slug }) => slug)).toEqual(['story-6', 'story-5', 'story-4'])
      const second = await press.list({ limit: 4, ...(first.nextCursor && { cursor: first.nextCursor }) })
      expect(second).toMatchObject({ items: [{ slug: 'story-3' }, {}, {}, { slug: 'story-0' }] })
      expect(second.nextCursor).toBeUndefined()
      expect((await press.list({ state: 'draft' })).items).toMatchObject([{ slug: 'story-6', state: 'draft', by: 'Edith' }])
      expect((await press.list({ section: 'asia' })).items.length).toBe(3)
      const slugs = async (q: string) => (await press.list({ q })).items.map(({ slug }) => slug)
      expect((await slugs('bamako talks')).length).toBe(7)
      expect(await slugs('story-5')).toEqual(['story-5'])
      expect(await slugs('y 5')).toEqual(['story-5'])
      for (const q of ['bamako\0', 'talks\0bamako', '\0bam', 'b\0']) expect(await slugs(q), q).toHaveLength(7)
      for (const q of ['"', '%', 'NOT', 'a"b OR c', 'x'.repeat(500), "'; DROP TABLE articles"])
        expect(await slugs(q), q).toEqual(q === '"' || q === '%' ? expect.any(Array) : [])
      expect((await press.list({ cursor: 'nonsense' })).items.length).toBe(7)
    }))

  test('every change is in the audit trail, newest first, with who made it', () =>
    newsroom(async ({ press }) => {
      await press.file({ article: story('one'), actor: REPORTER })
      await press.publish('one', EDITOR)
      await press.correct('one', 'Wrong day.', EDITOR)
      await press.withdraw('one', EDITOR, { reason: 'Court order' })
      const { items, nextCursor } = await press.audit(undefined, 3)
      expect(items).toMatchObject([
        { by: 'Edith', what: 'withdraw', slug: 'one', detail: 'Court order' },
        { what: 'correct', revision: 2 },
        { what: 'publish', revision: 1 },
      ])
      expect((await press.audit(nextCursor)).items).toMatchObject([{ by: 'Rex', what: 'file' }])
    }))

  test('an old revision is filed again, and keeps the corrections that readers were given', () =>
    newsroom(async ({ press, kv, settle }) => {
      await press.file({ article: story('one'), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('one', { headline: 'Second' }), actor: EDITOR })
      await press.correct('one', 'Wrong day.', EDITOR)
      expect(await press.restore('one', 1, EDITOR)).toMatchObject({ entry: { revision: 4, live: 4 } })
      expect(await press.restore('one', 9, EDITOR)).toMatchObject({ reason: 'unknown-revision', newest: 4 })
      await settle()
      expect(kv.json('en:article:one')).toMatchObject({ headline: 'Story one', corrections: [{ text: 'Wrong day.' }] })
    }))

  test('a copy of more than two megabytes is kept and comes back whole', () =>
    newsroom(async ({ press, kv }) => {
      const body = Array.from({ length: 200 }, () => ({ type: 'paragraph', text: '𐐷é'.repeat(6000) })) as never
      await press.file({ article: story('long', { body }), actor: EDITOR, publish: 'now' })
      expect((await press.read('long')).ok && (await press.read('long'))).toMatchObject({ article: { body } })
      expect(kv.json('en:article:long').body).toEqual(body)
    }))
})

describe('what is kept for a while', () => {
  test('a preview is shown for a day to who has its address', () =>
    newsroom(async ({ press, time }) => {
      const { id, until } = await press.savePreview(story('secret'))
      expect(until).toBe('2026-11-25T12:00:00Z')
      expect(await press.readPreview(id)).toMatchObject({ slug: 'secret' })
      expect(await press.readPreview('guess')).toBeNull()
      time.now += 86_400_000
      expect(await press.readPreview(id)).toBeNull()
    }))

  test('a token opens until it expires or is revoked, and nothing but its hash is kept', () =>
    newsroom(async ({ press, time }) => {
      const { id } = await press.addToken({ name: 'Edith', role: 'editor', hash: 'aa', expiresAt: '2026-11-24T13:00:00Z' }, ADMIN)
      await press.addToken({ name: 'Rex', role: 'reporter', hash: 'bb' }, ADMIN)
      expect(await press.tokenHolder('aa')).toEqual({ name: 'Edith', role: 'editor', expiresAt: '2026-11-24T13:00:00Z' })
      expect(await press.tokenHolder('cc')).toBeNull()
      expect((await press.tokens()).find((token) => token.id === id)).toMatchObject({ name: 'Edith', lastUsedAt: '2026-11-24T12:00:00Z' })
      expect(JSON.stringify(await press.tokens())).not.toContain('"aa"')
      time.now += 3_600_000
      expect(await press.tokenHolder('aa')).toBeNull()
      const rex = (await press.tokens()).find(({ name }) => name === 'Rex')
      expect(await press.revokeToken(rex?.id ?? '', ADMIN)).toBe(true)
      expect(await press.tokenHolder('bb')).toBeNull()
      expect(await press.revokeToken('nobody', ADMIN)).toBe(false)
    }))

  test('a booking leaves the edition when it ends', () =>
    newsroom(async ({ press, kv, pass }) => {
      const creatives = [{ id: 'a', href: '/x', headline: 'Y' }]
      await press.setCampaign({ id: 'short', advertiser: 'A', kind: 'house', weight: 1, creatives, until: '2026-11-24T13:00:00Z' }, EDITOR)
      await press.setCampaign({ id: 'long', advertiser: 'B', kind: 'house', weight: 1, creatives }, EDITOR)
      await pass(60)
      expect(kv.json('campaigns').map(({ id }: { id: string }) => id)).toEqual(['long', 'short'])
      await pass(3600)
      expect(kv.json('campaigns').map(({ id }: { id: string }) => id)).toEqual(['long'])
      expect((await press.campaigns()).length).toBe(2)
      expect(await press.removeCampaign('long', EDITOR)).toBe(true)
    }))

  test('a caller whose role the API forgot to check gets no further', () =>
    newsroom(async ({ press }) => {
      await expect(press.setSite(SITE, EDITOR)).rejects.toThrow('needs admin')
      await expect(press.setPins([], REPORTER)).rejects.toThrow('needs editor')
      await expect(press.importLines([], EDITOR)).rejects.toThrow('needs admin')
    }))
})

describe('readers’ questions', () => {
  test('a day is a day of the newsroom’s own zone', () =>
    newsroom(async ({ press, settle }) => {
      await press.setSite(SITE, ADMIN) // Singapore, eight hours ahead.
      await press.file({ article: story('late', { publishedAt: '2026-11-23T15:59:59Z' }), actor: EDITOR, publish: 'now' })
      await press.file({ article: story('early', { publishedAt: '2026-11-23T16:00:00Z' }), actor: EDITOR, publish: 'now' })
      await settle()
      expect(await press.archiveDay('2026-11-23', 1)).toMatchObject({ total: 1, cards: [{ slug: 'late' }] })
      expect(await press.archiveDay('2026-11-24', 1)).toMatchObject({ total: 1, cards: [{ slug: 'early' }] })
      expect(await press.archiveDay('2026-11-25', 1)).toMatchObject({ total: 0, cards: [] })
    }))

  test('pages two and on, months and what is new come from the ledger, of published copy alone', () =>
    newsroom(async ({ press, settle }) => {
      for (let n = 0; n < 45; n++) {
        const publishedAt = `2026-${n < 20 ? '10' : '11'}-01T00:00:${String(n).padStart(2, '0')}Z`
        await press.file({
          article: story(`s-${n}`, {
            publishedAt,
            topics: [{ slug: 'mali', name: 'Mali' }],
            ...(n === 44 && { seo: { noindex: true } }),
            ...(n === 43 && { canonical: 'https://agency.example/s-43' }),
            ...(n === 42 && { canonical: '/world/s-42' }),
          }),
          actor: EDITOR,
          publish: n === 0 ? 'no' : 'now',
        })
      }
      await settle()
      expect(await press.listingPage('topic/mali', 3)).toMatchObject({ total: 44, title: 'Mali', cards: [{ slug: 's-4' }, {}, {}, { slug: 's-1' }] })
      expect(await press.listingPage('topic/mali', 4)).toBeNull()
      expect(await press.listingPage('topic/nothing', 1)).toBeNull()
      expect(await press.archiveMonths()).toMatchObject({
        months: [
          { month: '2026-11', count: 25, lastModified: '2026-11-24T12:00:00Z' },
          { month: '2026-10', count: 19 },
        ],
      })
      expect((await press.sitemapMonth('2026-10')).entries.length).toBe(19)
      const { entries: newest } = await press.publishedSince('2026-11-01T00:00:40Z', 3)
      expect(newest.map(({ path, noindex = false }) => ({ path, noindex }))).toEqual([
        { path: '/world/s-44', noindex: true },
        { path: '/world/s-43', noindex: true },
        { path: '/world/s-42', noindex: false },
      ])
      expect(await press.popularTopics(3)).toEqual([{ slug: 'mali', name: 'Mali', count: 44 }])
    }))
})
