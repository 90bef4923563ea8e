/** What a newsroom expects of its press, as simply as it can be said: no tables, no outbox, no KV. */
import type { Article } from '../../src/copy/shapes/article.ts'
import type { State } from '../../src/press/calls.ts'

/** An agency's item, as far as it is numbered. */
export type Item = { uri: string; version?: number | undefined }
/** `isOurDate`: the copy did not say when it was published, the newsroom did. `from`: the agency's item that it came from. */
export type Version = { article: Article; isOurDate: boolean; by: string; from?: Item | undefined; erased?: true }
type Correction = { at: string; text: string }
export type Story = {
  slug: string
  state: State
  versions: Version[]
  live?: Version
  ready?: Version
  until?: string
  /** Whether somebody published what waits. */
  ordered?: boolean
  /** When somebody said that it is to come out. */
  outAt?: string | undefined
  embargo?: string | undefined
  withdrawAt?: string
  cameOut: boolean
  corrections: Correction[]
  /** When it came out, each time; and when it went. */
  outs: string[]
  withdrawnAt?: string
  /** An agency's order withdrew it, and not the desk. */
  isAgencys?: boolean
  /** The agency's item that it follows. */
  follows?: string
  /** What it was called before, and whether readers had it under that. */
  former: Map<string, boolean>
  /** What it was first out under, where it was renamed since. */
  firstSlug?: string
}
type Filed = {
  mayPublish: boolean
  publish?: 'now' | 'no' | undefined
  isSilent?: boolean
  isSaid?: boolean
  embargo?: string | undefined
  by?: string
  item?: Item
  /** The revision that it was made of. */
  base?: Version
  isHeldBack?: boolean
}

export const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
const latest = (...times: (string | undefined)[]) => times.filter(Boolean).sort().at(-1) as string
export const newestOf = ({ versions }: Story) => versions.at(-1) as Version
const isSame = (a: Article, b: Article) => {
  const text = (article: Article) => JSON.stringify(Object.entries(article).sort())
  return text(a) === text(b)
}

export class Model {
  stories = new Map<string, Story>()

  file(sent: Article, now: number, filed: Filed) {
    const { mayPublish, publish, embargo, item, by = 'Edith', base, isHeldBack = false } = filed
    if (publish === 'now' && !mayPublish) return
    const { slug } = sent
    if (!this.stories.has(slug) && this.called(slug)) return
    const story: Story = this.stories.get(slug) ?? { slug, state: 'draft', versions: [], cameOut: false, corrections: [], outs: [], former: new Map() }
    this.stories.set(slug, story)
    const before = story.versions.at(-1)
    const dated = this.#dated(story, sent, filed, now)
    const article = carrying(dated.article, story.corrections)
    const isNew = !before || !isSame(before.article, article)
    if (isNew) story.versions.push({ ...dated, article, by, from: item ?? itemIn(article) ?? (base ?? before)?.from })
    const newest = newestOf(story)
    const newlyHeld = embargo !== undefined && embargo > iso(now)
    if (embargo !== undefined) this.#keepEmbargo(story, newlyHeld ? embargo : undefined, mayPublish && (publish !== 'no' || !story.until))
    const follows = publish === 'now' || (publish !== 'no' && mayPublish && (story.state === 'published' || story.state === 'scheduled'))
    const isDesks = story.state === 'withdrawn' && !story.isAgencys && item !== undefined && publish === 'now'
    if (isHeldBack || isDesks || !follows || !(isNew || story.live !== newest || newlyHeld)) return
    if (publish === 'now' || story.state !== 'scheduled' || story.ordered) {
      if (publish === 'now') delete story.outAt
      // Sent back without a date, or with an old one, it comes out when that was to which it replaces.
      else if (!story.outAt && !story.live && newest.article.publishedAt <= iso(now)) story.outAt = story.ready?.article.publishedAt
      this.#letGo(story, newest, now, newlyHeld && story.live !== undefined && isSame(story.live.article, newest.article))
    } else if ((story.embargo ?? '') > iso(now)) this.#wait(story, newest, latest(newest.article.publishedAt, story.embargo), false)
    else this.takeOff(story, now)
  }

