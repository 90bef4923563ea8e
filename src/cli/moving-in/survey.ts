/** The first reading: where everything will be, so that links between stories lead there, and who and what stories name. */
import type { Api } from '../api.ts'
import { EXIT, ExitError } from '../exit-error.ts'
import { addressKey, hostKey } from './addresses.ts'
import type { OldItem, OldPicture, OldStory, OldTerm } from './old-item.ts'
import type { OldSystem } from './old-system.ts'
import { freeSlug, slugFor } from './slugs.ts'
import { slugOfTerm, type Terms } from './terms.ts'

export type Place = { slug: string; section: string; isPublic: boolean }

export class Survey {
  /** By the story's id. */
  readonly places = new Map<string, Place>()
  /** By `addressKey`: the id of the story that was there. */
  readonly #idAt = new Map<string, string>()
  /** By `addressKey` of the original. */
  readonly pictures = new Map<string, OldPicture>()
  /** Where the old site has its files. */
  readonly hosts = new Set<string>()
  readonly authors = new Set<string>()
  readonly topics = new Set<string>()
  /** Those with a page that readers find. */
  readonly publicTopics = new Set<string>()
  /** By `addressKey`: where the page is that was there and was no story's. */
  readonly #pages = new Map<string, () => string | undefined>()
  /** By a category's slug: those whose parent it is. */
  readonly #below = new Map<string, OldTerm[]>()
  items = 0
  /** What feeds called stories: the id of the first that says so. Plugins that copy posts copy that, too. */
  readonly #feedIds = new Map<string, string>()
  readonly #slugs = new Set<string>()

  pathOf(id: string): string | undefined {
    const place = this.places.get(id)
    return place && `/${place.section}/${place.slug}`
  }

  /** Where the story, section, topic or author is now that was at an old address. */
  pathAt(address: string, base?: string): string | undefined {
    const key = addressKey(address, base)
    const id = key === undefined ? undefined : this.#idAt.get(key)
    return id === undefined ? this.#pages.get(key ?? '')?.() : this.pathOf(id)
  }

  /** Where an address that is no item's leads: `to` is a path of this site, or a story's id. Undefined for what readers don't find. */
  placeNow(to: string): string | undefined {
    const place = this.places.get(to)
    if (!place) return to.startsWith('/') ? to : undefined
    return place.isPublic ? this.pathOf(to) : undefined
  }

  ownsFeedId = ({ id, feedId }: OldStory) => feedId !== undefined && this.#feedIds.get(feedId) === id

  /** Categories below one, at any depth, that readers find stories of; parents can be each other’s. */
  publicBelow({ slug }: OldTerm, seen = new Set<string>()): OldTerm[] {
    if (slug === undefined || seen.has(slug)) return []
    seen.add(slug)
    const children = this.#below.get(slug) ?? []
    return [...children.filter((term) => this.publicTopics.has(slugOfTerm(term))), ...children.flatMap((term) => this.publicBelow(term, seen))]
  }

  /** An address that two stories had is the first one's. */
  isOfAnother(address: string, id: string): boolean {
    const owner = this.#idAt.get(addressKey(address) ?? '')
    return owner !== undefined && owner !== id
  }

