/** What a newsroom expects of its press, as simply as it can be said: no revisions table, no outbox, no KV. */
import type { Article } from '../../src/copy/article.ts'
import type { State } from '../../src/press/calls.ts'

type Story = {
  state: State
  newest: Article
  live?: Article
  ready?: Article
  until?: string
  embargo?: string
  withdrawAt?: string
  cameOut: boolean
  filed: number
}

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
const latest = (...times: (string | undefined)[]) => times.filter(Boolean).sort().at(-1) as string

export class Model {
  stories = new Map<string, Story>()

  file(article: Article, now: number, { mayPublish, publish }: { mayPublish: boolean; publish?: 'now' | 'no' | undefined }) {
    if (publish === 'now' && !mayPublish) return
    const story = this.stories.get(article.slug) ?? { state: 'draft' as const, newest: article, cameOut: false, filed: 0 }
    const kept = story.live?.corrections?.filter(({ text }) => !article.corrections?.some((it) => it.text === text)) ?? []
    story.newest = kept.length > 0 ? { ...article, corrections: [...kept, ...(article.corrections ?? [])] } : article
    story.filed++
    this.stories.set(article.slug, story)
    const isOut = story.state === 'published' || story.state === 'scheduled'
    if (publish !== 'no' && (publish === 'now' || (mayPublish && isOut))) this.#letGo(story, story.newest, now)
  }

  publish(slug: string, now: number, at?: string) {
    const story = this.stories.get(slug)
    if (!story || (story.live === story.newest && (!at || at === story.newest.publishedAt))) return
    if (at && at !== story.newest.publishedAt) {
      story.newest = { ...story.newest, publishedAt: at }
      story.filed++
    }
    this.#letGo(story, story.newest, now)
  }

  embargo(slug: string, until: string, now: number) {
    const story = this.stories.get(slug)
    if (!story || story.state === 'withdrawn' || until <= iso(now)) return
    story.embargo = until
    const ready = story.live ?? story.ready ?? story.newest
    this.#hold(story, ready, latest(until, ready.publishedAt))
  }

  lift(slug: string, now: number) {
    const story = this.stories.get(slug)
    if (story?.state !== 'scheduled') return
    delete story.embargo
    this.#letGo(story, story.ready as Article, now)
  }

  withdraw(slug: string, now: number, at?: string) {
    const story = this.stories.get(slug)
    if (!story || story.state === 'withdrawn') return
    if (at && at > iso(now)) {
      if (story.state !== 'draft') story.withdrawAt = at
    } else this.#takeDown(story)
  }

  correct(slug: string, text: string, now: number) {
    const story = this.stories.get(slug)
    if (!story?.live) return
    const corrected = (article: Article) => ({ ...article, corrections: [...(article.corrections ?? []), { at: iso(now), text }] })
    const waits = story.live !== story.newest
    const live = corrected(story.live)
    story.newest = waits ? corrected(story.newest) : live
    story.filed += waits ? 2 : 1
    this.#letGo(story, live, now)
  }

  tick(now: number) {
    for (const story of this.stories.values()) {
      const { until, withdrawAt } = story
      if (until && until <= iso(now) && (!withdrawAt || withdrawAt >= until)) this.#release(story, until, now)
      if (withdrawAt && withdrawAt <= iso(now)) this.#takeDown(story)
    }
  }

  #release(story: Story, until: string, now: number) {
    let ready = story.ready as Article
    if (!story.cameOut && ready.publishedAt < until) {
      const waits = story.newest !== ready
      ready = { ...ready, publishedAt: until }
      story.newest = waits ? { ...story.newest, publishedAt: until } : ready
      story.filed += waits ? 2 : 1
    }
    delete story.embargo
    this.#letGo(story, ready, now)
  }

  #letGo(story: Story, article: Article, now: number) {
    const until = latest(article.publishedAt, story.embargo)
    if (until > iso(now)) return this.#hold(story, article, until)
    story.state = 'published'
    story.live = article
    story.cameOut = true
    for (const field of ['ready', 'until', 'embargo'] as const) delete story[field]
  }

  #hold(story: Story, ready: Article, until: string) {
    delete story.live
    Object.assign(story, { state: 'scheduled', ready, until })
  }

  #takeDown(story: Story) {
    story.state = 'withdrawn'
    for (const field of ['live', 'ready', 'until', 'embargo', 'withdrawAt'] as const) delete story[field]
  }
}