  #dated(story: Story, article: Article, { publish, isSilent, isSaid, item }: Filed, now: number): Pick<Version, 'article' | 'isOurDate'> {
    const before = story.versions.at(-1)
    if (item) return { article: story.cameOut ? { ...article, publishedAt: this.#keptDate(story, now) } : article, isOurDate: true }
    const isRepeated = !isSaid && before?.isOurDate && before.article.publishedAt === article.publishedAt
    if (!isSilent && !isRepeated) return { article, isOurDate: false }
    if (!before) return { article: { ...article, publishedAt: iso(now) }, isOurDate: true }
    const isNow = publish === 'now' && !story.cameOut && before.isOurDate && (isSilent || article.publishedAt <= iso(now))
    if (isNow) return { article: { ...article, publishedAt: iso(now) }, isOurDate: true }
    if (!isSilent) return { article, isOurDate: true }
    return { article: { ...article, publishedAt: this.#keptDate(story, now) }, isOurDate: before.isOurDate }
  }

  #keptDate(story: Story, now: number) {
    const before = newestOf(story)
    const isPast = story.live && !story.until && before.article.publishedAt > iso(now)
    return (isPast ? (story.live as Version) : before).article.publishedAt
  }

  #keepEmbargo(story: Story, until: string | undefined, maySet: boolean) {
    story.embargo = maySet ? until : latest(until, story.embargo)
    if (story.until && story.embargo) story.until = latest(story.until, story.embargo)
  }

  publish(slug: string, now: number, at?: string) {
    const story = this.stories.get(slug)
    if (!story) return
    const { article, isOurDate } = newestOf(story)
    const isAhead = article.publishedAt > iso(now)
    const isUpdate = story.live !== undefined && story.live !== newestOf(story)
    let date = article.publishedAt
    let outAt: string | undefined
    if (at && at > iso(now)) outAt = at
    if (at && !(outAt && isUpdate && !isAhead)) date = at
    else if (at) date = article.publishedAt
    else if (isOurDate && (isAhead || (!story.cameOut && !((story.embargo ?? '') > iso(now))))) date = iso(now)
    if (date === article.publishedAt && story.live === newestOf(story)) return
    if (date !== article.publishedAt)
      story.versions.push({ ...newestOf(story), article: { ...article, publishedAt: date }, isOurDate: !at || at > iso(now), by: 'Edith' })
    story.outAt = outAt
    this.#letGo(story, newestOf(story), now)
  }

  embargo(slug: string, until: string, now: number) {
    const story = this.stories.get(slug)
    if (!story || story.state === 'withdrawn' || until <= iso(now)) return
    const held = story.ready ?? newestOf(story)
    story.embargo = until
    this.#wait(story, held, latest(until, story.outAt, held.article.publishedAt), story.until ? story.ordered === true : held === story.live)
  }

  lift(slug: string, now: number) {
    const story = this.stories.get(slug)
    if (!story?.embargo) return
    delete story.embargo
    if (story.until && story.ordered) this.#release(story, iso(now), now)
    else if (story.until) this.takeOff(story, now)
  }

  unschedule(slug: string, now: number) {
    const story = this.stories.get(slug)
    if (story?.until) this.takeOff(story, now)
  }

  withdraw(slug: string, now: number, at?: string) {
    const story = this.stories.get(slug)
    if (!story) return
    if (story.state === 'withdrawn') {
      this.ended(story)
      delete story.isAgencys
    } else if (!at || at <= iso(now)) this.takeDown(story, now)
    else if (story.state !== 'draft') story.withdrawAt = at
  }

  liftWithdrawal(slug: string) {
    delete this.stories.get(slug)?.withdrawAt
  }

  correct(slug: string, text: string, now: number) {
    const story = this.stories.get(slug)
    if (!story?.live) return
    const correction = { at: iso(now), text }
    this.#amend(story, story.live, (article) => ({ ...article, corrections: [...(article.corrections ?? []), correction] }))
    this.#comeOut(story, story.live, now)
  }

  restore(slug: string, revision: number, now: number) {
    const story = this.stories.get(slug)
    const version = story?.versions[revision - 1]
    if (version && !version.erased)
      this.file(version.article, now, { mayPublish: true, isSilent: version.isOurDate, isSaid: !version.isOurDate, base: version })
  }

  /** The story that is called so, or was. */
  called(slug: string): Story | undefined {
    return this.stories.get(slug) ?? [...this.stories.values()].find(({ former }) => former.has(slug))
  }

  rename(slug: string, to: string) {
    const story = this.stories.get(slug)
    if (!story || slug === to || (this.called(to) ?? story) !== story) return
    story.former.delete(to)
    story.former.set(slug, story.cameOut)
    if (story.cameOut) story.firstSlug ??= slug
    story.slug = to
    for (const version of story.versions) version.article = { ...version.article, slug: to }
    // In the order in which they were first filed.
    this.stories = new Map([...this.stories.values()].map((it) => [it.slug, it]))
  }

  delete(slug: string): Story | undefined {
    const story = this.stories.get(slug)
    if (!story || story.cameOut || story.until) return undefined
    this.stories.delete(slug)
    return story
  }

  erase(slug: string, revision: number) {
    const story = this.stories.get(slug)
    const version = story?.versions[revision - 1]
    if (!story || !version || version.erased || [story.live, story.ready, newestOf(story)].includes(version)) return
    version.erased = true
    for (const name of [slug, ...story.former.keys()]) this.ended({ slug: name })
  }

  tick(now: number) {
    for (const story of this.stories.values()) {
      const { until, withdrawAt } = story
      if (until && until <= iso(now) && (!withdrawAt || withdrawAt >= until)) this.#release(story, until, now)
      if (withdrawAt && withdrawAt <= iso(now)) this.takeDown(story, now)
    }
  }

  /** What waits comes out, dated then if nobody ever saw it before. */
  #release(story: Story, at: string, now: number) {
    const ready = story.ready as Version
    if (!story.cameOut && ready.article.publishedAt < at) this.#amend(story, ready, (article) => ({ ...article, publishedAt: at }))
    delete story.embargo
    this.#letGo(story, story.ready as Version, now)
  }

