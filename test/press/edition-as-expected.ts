/** At a quiet point: whatever readers, editors and holders of previews are given is what the model says. */
import { expect } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { SECTIONS, TOPICS, UNREADABLE } from './editors-moves.ts'
import type { Story } from './model.ts'
import type { NewsroomModel } from './model-agency.ts'
import type { Kv, Room } from './newsroom.ts'

type StateRow = { state: string; revision: number; live: number | null; ready: number | null; until: string | null; withdrawAt: string | null }
type Cards = { slug: string; headline: string }[]

const named = ({ slug, headline }: { slug: string; headline: string }) => ({ slug, headline })

export async function asExpected(room: Room, model: NewsroomModel) {
  const published = [...model.stories.values()].flatMap(({ live }) => live?.article ?? [])
  const newestFirst = published.toSorted((a, b) => (a.publishedAt === b.publishedAt ? (a.slug < b.slug ? 1 : -1) : a.publishedAt < b.publishedAt ? 1 : -1))
  for (const story of model.stories.values()) storyAsExpected(room, story)
  listingsAsExpected(room.kv, newestFirst)
  for (const article of published) besideAsExpected(room.kv, article, published, model)
  nothingElseIsOut(room.kv, published)
  await answersAsExpected(room, model, published)
}

function storyAsExpected({ kv, sql }: Room, story: Story) {
  const { slug, state, versions, until = null, withdrawAt = null } = story
  const key = `en:article:${slug}`
  if (story.live) expect(kv.json(key)).toEqual(story.live.article)
  else if (state === 'withdrawn' && story.cameOut) expect(kv.json(key)).toMatchObject({ withdrawn: true })
  else if (!kv.values.get(key)?.text.includes(UNREADABLE)) expect(kv.values.has(key), `${slug} is ${state}`).toBe(false)
  addressesAsExpected(kv, story)
  const it = sql.exec<StateRow>('SELECT state, revision, live, ready, until, withdraw_at AS withdrawAt FROM articles WHERE slug = ?', slug).one()
  const revisionOf = (version: object | undefined) => (version ? versions.indexOf(version as never) + 1 : null)
  const expected = { state, revision: versions.length, live: revisionOf(story.live), ready: revisionOf(story.ready), until, withdrawAt }
  expect({ slug, ...it }).toEqual({ slug, ...expected })
}

/** Every address that readers had it under leads to where it is, live or withdrawn. */
function addressesAsExpected(kv: Kv, { slug, live, state, cameOut, former, firstSlug }: Story) {
  const stands = live !== undefined || (state === 'withdrawn' && cameOut)
  for (const [name, isPublic] of former) {
    const key = `en:article:${name}`
    if (isPublic && stands) expect(kv.json(key), `${name} leads to ${slug}`).toMatchObject({ slug: name, to: expect.stringMatching(`^/[a-z]+/${slug}$`) })
    else if (!kv.values.get(key)?.text.includes(UNREADABLE)) expect(kv.values.has(key), `${name} was ${slug}`).toBe(false)
  }
  if (live)
    expect(kv.values.get(`en:article:${slug}`)?.metadata, `what feeds call ${slug}`).toMatchObject({
      tag: expect.anything(),
      ...(firstSlug && { first: firstSlug }),
    })
}

/** Every story in its listings, once. */
function listingsAsExpected(kv: Kv, newestFirst: Article[]) {
  const shown = (name: string) => ((kv.json(`en:listing:${name}`)?.cards ?? []) as Cards).map(named)
  const same = (name: string, keep: (article: Article) => unknown) => {
    const cards = newestFirst.filter(keep).map(named)
    expect(shown(name), name).toEqual(cards)
    if (name !== 'front') expect(kv.json(`en:listing:${name}`)?.total ?? 0, `total of ${name}`).toBe(cards.length)
  }
  if (kv.values.has('en:listing:front') || newestFirst.length > 0) for (const name of ['front', 'latest']) same(name, () => true)
  for (const section of SECTIONS) same(`section/${section}`, (it) => it.section === section)
  for (const topic of TOPICS) same(`topic/${topic.slug}`, (it) => it.topics?.some(({ slug }) => slug === topic.slug))
}

