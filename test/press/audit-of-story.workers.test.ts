import { expect, test } from 'vitest'
import { EDITOR, newsroom, REPORTER, story } from './newsroom.ts'

test('a story’s trail has what was done with it under every slug, newest first, page by page, and nothing of other stories', () =>
  newsroom(async ({ press, sql }) => {
    await press.file({ article: story('other'), actor: EDITOR })
    await press.file({ article: story('mali'), actor: REPORTER })
    await press.publish('mali', EDITOR)
    await press.publish('other', EDITOR)
    await press.rename('mali', 'talks', EDITOR)
    await press.withdraw('talks', EDITOR, { reason: 'Legal.' })
    const first = await press.auditOf('talks', undefined, 2)
    expect(first).toMatchObject({
      ok: true,
      items: [
        { what: 'withdraw', by: 'Edith', detail: 'Legal.' },
        { what: 'rename', detail: 'was "mali"' },
      ],
    })
    const cursor = first.ok ? first.nextCursor : undefined
    expect(await press.auditOf('talks', cursor, 2)).toEqual({
      ok: true,
      items: [
        { id: expect.any(Number), at: '2026-11-24T12:00:00Z', by: 'Edith', what: 'publish', slug: 'mali', revision: 1 },
        { id: expect.any(Number), at: '2026-11-24T12:00:00Z', by: 'Rex', what: 'file', slug: 'mali', revision: 1 },
      ],
    })
    expect(await press.auditOf('mali')).toMatchObject({ ok: false, reason: 'renamed', current: 'talks' })
    const plan = sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM audit WHERE slug = 'a' AND id < 9 ORDER BY id DESC LIMIT 3`).toArray()
    expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH audit USING INDEX audit_slug (slug=? AND id<?)'])
  }))
