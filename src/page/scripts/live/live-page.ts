/** An open page of a story that moves. What is new waits until the reader wants it; what has changed changes in place, once nothing moves by it. */
import { eventChanges } from './event-words.ts'
import { moveQuietly, replaceQuietly } from './in-place.ts'
import { Notice } from './notice.ts'
import { emptyPlace, endOfUpdates, linkMoments, placeUnderHeading, putOnPage } from './places.ts'
import type { Follower, Pace } from './poll.ts'
import { straysIn } from './strays.ts'

type Ask = (question: string) => Promise<HTMLElement | undefined>
type Entry = { id: string; version: string }

/** As many updates as one question may name. */
const MAX_NAMED = 20

const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)]
const updatesOn = (place: ParentNode = document) => all('.live-update', place)
const idOf = ({ id }: HTMLElement) => id.slice(2)
const isPinned = (section: HTMLElement) => section.matches('.live-pinned')

export class LivePage implements Follower {
  readonly #notice: Notice
  /** Of its text, when it was loaded. */
  readonly #text: string | undefined
  /** On an earlier page of the updates, the newest are elsewhere, and what is pinned stands at its time. */
  readonly #isEarlier: boolean
  /** Updates that aren't shown yet. */
  #new: HTMLElement[] = []
  /** What has changed, by what it takes the place of. */
  readonly #changed = new Map<HTMLElement, HTMLElement>()
  /** Updates that are to stand elsewhere. */
  #strays: HTMLElement[] = []
  /** Updates by name, newest first, as far as we were told. */
  #order: string[] = []
  #after: string
  #seen: string
  /** Its text is another by now. */
  #isOutdated = false
  /** More of it is new than can be put in. */
  #mustLoad = false
  #isGone = false
  #ended: string | undefined

  constructor(notice: HTMLElement) {
    const { after = '', seen = '', text, earlier } = notice.dataset
    this.#notice = new Notice(notice, () => this.#showNew())
    this.#text = text
    this.#after = after
    this.#seen = seen
    this.#isEarlier = earlier !== undefined
    addEventListener('scroll', () => this.#changed.size + this.#strays.length > 0 && this.#settle(), { passive: true })
  }

  get question() {
    return `after=${this.#after}&seen=${this.#seen}`
  }

  gone() {
    this.#isGone = true
    this.#show()
  }

  async take(answer: HTMLElement, more: Ask): Promise<Pace> {
    const { after = '', seen = '', order, ended, over, reload } = answer.dataset
    this.#takeText(answer)
    const told = updatesOn(answer)
    this.#new.unshift(...told.filter((section) => !this.#find(idOf(section))))
    const older = order === undefined ? undefined : entriesIn(order)
    this.#order = [...new Set([...told.map(idOf), ...(older?.map(({ id }) => id) ?? this.#order)])]
    const isComplete = older === undefined || (await this.#takeChanges(older, more))
    this.#takeMoments(answer.querySelector<HTMLElement>('.key-moments'))
    for (const [old, next] of eventChanges(answer.dataset)) this.#change(old, next)
    this.#ended = ended
    this.#mustLoad = reload !== undefined
    if (isComplete) [this.#after, this.#seen] = [after, seen]
    this.#settle()
    return this.#mustLoad ? 'never' : over !== undefined && isComplete ? 'later' : 'soon'
  }

  #find(id: string): HTMLElement | undefined {
    return document.getElementById(`u-${id}`) ?? this.#new.find((section) => idOf(section) === id)
  }

  /** Scores change in place. Another text doesn't. */
  #takeText(answer: HTMLElement) {
    const [shown, boards] = [all('.text > .scoreboard'), all(':scope > .scoreboard', answer)]
    this.#isOutdated = answer.dataset.text !== this.#text || shown.length !== boards.length
    for (const [at, board] of boards.entries()) this.#change(shown[at], board)
  }

  #takeMoments(moments: HTMLElement | null) {
    if (moments || document.querySelector('.key-moments')) this.#change(placeUnderHeading('key-moments'), moments ?? emptyPlace('key-moments'))
  }