  /** Changes a version, and those above it that wait; `live` and `ready` follow. */
  #amend(story: Story, base: Version, change: (article: Article) => Article) {
    const place = (version: Version | undefined) => (version ? story.versions.indexOf(version) : -1)
    const above = [...new Set([story.ready ?? base, newestOf(story)])].filter((version) => place(version) > place(base))
    for (const version of [base, ...above]) {
      const changed = { ...version, article: change(version.article), by: version === base ? 'Edith' : version.by }
      story.versions.push(changed)
      if (story.live === version) story.live = changed
      if (story.ready === version) story.ready = changed
    }
  }

  #letGo(story: Story, version: Version, now: number, holdsLive = false) {
    const until = latest(version.article.publishedAt, story.embargo, story.outAt)
    if (until > iso(now)) return this.#wait(story, version, until, true, holdsLive)
    for (const field of ['ready', 'until', 'embargo', 'outAt', 'ordered'] as const) delete story[field]
    this.#comeOut(story, version, now)
  }

  #comeOut(story: Story, version: Version, now: number) {
    Object.assign(story, { state: 'published', live: version, cameOut: true })
    story.outs.push(iso(now))
    delete story.withdrawnAt
    delete story.isAgencys
    story.corrections = carrying(version.article, story.corrections).corrections ?? []
  }

  #wait(story: Story, ready: Version, until: string, ordered: boolean, holdsLive = false) {
    if (holdsLive || story.live === ready) delete story.live
    Object.assign(story, { state: story.live ? 'published' : 'scheduled', ready, until, ordered })
  }

  protected takeOff(story: Story, now: number) {
    const off = story.cameOut ? 'withdrawn' : 'draft'
    story.state = story.live ? 'published' : off
    for (const field of ['ready', 'until', 'embargo', 'outAt', 'ordered'] as const) delete story[field]
    if (!story.live) delete story.withdrawAt
    if (story.state === 'withdrawn') story.withdrawnAt ??= iso(now)
    else delete story.withdrawnAt
  }

  protected takeDown(story: Story, now: number, isAgencys = false) {
    Object.assign(story, { state: 'withdrawn', withdrawnAt: iso(now), isAgencys })
    for (const field of ['live', 'ready', 'until', 'embargo', 'outAt', 'ordered', 'withdrawAt'] as const) delete story[field]
    this.ended(story)
  }

  /** Told when a story is withdrawn, for what else ends with it. */
  protected ended(_: { slug: string }) {}
}

/** The item that the copy itself says it came from. */
function itemIn({ ninjs }: Article): Item | undefined {
  return ninjs as Item | undefined // The test's own copy has nothing else there.
}

/** The article with all these corrections. */
function carrying(article: Article, corrections: Correction[]): Article {
  const own = article.corrections ?? []
  const missing = corrections.filter(({ at, text }) => !own.some((it) => it.at === at && it.text === text))
  return missing.length === 0 ? article : { ...article, corrections: [...missing, ...own].sort((a, b) => (a.at < b.at ? -1 : 1)) }
}
