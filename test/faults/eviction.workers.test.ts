/** The press evicted, killed or cut off between any two of its calls: of everything that it promises more than one step for. */
import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { edition, type Killed, killedAt, type Step } from '../press/killed.ts'
import { ADMIN, EDITOR, type Kv, newsroom, SITE, story } from '../press/newsroom.ts'

const PICTURE = '0123456789abcdef0123456789abcdef'
const body = (text: string) => [{ type: 'paragraph', text }] as unknown as Article['body']
const once = (key: string) => ({ idempotency: { key: `order-${key}`, bodyHash: key } })

/** Two stories of another newsroom, as an export has them. */
const exported = () =>
  newsroom(async ({ press }) => {
    await press.setSite(SITE, ADMIN)
    await press.file({ article: story('old-one'), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('old-two'), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('old-two', { headline: 'Story old-two, again' }), actor: EDITOR })
    return (await press.exportPage()).lines
  })

/** Orders that come twice if nobody knows whether they were carried out, half of them under a key. The first of each day can't be interrupted. */
const DAYS: Record<string, (lines: string[]) => Step[]> = {
  'publishing, correcting and a schedule': () => [
    (press) => press.setSite(SITE, ADMIN),
    (press) => press.file({ article: story('one'), actor: EDITOR, publish: 'now' }),
    (press) => press.file({ article: story('soon', { publishedAt: '2026-11-24T12:00:02Z' }), actor: EDITOR, publish: 'now' }),
    (press) => press.correct('one', 'It was two.', EDITOR, once('correct')),
    (press) => press.alarm(),
    (press) => press.alarm(),
  ],
  'an import, renaming and withdrawing': (lines) => [
    (press) => press.setSite(SITE, ADMIN),
    (press) => press.importLines(lines, ADMIN),
    (press) => press.alarm(),
    (press) => press.rename('old-one', 'older-one', EDITOR, once('rename')),
    (press) => press.withdraw('old-two', EDITOR, once('withdraw')),
  ],
  'live updates and a picture taken down': () => [
    (press) => press.setSite(SITE, ADMIN),
    (press) => press.file({ article: story('cup', { kind: 'live', updates: [] }), actor: EDITOR, publish: 'now' }),
    (press) => press.addUpdate('cup', { id: 'kick-off', body: body('Kick-off') }, EDITOR, once('kick-off')),
    (press) => press.addUpdate('cup', { body: body('A goal') }, EDITOR, once('goal')),
    (press) => press.changeUpdate('cup', 'kick-off', { body: body('Kick-off, late') }, EDITOR, once('late')),
    (press) => press.recordPictureWithdrawn(PICTURE, EDITOR, 'It shows a minor.'),
  ],
}

/** `EVERY_MOMENT=1` (`npm run kills`) walks through all of them; left out, every seventh: an odd stride meets moments before and after a call. */
const { EVERY_MOMENT } = env as unknown as Record<string, string | undefined> // vitest.config.ts binds it.
const STRIDE = EVERY_MOMENT ? 1 : 7

/** What readers have. An update that came without an id is given one by chance. */
const shown = (kv: Kv) => JSON.parse(JSON.stringify(edition(kv)).replace(/"id":"[0-9a-f]{12}"/g, '"id":"by chance"'))

async function day(fatal: number, steps: Step[]) {
  return killedAt(fatal, {
    steps,
    safe: 1,
    hasFrontCache: true,
    look: async ({ press, search }) => {
      const slugs = ['one', 'older-one', 'old-one', 'old-two', 'cup', 'soon']
      const cup = await press.read('cup')
      return {
        hits: (await search.find({ q: 'story' })).hits.map(({ card }) => card.slug).sort(),
        states: await Promise.all(slugs.map(async (slug) => [slug, await press.publicState(slug)])),
        revisions: await Promise.all(slugs.map((slug) => press.revisions(slug).then((all) => (all.ok ? all.revisions.length : all.reason)))),
        updates: cup.ok ? cup.article.updates?.length : cup.reason,
        corrections: (await press.corrections(1)).total,
        orders: (await press.audit(undefined, 100)).items.flatMap(({ what, slug }) => (slug ? [`${what} ${slug}`] : [])),
      }
    },
  })
}

test.each(Object.entries(DAYS))(
  '%s: whole after it, nothing twice, and no stale page stays in the front cache',
  async (_, stepsOf) => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const steps = stepsOf(await exported())
    const whole = await day(Infinity, steps)
    expect(whole.purged.length).toBeGreaterThan(5)
    let deaths = 0
    for (let fatal = 1; ; fatal += STRIDE) {
      const { kv, died, found, purged } = await day(fatal, steps)
      if (!died) break
      deaths++
      const at = `killed at moment ${fatal}`
      expect(shown(kv), at).toEqual(shown(whole.kv))
      expect(found, at).toEqual(whole.found)
      expect(neverPurged(kv, purged), at).toEqual([])
      expect(
        purged.some(({ tag }) => tag === `picture:${PICTURE}`),
        at,
      ).toBe(whole.purged.some(({ tag }) => tag === `picture:${PICTURE}`))
    }
    expect(deaths).toBeGreaterThan(20 / STRIDE)
  },
  EVERY_MOMENT ? 1_000_000 : undefined,
)

/** Keys whose last value came after the last purge of the pages that were made of them. */
const neverPurged = (kv: Kv, purged: Killed<unknown>['purged']) =>
  [...new Set(kv.writes)].filter((key) => !purged.some(({ tag, writes }) => (tag === key || tag === '*') && writes > kv.writes.lastIndexOf(key)))
