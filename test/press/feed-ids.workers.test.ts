import { expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'
import { out, withStories } from './renamed-stories.ts'

const idOf = ({ kv }: Room, slug: string) => (kv.values.get(`en:article:${slug}`)?.metadata as { id?: string } | null)?.id
const ID = 'tag:news.example,2026-11-24:/world/old'

test('a story is called by its first address in feeds, whatever slug, section or host it gets, and after it was gone', () =>
  withStories(async (room) => {
    const { press, settle, pass } = room
    expect(idOf(room, 'old')).toBe(ID)
    await press.rename('old', 'new', EDITOR)
    await pass(86_400)
    await press.setSite({ ...SITE, url: 'https://elsewhere.example' }, ADMIN)
    await press.file({ article: story('new', { section: 'asia' }), actor: EDITOR, publish: 'now' })
    await settle()
    expect(idOf(room, 'new')).toBe(ID)
    await press.withdraw('new', EDITOR)
    await pass(5)
    await press.publish('new', EDITOR)
    await pass(5)
    expect(idOf(room, 'new')).toBe(ID)
    await out(press, 'old-again')
    await settle()
    expect(idOf(room, 'old-again')).toBe('tag:elsewhere.example,2026-11-25:/world/old-again')
  }))

test('a story that gets the slug and section of one that left them is another in feeds', () =>
  withStories(async (room) => {
    const { press, settle, pass } = room
    await press.file({ article: story('old', { section: 'asia' }), actor: EDITOR, publish: 'now' })
    await settle()
    await pass(86_400)
    await out(press, 'third')
    await settle()
    expect(new Set([idOf(room, 'old'), idOf(room, 'beside'), idOf(room, 'third')]).size).toBe(3)
  }))

test('a story that came out before there were ids keeps the name it had, however often it is published again', () =>
  withStories(async (room) => {
    const { press, sql, settle } = room
    sql.exec(`UPDATE articles SET feed_id = NULL WHERE slug = 'old'`)
    await press.file({ article: story('old', { headline: 'Again' }), actor: EDITOR, publish: 'now' })
    await settle()
    expect(room.kv.json('en:article:old').headline).toBe('Again')
    expect(idOf(room, 'old')).toBeUndefined()
  }))

test('a story put into KV by hand keeps the name under which feeds had it at once', () =>
  newsroom(async (room) => {
    const { press, kv, settle } = room
    await press.setSite(SITE, ADMIN)
    await settle()
    kv.byHand('en:article:hand', story('hand'))
    await press.sweep(ADMIN)
    await settle()
    expect(kv.values.get('en:article:hand')?.metadata?.tag).toBeTruthy()
    expect(idOf(room, 'hand')).toBeUndefined()
  }))

test('an export carries the name to another site', () =>
  withStories(async (room) => {
    const lines: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await room.press.exportPage(cursor)
      lines.push(...page.lines)
      cursor = page.nextCursor
      more = cursor !== undefined
    }
    await newsroom(async (other) => {
      await other.press.importLines(lines, ADMIN)
      await other.settle()
      expect(idOf(other, 'old')).toBe(ID)
    })
  }))
