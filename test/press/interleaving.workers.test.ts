import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Article } from '../../src/copy/article.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { Model } from './model.ts'
import { EDITOR, type Kv, newsroom, REPORTER, type Room, story } from './newsroom.ts'

const SLUGS = ['ant', 'bee', 'cat', 'dog']
const SECTIONS = ['world', 'asia']
const TOPICS = [
  { slug: 'mali', name: 'Mali' },
  { slug: 'trade', name: 'Trade' },
]

const slug = fc.constantFrom(...SLUGS)
/** Seconds from now. */
const moment = fc.integer({ min: -5000, max: 5000 })
const copy = fc.record({
  slug,
  section: fc.constantFrom(...SECTIONS),
  topics: fc.subarray(TOPICS),
  related: fc.subarray(SLUGS, { maxLength: 1 }),
  /** Left out, the copy does not say. */
  dated: fc.option(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -9000, max: 0 }) }, moment), { nil: undefined, freq: 3 }),
})
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      copy,
      reporter: fc.boolean(),
      publish: fc.constantFrom('now' as const, 'no' as const, undefined),
      embargo: fc.option(moment, { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), slug, at: fc.option(moment, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('embargo' as const), slug, at: moment }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lift' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unschedule' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), slug, revision: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), slug, at: fc.option(moment, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stay up' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('by hand' as const), copy }) },
)
/** What several editors do at once; how many writes fail from here on; how long until somebody looks. */
const hour = fc.record({
  together: fc.array(action, { minLength: 1, maxLength: 5 }),
  failures: fc.nat({ max: 4 }),
  looks: fc.boolean(),
  seconds: fc.nat({ max: 4000 }),
})

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

const quiet = { failures: 0, looks: false, seconds: 0 }
const copyOf = (slug: (typeof SLUGS)[number], dated = 0) => ({ slug, section: 'world' as const, topics: [], related: [], dated })

const ONCE_WRONG: { together: Action[]; failures: number; looks: boolean; seconds: number }[][] = [
  // A hand-put copy with corrections carried on, before its time, was filed twice.
  [
    { ...quiet, together: [{ do: 'file', copy: copyOf('bee'), reporter: false, publish: 'now', embargo: undefined }] },
    { ...quiet, together: [{ do: 'correct', slug: 'bee' }] },
    { ...quiet, together: [{ do: 'by hand', copy: copyOf('bee', 2) }] },
  ],
  // Put by hand with the very date that its draft was given, it was dated anew, and kept a second time.
  [
    {
      ...quiet,
      together: [
        { do: 'by hand', copy: copyOf('ant', -3) },
        { do: 'file', copy: { ...copyOf('bee'), dated: undefined }, reporter: false, publish: 'now', embargo: undefined },
        { do: 'file', copy: { ...copyOf('ant'), dated: undefined }, reporter: false, publish: undefined, embargo: undefined },
      ],
      failures: 2,
    },
    { ...quiet, together: [{ do: 'withdraw', slug: 'ant', at: undefined }] },
  ],
  // Held back while it was being printed, it went before the listings that led to it.
  [
    { ...quiet, together: [{ do: 'by hand', copy: copyOf('bee') }], seconds: 1 },
    {
      ...quiet,
      together: [
        { do: 'correct', slug: 'bee' },
        { do: 'publish', slug: 'bee', at: 1 },
      ],
    },
  ],
]

/** `ATTACK_SECONDS` runs it for so long, from `ATTACK_SEED` or from a new one each time; left out, it is short and always the same. */
const { ATTACK_SECONDS, ATTACK_SEED } = env as unknown as Record<string, string | undefined> // vitest.config.ts binds them.
const seconds = Number(ATTACK_SECONDS || 0)
const extent = seconds
  ? { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1000, ...(ATTACK_SEED && { seed: Number(ATTACK_SEED) }) }
  : { numRuns: 40, interruptAfterTimeLimit: 25_000, seed: Number(ATTACK_SEED || 14) }

test('whatever several editors do at once, the edition is what they would expect', { timeout: 60_000 + seconds * 1000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hour, { minLength: 1, maxLength: 6 }), (hours) => newsroom((room) => live(room, hours))),
    { ...extent, examples: ONCE_WRONG.map((hours) => [hours]) },
  )
})