  addPage(address: string, path: () => string | undefined) {
    const key = addressKey(address)
    if (key !== undefined && !this.#pages.has(key)) this.#pages.set(key, path)
  }

  add(item: OldItem, terms: Terms) {
    this.items++
    if (item.kind === 'story') this.#addStory(item, terms)
    else if (item.kind === 'topic') {
      if (item.isCategory && item.term.parent) this.#below.set(item.term.parent, [...(this.#below.get(item.term.parent) ?? []), item.term])
      const path = () => (this.publicTopics.has(slugOfTerm(item.term)) ? terms.pathOf(item.term, item.isCategory) : undefined)
      for (const address of item.addresses ?? []) this.addPage(address, path)
    } else if (item.kind === 'author') {
      for (const address of item.addresses ?? []) this.addPage(address, () => (this.authors.has(item.slug) ? `/author/${item.slug}` : undefined))
    } else if (item.kind === 'redirect') {
      this.addPage(item.from, () => (this.places.get(item.to ?? '')?.isPublic ? this.pathOf(item.to ?? '') : undefined))
    } else if (item.kind === 'picture') {
      const key = addressKey(item.address)
      if (key === undefined) return
      this.hosts.add(hostKey(new URL(item.address)))
      if (!this.pictures.has(key)) this.pictures.set(key, item)
    }
  }

  #addStory(story: OldStory, terms: Terms) {
    if (this.places.has(story.id)) return
    terms.count(story)
    const { section, kept } = terms.of(story)
    const slug = freeSlug(slugFor(story.slug ?? '', story.title, story.id), this.#slugs)
    this.#slugs.add(slug)
    this.places.set(story.id, { slug, section, isPublic: story.state === 'published' })
    if (story.feedId !== undefined && !this.#feedIds.has(story.feedId)) this.#feedIds.set(story.feedId, story.id)
    for (const { slug: author } of story.copy.byline ?? []) if (author) this.authors.add(author)
    for (const term of [...story.sections, ...story.topics]) this.topics.add(slugOfTerm(term))
    if (story.state === 'published') for (const slug of kept) this.publicTopics.add(slug)
    // An address that two stories had leads to the first.
    for (const address of story.addresses) {
      const key = addressKey(address)
      if (key !== undefined && !this.#idAt.has(key)) this.#idAt.set(key, story.id)
    }
  }
}

/** `step` hears of each item. */
export async function surveyOf(system: OldSystem, terms: Terms, step: () => void): Promise<Survey> {
  const survey = new Survey()
  if (system.siteUrl) survey.addPage(system.siteUrl, () => '/')
  for await (const item of system.items()) {
    survey.add(item, terms)
    step()
  }
  for (const { from, to } of system.otherAddresses?.() ?? []) survey.addPage(from, () => survey.placeNow(to))
  return survey
}

/** Lines of one question: a few hundred bytes each. */
const MOST_QUESTIONS = 1000

/** From so many on, and more than half of what is new, one name twice is no accident. */
const FEW_TAKEN = 10

/**
 * The site may know these stories already, under slugs of its own, or have others of their slugs. If most are taken by others, they are the same
 * stories, imported when the old site had another address. Throws an `ExitError` then, unless they are to stand `beside` them.
 */
export async function settleSlugs(api: Api, { places }: Survey, beside: boolean): Promise<void> {
  const all = [...places]
  let [unknown, taken] = [0, 0]
  for (let from = 0; from < all.length; from += MOST_QUESTIONS) {
    const asked = all.slice(from, from + MOST_QUESTIONS)
    const body = asked.map(([id, { slug }]) => `${JSON.stringify({ type: 'story-slug', id, slug })}\n`).join('')
    const reply = await api.text('POST', '/api/import', { body, type: 'application/jsonl', headers: { Accept: 'application/jsonl' }, repeatable: true })
    if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
    for (const line of reply.value.split('\n').filter(Boolean)) {
      const { line: number, ok, slug, known } = JSON.parse(line) as { line: number; ok: boolean; slug?: string; known?: boolean }
      const place = asked[number - 1]?.[1]
      if (!place || !ok || !slug) continue
      if (known === false) unknown++
      if (known === false && slug !== place.slug) taken++
      place.slug = slug
    }
  }
  if (beside || taken < FEW_TAKEN || taken <= unknown / 2) return
  throw new ExitError(
    EXIT.refused,
    `Nothing was filed: ${taken.toLocaleString('en')} of ${unknown.toLocaleString('en')} new stories have the names of articles that are here. Were these imported before, when the old site had another address? Then say which: --old-site https://www.old.example. If they are others, file them beside: --beside.`,
  )
}

/** What the old library says of the picture at an address, or of what it was made of. A name that looks like a size may be the original's own. */
export function pictureCalled(address: string, { originalsOf }: OldSystem, { pictures }: Survey): OldPicture | undefined {
  for (const candidate of [address, ...(originalsOf?.(address) ?? [])]) {
    const key = addressKey(candidate)
    const found = key === undefined ? undefined : pictures.get(key)
    if (found) return found
  }
  return undefined
}

/** Where the best of a picture may be, best first. What the library has is sure. */
export function sourcesOf(address: string, system: OldSystem, survey: Survey): string[] {
  const known = pictureCalled(address, system, survey)?.address
  return [...new Set([...(known ? [known] : []), ...(system.originalsOf?.(address) ?? []), address])]
}
