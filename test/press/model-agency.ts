/** What a newsroom expects beyond its own copy: of agencies' items and orders, of previews, and of ledgers that are imported. */
import type { Article } from '../../src/copy/shapes/article.ts'
import { type Item, Model, newestOf, type Story, type Version } from './model.ts'

type Known = Item & { stopped?: 'kill' | 'hold' | undefined }
type Sent = { item: Item; article: Article; reporter: boolean; publish?: 'now' | 'no' | undefined; suffix?: string | undefined }
type Preview = { id?: string; slug: string; uri?: string | undefined; ended: boolean }
/** The newsroom as it was when its ledger was exported; of each story how many revisions it had. */
export type Earlier = {
  stories: (Omit<Story, 'versions' | 'live' | 'ready'> & { count: number; live: number; ready: number; decided: number })[]
  items: Map<string, Known>
}

const OUT = ['published', 'scheduled']

export class NewsroomModel extends Model {
  items = new Map<string, Known>()
  previews: Preview[] = []
  /** How each story stood when it was last looked at, and the number of the decision by which it came to. */
  #decided = new Map<string, { stateText: string; number: number }>()
  #decisions = 0

  /** An item comes in, or a reporter files one. */
  item({ item, article, reporter, publish, suffix }: Sent, now: number) {
    if (publish === 'now' && reporter) return
    const { uri } = item
    const stories = [...this.stories.values()]
    const own = reporter && suffix ? stories.findLast(({ versions }) => versions.some(({ by, from }) => by === 'Rex' && from?.uri === uri)) : undefined
    const before = own ?? this.#follower(uri) ?? (suffix ? undefined : this.stories.get(article.slug))
    if (!before && !suffix && this.called(article.slug)) return
    if (before?.follows && before.follows !== uri) return
    const known = this.items.get(uri)
    const isStopped = known?.stopped !== undefined && compare(item, known) !== 'newer'
    const isFollower = before?.follows === uri
    const last = isFollower ? known : before && newestOf(before).from?.uri === uri ? newestOf(before).from : undefined
    if (last && ['older', 'same'].includes(compare(item, last))) return
    if (isFollower && isStopped) return
    const slug = before?.slug ?? (suffix ? this.#freeSlug(article.slug, suffix) : article.slug)
    this.file({ ...article, slug }, now, { mayPublish: !reporter, publish, item, by: reporter ? 'Rex' : 'Edith', isHeldBack: isStopped })
    if (reporter) return
    ;(this.stories.get(slug) as Story).follows = uri
    this.#keepItem(item, isStopped ? known.stopped : undefined)
  }

  /** Everything that is out or waits and came from the item goes. */
  stop(item: Item, order: 'kill' | 'hold', now: number) {
    const { uri } = item
    for (const preview of this.previews) if (preview.uri === uri) preview.ended = true
    this.#keepItem(item, order === 'hold' && this.items.get(uri)?.stopped === 'kill' ? 'kill' : order)
    for (const story of this.stories.values()) {
      const { live, ready } = story
      const follows = story.follows === uri
      if (!follows && ![live, ready, newestOf(story)].some((version) => version?.from?.uri === uri)) continue
      this.ended(story)
      if (live && !follows && live.from?.uri !== uri) this.#dropWaiting(story, uri, now)
      else if (story.state !== 'withdrawn' && (order === 'kill' || OUT.includes(story.state))) this.takeDown(story, now, true)
    }
  }

  /** What readers have is not from the item; what waits to take its place goes, and what is live is the newest again. */
  #dropWaiting(story: Story, uri: string, now: number) {
    const waits = newestOf(story).from?.uri === uri
    if (story.ready?.from?.uri === uri) this.takeOff(story, now)
    if (!waits || !story.live) return
    story.live = { ...story.live, by: 'Edith' }
    story.versions.push(story.live)
  }

  override rename(slug: string, to: string) {
    const story = this.stories.get(slug)
    super.rename(slug, to)
    if (story?.slug !== to || slug === to) return
    for (const preview of this.previews) if (preview.slug === slug) preview.slug = to
    const decided = this.#decided.get(slug)
    this.#decided.delete(slug)
    if (decided) this.#decided.set(to, decided)
  }

  override delete(slug: string) {
    const story = super.delete(slug)
    if (!story) return undefined
    this.previews = this.previews.filter((preview) => preview.slug !== slug)
    this.#decided.delete(slug)
    const uris = [story.follows, ...story.versions.map(({ from }) => from?.uri)]
    const isElsewhere = (uri: string) => [...this.stories.values()].some((it) => it.follows === uri || it.versions.some(({ from }) => from?.uri === uri))
    for (const uri of uris) if (uri && !this.items.get(uri)?.stopped && !isElsewhere(uri)) this.items.delete(uri)
    return story
  }

  preview(slug: string, uri: string | undefined): Preview {
    const preview = { slug, uri, ended: false }
    this.previews.push(preview)
    return preview
  }