function besideAsExpected(kv: Kv, { slug, related = [] }: Article, published: Article[], model: NewsroomModel) {
  const beside = (kv.json(`en:also/${slug}`).cards as Cards).map(named)
  expect(new Set(beside.map((card) => card.slug)).size).toBe(beside.length)
  const others = published.filter((it) => it.slug !== slug).map(named)
  for (const card of beside) expect(others).toContainEqual(card)
  const picks = related.map((pick) => model.called(pick)?.slug ?? pick).filter((pick) => pick !== slug && published.some((it) => it.slug === pick))
  expect(beside.slice(0, picks.length).map((card) => card.slug)).toEqual(picks)
}

/** No words of what is not live stand anywhere. */
function nothingElseIsOut(kv: Kv, published: Article[]) {
  const headlines = new Set(published.map(({ headline }) => headline))
  const strays = [...kv.values].flatMap(([key, { text }]) =>
    [...text.matchAll(/Headline \d+/g)].filter(([it]) => !headlines.has(it)).map(([it]) => `${key}: ${it}`),
  )
  expect(strays).toEqual([])
}

async function answersAsExpected({ press, search, sql }: Room, model: NewsroomModel, published: Article[]) {
  const slugs = published.map(({ slug }) => slug).sort()
  const indexed = sql.exec<{ slug: string }>(`SELECT l.slug FROM words JOIN live l ON l.id = words.rowid WHERE words MATCH 'headline' ORDER BY l.slug`)
  expect(indexed.toArray().map(({ slug }) => slug)).toEqual(slugs)
  const found = await search.find({ q: 'headline' })
  expect([found.total, found.hits.map(({ card }) => card.slug).sort()]).toEqual([slugs.length, slugs])
  expect((await press.archiveMonths()).months.reduce((sum, { count }) => sum + count, 0)).toBe(slugs.length)
  expect((await press.publishedSince('2026-01-01T00:00:00Z', 100)).entries.map(({ headline }) => headline).sort()).toEqual(
    published.map(({ headline }) => headline).sort(),
  )
  const corrections = published.flatMap(({ slug, corrections = [] }) => corrections.map(({ text }) => `${slug}: ${text}`))
  expect((await press.corrections(1)).items.map(({ slug, text }) => `${slug}: ${text}`).sort()).toEqual(corrections.sort())
  for (const { slug, live, state, cameOut } of model.stories.values())
    expect(await press.publicState(slug), slug).toBe(live ? 'published' : state === 'withdrawn' && cameOut ? 'withdrawn' : 'unknown')
  for (const { former } of model.stories.values())
    for (const [name, isPublic] of former) expect(await press.publicState(name)).toBe(isPublic ? 'renamed' : 'unknown')
  for (const { id = '', slug, ended } of model.previews) expect(await press.readPreview(id)).toEqual(ended ? 'ended' : expect.objectContaining({ slug }))
}

/** What was answered as filed is there, and nothing besides it. */
export async function nothingIsLost({ press }: Room, model: NewsroomModel) {
  for (const [slug, { versions }] of model.stories)
    for (const [at, { article, erased }] of versions.entries())
      expect(await press.read(slug, at + 1)).toMatchObject(erased ? { reason: 'erased-revision' } : { ok: true, article })
}

export function cardsLeadingNowhere(kv: Kv) {
  const listings = [...kv.values.keys()].filter((key) => key.includes(':listing:'))
  const at = (slug: string) => kv.json(`en:article:${slug}`)
  const isThere = ({ slug }: { slug: string }) => (at(slug)?.to ? at(at(slug).to.split('/')[2]) : at(slug))?.headline
  return listings.flatMap((key) => (kv.json(key).cards as Cards).filter((card) => !isThere(card)).map(({ slug }) => `${key} leads to ${slug}`))
}