async function live({ press, kv, time, settle, sql }: Room, hours: (typeof hour extends fc.Arbitrary<infer H> ? H : never)[]) {
  const model = new Model()
  let written = 0
  const everFailed = hours.some(({ failures }) => failures > 0)
  // Thrown here, it would be taken for a failure of KV.
  const misled = new Set<string>()
  kv.afterWrite = () => {
    if (!everFailed) for (const it of cardsLeadingNowhere(kv)) misled.add(it)
  }
  for (const { together, failures, looks, seconds } of hours) {
    let left = failures
    kv.beforeWrite = () => {
      if (left-- > 0) throw new Error('KV PUT failed: 429 Too Many Requests')
    }
    const [byHand, orders] = [together.filter((it) => it.do === 'by hand'), together.filter((it) => it.do !== 'by hand')]
    // The press is one line: calls take effect in the order in which they came.
    for (const order of orders) expect1(model, order, time.now, ++written)
    written -= orders.length
    await Promise.all(orders.map((order) => give(press, order, time.now, ++written)))
    if (byHand.length > 0) await settle()
    model.tick(time.now)
    for (const order of byHand) {
      const article = articleOf(order.copy, time.now, ++written)
      kv.byHand(`en:article:${article.slug}`, article)
      await press.sweep({ name: 'Ada', role: 'admin' })
      model.file(article, time.now, { mayPublish: true, publish: 'now', isSaid: true })
      await settle()
      model.tick(time.now)
    }
    if (looks) {
      await settle()
      model.tick(time.now)
      equals(kv, model, sql)
    }
    time.now += seconds * 1000
    await press.alarm()
    model.tick(time.now)
  }
  await settle()
  model.tick(time.now)
  equals(kv, model, sql)
  expect(kv.tooFast).toEqual([])
  expect([...misled]).toEqual([])
}

const at = (now: number, seconds: number) => `${new Date(now + seconds * 1000).toISOString().slice(0, 19)}Z`

function articleOf({ dated = 0, ...copy }: Extract<Action, { do: 'file' }>['copy'], now: number, n: number): Article {
  const parsed = parseArticle({ ...story(copy.slug), ...copy, headline: `Headline ${n}`, publishedAt: at(now, dated) })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}

function expect1(model: Model, order: Action, now: number, n: number) {
  switch (order.do) {
    case 'file':
      return model.file(articleOf(order.copy, now, n), now, {
        mayPublish: !order.reporter,
        publish: order.publish,
        isSilent: order.copy.dated === undefined,
        embargo: order.embargo === undefined ? undefined : at(now, order.embargo),
      })
    case 'publish':
      return model.publish(order.slug, now, order.at === undefined ? undefined : at(now, order.at))
    case 'embargo':
      return model.embargo(order.slug, at(now, order.at), now)
    case 'lift':
      return model.lift(order.slug, now)
    case 'unschedule':
      return model.unschedule(order.slug)
    case 'restore':
      return model.restore(order.slug, order.revision, now)
    case 'withdraw':
      return model.withdraw(order.slug, now, order.at === undefined ? undefined : at(now, order.at))
    case 'stay up':
      return model.liftWithdrawal(order.slug)
    case 'correct':
      return model.correct(order.slug, `Correction ${n}`, now)
  }
}

function give(press: Room['press'], order: Action, now: number, n: number): Promise<unknown> {
  switch (order.do) {
    case 'file':
      return press.file({
        article: articleOf(order.copy, now, n),
        actor: order.reporter ? REPORTER : EDITOR,
        ...(order.publish && { publish: order.publish }),
        ...(order.copy.dated === undefined && { undated: true }),
        ...(order.embargo !== undefined && { embargoedUntil: at(now, order.embargo) }),
      })
    case 'publish':
      return press.publish(order.slug, EDITOR, order.at === undefined ? {} : { at: at(now, order.at) })
    case 'embargo':
      return press.embargo(order.slug, at(now, order.at), EDITOR)
    case 'lift':
      return press.liftEmbargo(order.slug, EDITOR)
    case 'unschedule':
      return press.unschedule(order.slug, EDITOR)
    case 'restore':
      return press.restore(order.slug, order.revision, EDITOR)
    case 'withdraw':
      return press.withdraw(order.slug, EDITOR, order.at === undefined ? {} : { at: at(now, order.at) })
    case 'stay up':
      return press.liftWithdrawal(order.slug, EDITOR)
    case 'correct':
      return press.correct(order.slug, `Correction ${n}`, EDITOR)
    case 'by hand':
      return Promise.resolve()
  }
}

