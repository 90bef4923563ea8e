/** Takes the items of an old system one by one, files them in chunks, and sees that each is counted once. */
import { parseArticle } from '../../copy/parse-article.ts'
import { lastPieceOf } from '../../copy/shapes/address-pieces.ts'
import type { CommandContext } from '../command-context.ts'
import { addressKey, hostKey } from './addresses.ts'
import { fileLines, type LineResult } from './file-lines.ts'
import { fileAuthor, fileSubscribers, fileTopic } from './file-records.ts'
import type { LeftOut, OldAuthor, OldItem, OldPicture, OldRedirect, OldStory, OldSubscriber, OldTopic } from './old-item.ts'
import type { OldRedirects } from './old-redirects.ts'
import type { OldSystem } from './old-system.ts'
import type { MovePicture } from './picture-mover.ts'
import type { Reporter } from './report.ts'
import { type Preparation, type PreparedStory, prepareStory } from './story-line.ts'
import { pictureCalled, type Survey } from './survey.ts'
import { slugOfTerm, type TermMap } from './terms.ts'

export type MovingOptions = {
  from: string
  isDryRun: boolean
  map: TermMap
  uploads: string | undefined
  allowPrivate: boolean
  redirectsFile: string | undefined
  /** New stories may have the names of articles that are here. */
  beside: boolean
  /** Where files will be that this site can't hold. */
  filesAt: string | undefined
}

/** Texts of stories that are prepared at once, with their pictures: one request has them all. */
const CHUNK = { maxTexts: 50, maxChars: 1_000_000 }

type Parts = { reporter: Reporter; redirects: OldRedirects; survey: Survey; means: Preparation; options: MovingOptions; system: OldSystem }

export class Moving {
  readonly #context: CommandContext
  readonly #parts: Parts
  readonly #seen = new Set<string>()
  #waiting: OldStory[] = []
  /** Of those that wait, with their older versions. */
  #texts = 0
  #subscribers: OldSubscriber[] = []
  /** What became of pictures of the old library, by their items' ids. */
  readonly #moved = new Map<string, { ok: true; isNew: boolean } | { ok: false; why: string }>()
  readonly #pictureItems: OldPicture[] = []
  /** By slug, how the first was called. */
  readonly #authors = new Map<string, OldAuthor>()
  #sending: Promise<void> = Promise.resolve()

  constructor(context: CommandContext, parts: Parts) {
    this.#context = context
    this.#parts = { ...parts, means: { ...parts.means, shownPicture: (address, moved) => this.#countPicture(address, moved) } }
  }

