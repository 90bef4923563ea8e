import { expect, test } from 'vitest'
import type { Outcome } from '../../src/press/calls.ts'
import { EDITOR, newsroom, REPORTER, type Room, story } from './newsroom.ts'

type Press = Room['press']

const hour = (clock: number) => `2026-11-24T${clock}:00:00Z`
const copy = (slug: string, headline: string, more = {}) => story(slug, { headline, ...more })
const draft = (press: Press, slug: string) => press.file({ article: copy(slug, 'One'), actor: EDITOR })
const published = (press: Press, slug: string) => press.file({ article: copy(slug, 'One'), actor: EDITOR, publish: 'now' })
const update = (press: Press, slug: string) => press.file({ article: copy(slug, 'Two'), actor: EDITOR, publish: 'no' })

/** It is noon. What waits, waits until three. */
const STATES: Record<string, (press: Press, slug: string) => Promise<unknown>> = {
  draft,
  'draft under an embargo': async (press, slug) => {
    await draft(press, slug)
    await press.embargo(slug, hour(15), EDITOR)
  },
  'draft scheduled': async (press, slug) => {
    await draft(press, slug)
    await press.publish(slug, EDITOR, { at: hour(15) })
  },
  published,
  'published, embargoed': async (press, slug) => {
    await published(press, slug)
    await press.embargo(slug, hour(15), EDITOR)
  },
  'update scheduled': async (press, slug) => {
    await published(press, slug)
    await update(press, slug)
    await press.publish(slug, EDITOR, { at: hour(15) })
  },
  'update embargoed': async (press, slug) => {
    await published(press, slug)
    await update(press, slug)
    await press.embargo(slug, hour(15), EDITOR)
  },
  withdrawn: async (press, slug) => {
    await published(press, slug)
    await press.withdraw(slug, EDITOR)
  },
  'withdrawn, to come again': async (press, slug) => {
    await published(press, slug)
    await press.withdraw(slug, EDITOR)
    await press.publish(slug, EDITOR, { at: hour(15) })
  },
}

const filed = (slug: string, more: object = {}) => ({ article: copy(slug, 'New', more), actor: EDITOR })
const ORDERS: Record<string, (press: Press, slug: string) => Promise<Outcome>> = {
  file: (press, slug) => press.file(filed(slug)),
  'file, publish now': (press, slug) => press.file({ ...filed(slug), publish: 'now' }),
  'file, publish no': (press, slug) => press.file({ ...filed(slug), publish: 'no' }),
  'file, dated 14:00': (press, slug) => press.file(filed(slug, { publishedAt: hour(14) })),
  'file, embargo 16:00': (press, slug) => press.file({ ...filed(slug), embargoedUntil: hour(16) }),
  'file as a reporter': (press, slug) => press.file({ ...filed(slug), actor: REPORTER }),
  'file as a reporter, embargo 16:00': (press, slug) => press.file({ ...filed(slug), actor: REPORTER, embargoedUntil: hour(16) }),
  publish: (press, slug) => press.publish(slug, EDITOR),
  'publish at 14:00': (press, slug) => press.publish(slug, EDITOR, { at: hour(14) }),
  'publish at 10:00': (press, slug) => press.publish(slug, EDITOR, { at: hour(10) }),
  'embargo 16:00': (press, slug) => press.embargo(slug, hour(16), EDITOR),
  lift: (press, slug) => press.liftEmbargo(slug, EDITOR),
  unschedule: (press, slug) => press.unschedule(slug, EDITOR),
  withdraw: (press, slug) => press.withdraw(slug, EDITOR),
  'withdraw at 14:00': (press, slug) => press.withdraw(slug, EDITOR, { at: hour(14) }),
  correct: (press, slug) => press.correct(slug, 'Wrong day.', EDITOR),
  'restore 1': (press, slug) => press.restore(slug, 1, EDITOR),
}

/** `2 live, 3 at 15:00` of 4 revisions, once what readers find there was compared to it. */
async function describeStory({ press, sql, kv }: Room, slug: string) {
  const it = sql.exec<Record<string, string | number | null>>('SELECT * FROM articles WHERE slug = ?', slug).one()
  const { state, revision, live, ready, until, withdraw_at: withdrawAt } = it
  const shown = kv.json(`en:article:${slug}`)
  expect(shown ? (shown.headline ?? 'gone') : 'nothing', slug).toBe(await expectedToShow(press, slug, it))
  const parts = [
    state,
    live !== null && `${live} live`,
    ready !== null && `${ready} at ${String(until).slice(11, 16)}`,
    withdrawAt !== null && `down at ${String(withdrawAt).slice(11, 16)}`,
    `of ${revision}`,
  ]
  return parts.filter(Boolean).join(', ')
}

async function expectedToShow(press: Press, slug: string, { live, state, came_out }: Record<string, string | number | null>) {
  const read = live === null ? undefined : await press.read(slug, Number(live))
  if (read?.ok) return read.article.headline
  return state === 'withdrawn' && came_out === 1 ? 'gone' : 'nothing'
}