type Standing = { state: string; revision: number; live: number | null; ready: number | null; until: string | null; withdrawAt: string | null }
type Cards = { slug: string; headline: string }[]

function cardsLeadingNowhere(kv: Kv) {
  const listings = [...kv.values.keys()].filter((key) => key.includes(':listing:'))
  return listings.flatMap((key) =>
    (kv.json(key).cards as Cards).filter(({ slug }) => !kv.json(`en:article:${slug}`)?.headline).map(({ slug }) => `${key} leads to ${slug}`),
  )
}

/** At a quiet point. */
function equals(kv: Kv, model: Model, sql: SqlStorage) {
  const published = [...model.stories.values()].flatMap(({ live }) => live?.article ?? [])
  const newestFirst = published.toSorted((a, b) => (a.publishedAt === b.publishedAt ? (a.slug < b.slug ? 1 : -1) : a.publishedAt < b.publishedAt ? 1 : -1))
  const cards = (keep: (article: Article) => unknown) => newestFirst.filter(keep).map(({ slug, headline }) => ({ slug, headline }))
  for (const [slug, story] of model.stories) {
    const key = `en:article:${slug}`
    if (story.live) expect(kv.json(key)).toEqual(story.live.article)
    else if (story.state === 'withdrawn' && story.cameOut) expect(kv.json(key)).toMatchObject({ withdrawn: true })
    else expect(kv.values.has(key), `${slug} is ${story.state}`).toBe(false)
    const it = sql.exec<Standing>('SELECT state, revision, live, ready, until, withdraw_at AS withdrawAt FROM articles WHERE slug = ?', slug).one()
    const revisionOf = (version: object | undefined) => (version ? story.versions.indexOf(version as never) + 1 : null)
    const { state, until = null, withdrawAt = null } = story
    const expected = { state, revision: story.versions.length, live: revisionOf(story.live), ready: revisionOf(story.ready), until, withdrawAt }
    expect({ slug, ...it }).toEqual({ slug, ...expected })
  }
  const shown = (name: string) => ((kv.json(`en:listing:${name}`)?.cards ?? []) as Cards).map(({ slug, headline }) => ({ slug, headline }))
  const everPublished = kv.values.has('en:listing:front')
  if (everPublished || published.length > 0) {
    expect(shown('front')).toEqual(cards(() => true))
    expect(shown('latest')).toEqual(cards(() => true))
  }
  for (const section of SECTIONS) expect(shown(`section/${section}`), section).toEqual(cards((it) => it.section === section))
  for (const topic of TOPICS) expect(shown(`topic/${topic.slug}`), topic.slug).toEqual(cards((it) => it.topics?.some(({ slug }) => slug === topic.slug)))
  for (const { slug, related = [] } of published) {
    const beside = (kv.json(`en:also/${slug}`).cards as Cards).map((card) => ({ slug: card.slug, headline: card.headline }))
    expect(new Set(beside.map((card) => card.slug)).size).toBe(beside.length)
    for (const card of beside) expect(cards((it) => it.slug !== slug)).toContainEqual(card)
    const picks = related.filter((pick) => pick !== slug && published.some((it) => it.slug === pick))
    expect(beside.slice(0, picks.length).map((card) => card.slug)).toEqual(picks)
  }
  const found = sql.exec<{ slug: string }>(`SELECT l.slug FROM words JOIN live l ON l.id = words.rowid WHERE words MATCH 'headline' ORDER BY l.slug`).toArray()
  expect(found.map(({ slug }) => slug)).toEqual(published.map(({ slug }) => slug).sort())
}