  async take(item: OldItem): Promise<void> {
    const { reporter } = this.#parts
    reporter.read(item.what, item.kind === 'left-out' ? (item.count ?? 1) : 1)
    if (item.kind !== 'left-out' && this.#seen.has(item.id)) return reporter.not(item, 'It is in the file twice: the first was taken.')
    this.#seen.add(item.id)
    switch (item.kind) {
      case 'story':
        this.#waiting.push(item)
        this.#texts += 1 + (item.history?.length ?? 0)
        if (this.#texts >= CHUNK.maxTexts) await this.#prepare()
        return
      case 'author':
        return await this.#author(item)
      case 'topic':
        return await this.#topic(item)
      case 'picture':
        this.#pictureItems.push(item)
        return
      case 'subscriber':
        this.#subscribers.push(item)
        if (this.#subscribers.length >= 500) await this.#flushSubscribers()
        return
      case 'redirect':
        return this.#redirect(item)
      case 'left-out':
        return this.#leftOut(item)
    }
  }

  async finish() {
    await this.#prepare()
    await this.#sending
    await this.#flushSubscribers()
    for (const item of this.#pictureItems) this.#endPicture(item)
    const { system, survey, redirects } = this.#parts
    for (const { from, to } of system.otherAddresses?.() ?? []) {
      const here = survey.placeNow(to)
      if (here !== undefined) redirects.add(from, here)
    }
  }

  /** While one chunk is sent, the next is prepared. */
  async #prepare() {
    const stories = this.#waiting
    this.#waiting = []
    this.#texts = 0
    const prepared = await Promise.all(stories.map((story) => prepareStory(story, this.#parts.means)))
    await this.#sending
    this.#sending = this.#send(prepared)
    // It is awaited with the next one; until then nobody may call it unhandled.
    this.#sending.catch(() => undefined)
  }

  async #send(prepared: readonly PreparedStory[]) {
    if (this.#parts.options.isDryRun) {
      for (const story of prepared) this.#wouldFile(story)
      return
    }
    for (const chunk of chunksOf(prepared)) {
      const results = await fileLines(
        this.#context.api,
        chunk.map(({ line }) => line),
        this.#context.environment.wait,
      )
      for (const [at, story] of chunk.entries()) this.#endStory(story, results[at] as LineResult)
    }
  }

  #wouldFile({ story, slug, article, notes, topicsLeftOut }: PreparedStory) {
    const { reporter } = this.#parts
    const parsed = parseArticle(article)
    if (parsed.ok) {
      reporter.done(story.what, 'filed')
      this.#addRedirects(story, slug)
    } else reporter.not(story, parsed.flaws.map(({ pointer, message }) => `${pointer}: ${message}`).join(' '), { isLoss: true })
    reporter.note(story, slug, [...notes, ...(parsed.ok ? parsed.notes : [])], topicsLeftOut)
  }

  #endStory({ story, slug, notes, topicsLeftOut }: PreparedStory, { ok, result, message, notes: heard = [], ...answer }: LineResult) {
    const { reporter } = this.#parts
    const here = answer.slug ?? slug
    if (ok) {
      reporter.done(story.what, result === 'updated' || result === 'unchanged' ? result : 'filed')
      this.#addRedirects(story, here)
    } else reporter.not(story, reasonOf(message, result, here), { isLoss: true })
    // It is here, as an editor made it: its old addresses lead there all the same.
    if (result === 'kept') this.#addRedirects(story, here)
    reporter.note(story, here, [...notes, ...heard], topicsLeftOut)
  }

  #addRedirects(story: OldStory, slug: string) {
    const { survey, redirects } = this.#parts
    const place = survey.places.get(story.id)
    for (const address of story.addresses)
      if (!isFoundBySlug(address, slug) && !survey.isOfAnother(address, story.id)) redirects.add(address, place && `/${place.section}/${slug}`)
  }

  async #author(item: OldAuthor) {
    const { reporter, redirects, survey, options, means } = this.#parts
    const here = `/author/${item.slug}`
    const namesake = this.#authors.get(item.slug)
    if (namesake === undefined) this.#authors.set(item.slug, item)
    else {
      for (const address of item.addresses ?? []) if (survey.authors.has(item.slug)) redirects.add(address, here)
      if (item.login !== undefined && item.login === namesake.login) return reporter.not(item, 'They are in the file twice: the first was taken.')
      return reporter.not(
        item,
        `“${item.title}” and “${namesake.title}” are one author here, at ${here}. If they are two people, give one of them another name.`,
        {
          isLoss: true,
        },
      )
    }
    if (!survey.authors.has(item.slug)) for (const address of item.addresses ?? []) redirects.addUnlessKnown(address, { to: undefined, here })
    if (!survey.authors.has(item.slug) && !item.bio) return reporter.not(item, 'No story names them.')
    const outcome = options.isDryRun ? 'filed' : await fileAuthor(this.#context.api, item, means.movePicture)
    if (typeof outcome === 'object') return reporter.not(item, outcome.why, { isLoss: true })
    reporter.done(item.what, outcome)
    for (const address of item.addresses ?? []) if (survey.authors.has(item.slug)) redirects.add(address, here)
  }

  async #topic(item: OldTopic) {
    const { reporter, redirects, survey, options, means } = this.#parts
    const path = means.terms.pathOf(item.term, item.isCategory)
    if (path === undefined) {
      for (const address of item.addresses ?? []) redirects.add(address, '/')
      return reporter.not(item, 'The map leaves it out. Its old addresses lead to the front.')
    }
    if (!survey.topics.has(slugOfTerm(item.term))) return this.#emptyTopic(item, path)
    const isTopic = path.startsWith('/topic/')
    const outcome = options.isDryRun || !item.introduction || !isTopic ? 'filed' : await fileTopic(this.#context.api, item)
    if (typeof outcome === 'object') return reporter.not(item, outcome.why, { isLoss: true })
    reporter.done(item.what, outcome)
    // Nobody is sent to a page that isn't there: of drafts' topics, and of those that no story has room for.
    const isPublic = survey.publicTopics.has(slugOfTerm(item.term))
    for (const address of item.addresses ?? [])
      if (isPublic) redirects.add(address, path)
      else redirects.addUnlessKnown(address, { to: this.#placeBelow(item) ?? '/', here: path })
  }

  #placeBelow({ term }: OldTopic) {
    const { survey, means } = this.#parts
    const [first, ...others] = new Set(survey.publicBelow(term).map((below) => means.terms.pathOf(below, true) ?? '/'))
    return others.length > 0 ? '/' : first
  }

  /** A category is as much as those below it; where there are several, the front has them all. Another file of the same site may have stories of it. */
  #emptyTopic(item: OldTopic, here: string) {
    const { redirects, reporter } = this.#parts
    const to = this.#placeBelow(item)
    for (const address of item.addresses ?? []) redirects.addUnlessKnown(address, { to, here })
    if (!item.addresses?.length) return reporter.not(item, 'No story has it.')
    return reporter.not(item, `No story has it. Its old addresses ${to === undefined ? 'say that it’s gone (410)' : 'lead to what was below it'}.`)
  }

  #countPicture(address: string, moved: Awaited<ReturnType<MovePicture>>) {
    const { system, survey, reporter, redirects } = this.#parts
    const item = pictureCalled(address, system, survey)
    const key = item?.id ?? (moved.ok && !this.#parts.options.isDryRun ? moved.picture.src : (addressKey(address) ?? address))
    // Other sites show it in its sizes.
    if (item && moved.ok && !this.#parts.options.isDryRun)
      for (const from of [item.address, address, ...(item.pages ?? [])]) redirects.add(from, moved.picture.src)
    const isFirst = !this.#moved.has(key)
    if (isFirst) this.#moved.set(key, moved)
    if (!isFirst || !moved.ok) return
    if (moved.isNew) reporter.pictures.moved++
    else reporter.pictures.already++
  }

  #endPicture(item: OldPicture) {
    const { reporter } = this.#parts
    const moved = this.#moved.get(item.id)
    if (!moved) reporter.not(item, this.#isMovedAsAnother(item) ? 'Its file came along as that of another entry.' : 'No story shows it.')
    else if (moved.ok) reporter.done(item.what, moved.isNew || this.#parts.options.isDryRun ? 'filed' : 'unchanged')
    else reporter.not(item, moved.why, { isLoss: true })
  }

  /** Libraries list a file once for each of its captions. */
  #isMovedAsAnother({ address }: OldPicture) {
    const { system, survey } = this.#parts
    const id = pictureCalled(address, system, survey)?.id
    return id !== undefined && this.#moved.get(id)?.ok === true
  }

  #redirect(item: OldRedirect) {
    const { reporter, redirects, survey, system } = this.#parts
    const to = item.to === undefined ? undefined : (survey.pathOf(item.to) ?? survey.pathAt(item.to, system.siteUrl) ?? addressIn(item.to, system.siteUrl))
    const target = survey.places.get(item.to ?? '')
    if (item.status === 301 && (to === undefined || (target && !target.isPublic))) return reporter.not(item, 'What it leads to isn’t published in the import.')
    reporter.done(item.what, 'filed')
    redirects.add(item.from, to)
  }

  #leftOut(item: LeftOut) {
    this.#parts.reporter.not(item, item.why, { isLoss: item.isLoss ?? false, count: item.count ?? 1 })
  }

  async #flushSubscribers() {
    const { reporter, options } = this.#parts
    const rows = this.#subscribers
    this.#subscribers = []
    if (rows.length === 0) return
    const refusals = options.isDryRun ? new Map<number, string>() : await fileSubscribers(this.#context.api, rows)
    for (const [at, item] of rows.entries()) {
      const why = refusals.get(at)
      if (why === undefined) reporter.done(item.what, 'filed')
      else reporter.not(item, why, { isLoss: true })
    }
  }
}

/** The site itself sends readers on from `/{slug}` and from a wrong section, and takes no redirect from there. */
function isFoundBySlug(address: string, slug: string) {
  const { pathname, search } = new URL(address)
  const segments = pathname.split('/').filter(Boolean)
  return search === '' && segments.length <= 2 && lastPieceOf(pathname) === slug
}

/** A path of ours, or another site's address. What is the id of nothing in the import is neither. */
function addressIn(to: string, siteUrl: string | undefined): string | undefined {
  if (to.startsWith('/')) return to
  const isElsewhere = /^https?:/.test(to) && URL.canParse(to) && siteUrl !== undefined && hostKey(new URL(to)) !== hostKey(new URL(siteUrl))
  return isElsewhere ? to : undefined
}

/** One reason for all stories that have it. */
function reasonOf(message: string | undefined, result: LineResult['result'], slug: string) {
  if (result === 'kept') return (message ?? '').replace(`"${slug}"`, 'It')
  return message ?? 'The site refused it.'
}

function* chunksOf(prepared: readonly PreparedStory[]): Generator<PreparedStory[]> {
  let chunk: PreparedStory[] = []
  let chars = 0
  for (const story of prepared) {
    if (chunk.length > 0 && chars + story.line.length > CHUNK.maxChars) {
      yield chunk
      chunk = []
      chars = 0
    }
    chunk.push(story)
    chars += story.line.length
  }
  if (chunk.length > 0) yield chunk
}