  #change(old: HTMLElement | undefined, next: HTMLElement) {
    if (!old) return
    if (old.textContent === next.textContent && old.hidden === next.hidden) this.#changed.delete(old)
    else this.#changed.set(old, next)
  }

  /** `entries` has all older updates. Whether everything that has changed could be had. */
  async #takeChanges(entries: Entry[], more: Ask) {
    this.#removeMissing(new Set(this.#order))
    const wanted = this.#wantedOf(entries)
    if (wanted.length === 0) return true
    const asked = wanted.slice(0, MAX_NAMED)
    const answer = await more(`only=${asked.map(({ id }) => id)}`)
    const sections = answer ? updatesOn(answer) : []
    const had = asked.flatMap(({ id, version }) => sections.find((one) => idOf(one) === id && one.dataset.version === version) ?? [])
    for (const section of had) this.#put(section, entries)
    return had.length === wanted.length
  }

  /** Those that this page has in another version, and those that belong on it. */
  #wantedOf(entries: Entry[]) {
    const [first, last] = this.#rangeIn(entries)
    return entries.filter(({ id, version }, at) => {
      const known = this.#find(id)
      if (known) return (this.#changed.get(known) ?? known).dataset.version !== version
      return (at > first && at < last && !version.startsWith('x')) || (!this.#isEarlier && version.startsWith('p'))
    })
  }

  /** Between which this page has all updates. What is pinned may be from another page. */
  #rangeIn(entries: Entry[]) {
    const here = entries.flatMap(({ id }, at) => (document.getElementById(`u-${id}`)?.matches(':not(.live-pinned)') ? [at] : []))
    return [this.#isEarlier ? (here[0] ?? 0) : -1, document.querySelector('.live-pages [rel=next]') ? (here.at(-1) ?? -1) : Number.POSITIVE_INFINITY] as const
  }

  #put(section: HTMLElement, entries: Entry[]) {
    const shown = document.getElementById(section.id)
    const waiting = this.#new.findIndex(({ id }) => id === section.id)
    if (!shown) return void this.#new.splice(Math.max(0, waiting), waiting < 0 ? 0 : 1, section)
    const [, last] = this.#rangeIn(entries)
    const isElsewhere = isPinned(shown) && !isPinned(section) && !this.#isEarlier && entries.findIndex(({ id }) => id === idOf(section)) > last
    this.#changed.set(shown, isElsewhere ? emptyPlace('live-removed') : section)
  }

  #removeMissing(ids: ReadonlySet<string>) {
    for (const shown of updatesOn()) if (!ids.has(idOf(shown))) this.#changed.set(shown, emptyPlace('live-removed'))
    this.#new = this.#new.filter((section) => ids.has(idOf(section)))
  }

  /**
   * In one place at a time. Browsers put right by one sum what changes above the reader in a frame, and take for moved what has
   * some of it above and some of it inside.
   */
  #settle() {
    let place: Element | null | undefined
    let isMore = false
    for (const [old, next] of this.#changed) {
      const { parentElement } = old
      if (place !== undefined && parentElement !== place) isMore = true
      else if (!old.isConnected) this.#changed.delete(old)
      else if (replaceQuietly(old, next)) {
        place = parentElement
        this.#changed.delete(old)
      }
    }
    // The next frame's callbacks come before this one's changes are laid out.
    if (isMore || place?.matches(':not(.live-updates)')) requestAnimationFrame(() => requestAnimationFrame(() => this.#settle()))
    else this.#arrange(moveQuietly)
    this.#show()
  }

  /** Moves updates to where they belong; those that can't be moved now are strays. */
  #arrange(move: (section: HTMLElement, before: Element | undefined) => boolean) {
    const shown = updatesOn().filter((section) => !this.#changed.get(section)?.matches('.live-removed'))
    const wanted = this.#inOrder(shown)
    const strays = new Set(straysIn(shown, wanted))
    for (const stray of [...strays].toReversed()) {
      const next = wanted.slice(wanted.indexOf(stray) + 1).find((section) => !strays.has(section))
      if (move(stray, next ?? endOfUpdates())) strays.delete(stray)
    }
    this.#strays = [...strays]
  }

  /** What is pinned, then the newest. Of which we weren't told stays where it is, below. */
  #inOrder(sections: HTMLElement[]) {
    const rankOf = (section: HTMLElement) => {
      const rank = this.#order.indexOf(idOf(section))
      return rank < 0 ? this.#order.length : rank
    }
    const isAbove = (section: HTMLElement) => Number(!this.#isEarlier && isPinned(this.#changed.get(section) ?? section))
    return sections.toSorted((one, other) => isAbove(other) - isAbove(one) || rankOf(one) - rankOf(other))
  }

  #show() {
    const changed = new Set([...[...this.#changed.keys()].filter((old) => old.matches('.live-update')), ...this.#strays]).size
    linkMoments()
    const { length: fresh } = this.#new
    this.#notice.tell({ fresh, changed, mustLoad: this.#mustLoad, isGone: this.#isGone, isOutdated: this.#isOutdated, ended: this.#ended })
  }

  /** The reader wants it: now things may move. */
  #showNew() {
    for (const [old, next] of this.#changed) old.replaceWith(next)
    this.#changed.clear()
    const fresh = this.#inOrder(this.#new)
    this.#new = []
    for (const section of fresh.toReversed()) putOnPage(section)
    this.#arrange((section, before) => {
      if (before) before.before(section)
      else section.parentElement?.append(section)
      return true
    })
    this.#show()
    const [first] = fresh
    if (!first) return
    first.tabIndex = -1
    first.scrollIntoView()
    first.focus({ preventScroll: true })
  }
}

const entriesIn = (order: string) =>
  order
    .split(' ')
    .filter(Boolean)
    .map((entry): Entry => {
      const [id = '', version = ''] = entry.split('.')
      return { id, version }
    })