  protected override ended({ slug }: { slug: string }) {
    for (const preview of this.previews) if (preview.slug === slug) preview.ended = true
  }

  /** An article put into KV as withdrawn. */
  tombstone(slug: string, now: number) {
    const story = this.stories.get(slug)
    if (story?.live) this.takeDown(story, now)
  }

  importArticle(article: Article, now: number) {
    if (this.stories.get(article.slug)?.state !== 'withdrawn') this.file(article, now, { mayPublish: true, publish: 'now', isSaid: true })
  }

  #look() {
    for (const [slug, story] of this.stories) {
      const stateText = stateTextOf(story)
      if (this.#decided.get(slug)?.stateText !== stateText) this.#decided.set(slug, { stateText, number: ++this.#decisions })
    }
  }

  export(): Earlier {
    this.#look()
    const stories = [...this.stories.values()].map(({ versions, live, ready, ...story }) => {
      const at = (version: object | undefined) => versions.indexOf(version as never)
      return structuredClone({ ...story, count: versions.length, live: at(live), ready: at(ready), decided: this.#decided.get(story.slug)?.number ?? 0 })
    })
    return { stories, items: structuredClone(this.items) }
  }

  /**
   * Every story of which nothing was filed since is as it was then; but what was decided since stands, unless the story goes,
   * and what was withdrawn or stopped since is not out again.
   */
  import({ stories, items }: Earlier) {
    this.#look()
    const unseen = [...items.values()].filter(({ uri, stopped }) => stopped && !stories.some(({ follows }) => follows === uri))
    for (const item of unseen) this.#importItem(item)
    for (const { count, live, ready, decided, ...then } of structuredClone(stories)) {
      const story = this.called(then.slug) as Story
      const { versions, corrections } = story
      const other = then.follows && this.#follower(then.follows)
      const isOutSince = then.outs.length > story.outs.length || (then.outs.at(-1) ?? '') > (story.withdrawnAt ?? '')
      const { slug, former, firstSlug } = story
      const known = this.#decided.get(slug)?.number ?? 0
      const stateText = stateTextOf({ ...then, versions, ...(live >= 0 && { live: versions[live] }), ...(ready >= 0 && { ready: versions[ready] }) } as Story)
      const isSettled = !OUT.includes(then.state) || stateText === stateTextOf(story)
      const isOlder = decided < known || (story.state === 'withdrawn' && !isOutSince)
      const isErased = [live, ready].some((at) => story.versions[at]?.erased)
      const isStopped = [live, ready].some((at) => at >= 0 && this.#isStopped(story, versions[at] as Version))
      if (isErased || versions.length !== count || (other && other !== story) || (!isSettled && isOlder) || (story.state !== 'draft' && isStopped)) continue
      for (const field of Object.keys(story) as (keyof Story)[]) delete story[field]
      Object.assign(story, then, { versions, corrections, slug, former }, live >= 0 && { live: versions[live] }, ready >= 0 && { ready: versions[ready] })
      // Readers had it under the name of then, whatever it is called now.
      if (then.cameOut && then.slug !== slug) former.set(then.slug, true)
      const first = firstSlug ?? then.firstSlug ?? (then.cameOut && then.slug !== slug ? then.slug : undefined)
      if (first) story.firstSlug = first
      if (then.follows) this.#importItem(items.get(then.follows) as Known)
      if (then.state === 'withdrawn') this.ended(story)
      this.#decided.set(slug, { stateText, number: Math.max(known, decided) })
    }
  }

  /** Neither out nor waiting, and from an item that the agency stopped. */
  #isStopped({ live, ready }: Story, version: Version) {
    return version !== live && version !== ready && version.from !== undefined && this.items.get(version.from.uri)?.stopped !== undefined
  }

  #follower = (uri: string) => [...this.stories.values()].find(({ follows }) => follows === uri)

  #freeSlug(wanted: string, suffix: string) {
    if (!this.called(wanted)) return wanted
    let slug = `${wanted}-${suffix}`
    for (let n = 2; this.called(slug); n++) slug = `${wanted}-${suffix}-${n}`
    return slug
  }

  #keepItem({ uri, version }: Item, stopped: Known['stopped']) {
    const known = this.items.get(uri)?.version
    this.items.set(uri, { uri, version: known === undefined || (version ?? 0) > known ? version : known, stopped })
  }

  #importItem(item: Known) {
    this.#keepItem(item, this.items.get(item.uri)?.stopped ?? item.stopped)
  }
}

function compare({ version: a }: { version?: number | undefined }, { version: b }: { version?: number | undefined }) {
  if (a === undefined || b === undefined) return 'unknown'
  return a > b ? 'newer' : a < b ? 'older' : 'same'
}

const stateTextOf = ({ state, versions, live, ready, until, embargo, withdrawAt, outAt, isAgencys }: Story) =>
  JSON.stringify([
    state,
    state === 'withdrawn' && isAgencys === true,
    live && versions.indexOf(live),
    ready && versions.indexOf(ready),
    until,
    embargo,
    withdrawAt,
    outAt,
  ])