const TABLE = `
draft:
  file → draft, of 2
  file, publish now → published, 2 live, of 2
  file, publish no → draft, of 2
  file, dated 14:00 → draft, of 2
  file, embargo 16:00 → draft, of 2
  file as a reporter → draft, of 2
  file as a reporter, embargo 16:00 → draft, of 2
  publish → published, 1 live, of 1
  publish at 14:00 → scheduled, 2 at 14:00, of 2
  publish at 10:00 → published, 2 live, of 2
  embargo 16:00 → scheduled, 1 at 16:00, of 1
  lift → wrong-state
  unschedule → wrong-state
  withdraw → withdrawn, of 1
  withdraw at 14:00 → wrong-state
  correct → wrong-state
  restore 1 → draft, of 1
draft under an embargo:
  file → scheduled, 2 at 15:00, of 2
  file, publish now → scheduled, 2 at 15:00, of 2
  file, publish no → scheduled, 1 at 15:00, of 2
  file, dated 14:00 → scheduled, 2 at 15:00, of 2
  file, embargo 16:00 → scheduled, 2 at 16:00, of 2
  file as a reporter → scheduled, 1 at 15:00, of 2
  file as a reporter, embargo 16:00 → scheduled, 1 at 16:00, of 2
  publish → scheduled, 1 at 15:00, of 1
  publish at 14:00 → scheduled, 2 at 15:00, of 2
  publish at 10:00 → scheduled, 2 at 15:00, of 2
  embargo 16:00 → scheduled, 1 at 16:00, of 1
  lift → draft, of 1
  unschedule → draft, of 1
  withdraw → withdrawn, of 1
  withdraw at 14:00 → scheduled, 1 at 15:00, down at 14:00, of 1
  correct → wrong-state
  restore 1 → scheduled, 1 at 15:00, of 1
draft scheduled:
  file → scheduled, 3 at 15:00, of 3
  file, publish now → published, 3 live, of 3
  file, publish no → scheduled, 2 at 15:00, of 3
  file, dated 14:00 → scheduled, 3 at 15:00, of 3
  file, embargo 16:00 → scheduled, 3 at 16:00, of 3
  file as a reporter → scheduled, 2 at 15:00, of 3
  file as a reporter, embargo 16:00 → scheduled, 2 at 16:00, of 3
  publish → published, 3 live, of 3
  publish at 14:00 → scheduled, 3 at 14:00, of 3
  publish at 10:00 → published, 3 live, of 3
  embargo 16:00 → scheduled, 2 at 16:00, of 2
  lift → wrong-state
  unschedule → draft, of 2
  withdraw → withdrawn, of 2
  withdraw at 14:00 → scheduled, 2 at 15:00, down at 14:00, of 2
  correct → wrong-state
  restore 1 → scheduled, 3 at 15:00, of 3
published:
  file → published, 2 live, of 2
  file, publish now → published, 2 live, of 2
  file, publish no → published, 1 live, of 2
  file, dated 14:00 → published, 1 live, 2 at 14:00, of 2
  file, embargo 16:00 → published, 1 live, 2 at 16:00, of 2
  file as a reporter → published, 1 live, of 2
  file as a reporter, embargo 16:00 → published, 1 live, of 2
  publish → published, 1 live, of 1
  publish at 14:00 → published, 1 live, 2 at 14:00, of 2
  publish at 10:00 → published, 2 live, of 2
  embargo 16:00 → scheduled, 1 at 16:00, of 1
  lift → wrong-state
  unschedule → wrong-state
  withdraw → withdrawn, of 1
  withdraw at 14:00 → published, 1 live, down at 14:00, of 1
  correct → published, 2 live, of 2
  restore 1 → published, 1 live, of 1
published, embargoed:
  file → scheduled, 2 at 15:00, of 2
  file, publish now → scheduled, 2 at 15:00, of 2
  file, publish no → scheduled, 1 at 15:00, of 2
  file, dated 14:00 → scheduled, 2 at 15:00, of 2
  file, embargo 16:00 → scheduled, 2 at 16:00, of 2
  file as a reporter → scheduled, 1 at 15:00, of 2
  file as a reporter, embargo 16:00 → scheduled, 1 at 16:00, of 2
  publish → scheduled, 1 at 15:00, of 1
  publish at 14:00 → scheduled, 2 at 15:00, of 2
  publish at 10:00 → scheduled, 2 at 15:00, of 2
  embargo 16:00 → scheduled, 1 at 16:00, of 1
  lift → published, 1 live, of 1
  unschedule → withdrawn, of 1
  withdraw → withdrawn, of 1
  withdraw at 14:00 → scheduled, 1 at 15:00, down at 14:00, of 1
  correct → wrong-state
  restore 1 → scheduled, 1 at 15:00, of 1
update scheduled:
  file → published, 1 live, 3 at 15:00, of 3
  file, publish now → published, 3 live, of 3
  file, publish no → published, 1 live, 2 at 15:00, of 3
  file, dated 14:00 → published, 1 live, 3 at 15:00, of 3
  file, embargo 16:00 → published, 1 live, 3 at 16:00, of 3
  file as a reporter → published, 1 live, 2 at 15:00, of 3
  file as a reporter, embargo 16:00 → published, 1 live, 2 at 16:00, of 3
  publish → published, 2 live, of 2
  publish at 14:00 → published, 1 live, 2 at 14:00, of 2
  publish at 10:00 → published, 3 live, of 3
  embargo 16:00 → published, 1 live, 2 at 16:00, of 2
  lift → wrong-state
  unschedule → published, 1 live, of 2
  withdraw → withdrawn, of 2
  withdraw at 14:00 → published, 1 live, 2 at 15:00, down at 14:00, of 2
  correct → published, 3 live, 4 at 15:00, of 4
  restore 1 → published, 1 live, 3 at 15:00, of 3
update embargoed:
  file → published, 1 live, 3 at 15:00, of 3
  file, publish now → published, 1 live, 3 at 15:00, of 3
  file, publish no → published, 1 live, 2 at 15:00, of 3
  file, dated 14:00 → published, 1 live, 3 at 15:00, of 3
  file, embargo 16:00 → published, 1 live, 3 at 16:00, of 3
  file as a reporter → published, 1 live, 2 at 15:00, of 3
  file as a reporter, embargo 16:00 → published, 1 live, 2 at 16:00, of 3
  publish → published, 1 live, 2 at 15:00, of 2
  publish at 14:00 → published, 1 live, 2 at 15:00, of 2
  publish at 10:00 → published, 1 live, 3 at 15:00, of 3
  embargo 16:00 → published, 1 live, 2 at 16:00, of 2
  lift → published, 1 live, of 2
  unschedule → published, 1 live, of 2
  withdraw → withdrawn, of 2
  withdraw at 14:00 → published, 1 live, 2 at 15:00, down at 14:00, of 2
  correct → published, 3 live, 4 at 15:00, of 4
  restore 1 → published, 1 live, 3 at 15:00, of 3
withdrawn:
  file → withdrawn, of 2
  file, publish now → published, 2 live, of 2
  file, publish no → withdrawn, of 2
  file, dated 14:00 → withdrawn, of 2
  file, embargo 16:00 → withdrawn, of 2
  file as a reporter → withdrawn, of 2
  file as a reporter, embargo 16:00 → withdrawn, of 2
  publish → published, 1 live, of 1
  publish at 14:00 → scheduled, 2 at 14:00, of 2
  publish at 10:00 → published, 2 live, of 2
  embargo 16:00 → wrong-state
  lift → wrong-state
  unschedule → wrong-state
  withdraw → withdrawn, of 1
  withdraw at 14:00 → withdrawn, of 1
  correct → wrong-state
  restore 1 → withdrawn, of 1
withdrawn, to come again:
  file → scheduled, 3 at 15:00, of 3
  file, publish now → published, 3 live, of 3
  file, publish no → scheduled, 2 at 15:00, of 3
  file, dated 14:00 → scheduled, 3 at 15:00, of 3
  file, embargo 16:00 → scheduled, 3 at 16:00, of 3
  file as a reporter → scheduled, 2 at 15:00, of 3
  file as a reporter, embargo 16:00 → scheduled, 2 at 16:00, of 3
  publish → published, 3 live, of 3
  publish at 14:00 → scheduled, 3 at 14:00, of 3
  publish at 10:00 → published, 3 live, of 3
  embargo 16:00 → scheduled, 2 at 16:00, of 2
  lift → wrong-state
  unschedule → withdrawn, of 2
  withdraw → withdrawn, of 2
  withdraw at 14:00 → scheduled, 2 at 15:00, down at 14:00, of 2
  correct → wrong-state
  restore 1 → scheduled, 3 at 15:00, of 3
`

test('whatever is ordered of an article in whatever state, what is out and what waits is what the newsroom meant', { timeout: 60_000 }, async () => {
  const lines: string[] = []
  for (const [state, arrange] of Object.entries(STATES)) lines.push(`${state}:`, ...(await newsroom((room) => ordersIn(room, arrange))))
  expect(lines.join('\n')).toBe(TABLE.trim())
})

async function ordersIn(room: Room, arrange: (press: Press, slug: string) => Promise<unknown>) {
  const given: { order: string; slug: string; outcome: Outcome }[] = []
  for (const [at, [order, give]] of Object.entries(ORDERS).entries()) {
    const slug = `story-${at}`
    await arrange(room.press, slug)
    given.push({ order, slug, outcome: await give(room.press, slug) })
  }
  await room.settle()
  const lines: string[] = []
  for (const { order, slug, outcome } of given) lines.push(`  ${order} → ${outcome.ok ? await describeStory(room, slug) : outcome.reason}`)
  return lines
}
