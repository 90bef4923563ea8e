/** An open page of a story that moves. What is new waits until the reader wants it; what has changed changes in place, once nothing moves by it. */
import { replaceQuietly } from './in-place.ts'
import type { Follower } from './poll.ts'

/** `below` is the update under which it belongs, if it isn't the newest. */
type New = { section: HTMLElement; below?: HTMLElement | undefined }

/** As many updates as one question may name. */
const MAX_NAMED = 20

const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)]
const updatesOn = (place: ParentNode = document) => all('.live-update', place)
const idOf = ({ id }: HTMLElement) => id.slice(2)

export class LivePage implements Follower {
  readonly #notice: HTMLElement
  readonly #title = document.title
  /** On an earlier page of the updates, the newest are elsewhere. */
  readonly #isEarlier: boolean
  #new: New[] = []
  /** What has changed, by what it takes the place of. */
  readonly #changed = new Map<HTMLElement, HTMLElement>()
  #after: string
  #seen: string
  /** Its text is another by now. */
  #isOutdated = false
  /** The story is no longer here, or more of it is new than can be put in. */
  #mustLoad = false
  #ended: string | undefined

  constructor(notice: HTMLElement) {
    this.#notice = notice
    const { after = '', seen = '', earlier } = notice.dataset
    this.#after = after
    this.#seen = seen
    this.#isEarlier = earlier !== undefined
    addEventListener('scroll', () => this.#changed.size > 0 && this.#settle(), { passive: true })
  }

  get question() {
    return `after=${this.#after}&seen=${this.#seen}`
  }

  gone() {
    this.#mustLoad = true
    this.#show()
  }

  async take(answer: HTMLElement, more: (question: string) => Promise<HTMLElement | undefined>) {
    const { after = '', seen = '', text, order, ended, label, reload } = answer.dataset
    if (reload !== undefined) this.#mustLoad = true
    if (text !== this.#notice.dataset.text) this.#isOutdated = true
    this.#takeBoards(all(':scope > .scoreboard', answer))
    if (after || document.querySelector('.key-moments')) this.#takeMoments(answer.querySelector<HTMLElement>('.key-moments'))
    const fresh = updatesOn(answer).filter((section) => !this.#find(idOf(section)))
    const isComplete = order === undefined || (await this.#takeChanges(order, more))
    this.#new = [...fresh.map((section) => ({ section })), ...this.#new]
    if (isComplete) [this.#after, this.#seen] = [after, seen]
    if (ended !== undefined && isComplete) this.#end(ended, label ?? '')
    this.#settle()
    return this.#ended === undefined && !this.#mustLoad
  }

  #find(id: string): HTMLElement | undefined {
    return document.getElementById(`u-${id}`) ?? this.#new.find(({ section }) => idOf(section) === id)?.section
  }

  #takeBoards(boards: HTMLElement[]) {
    const shown = all('.text > .scoreboard')
    if (shown.length !== boards.length) this.#isOutdated = true
    for (const [at, board] of boards.entries()) this.#change(shown[at], board)
  }

  /** Updates that are on this page are where they are. */
  #takeMoments(moments: HTMLElement | null) {
    for (const link of moments?.querySelectorAll('a') ?? []) if (document.getElementById(link.hash.slice(1))) link.setAttribute('href', link.hash)
    const shown = document.querySelector<HTMLElement>('.key-moments') ?? this.#addPlace()
    if (shown) this.#change(shown, moments ?? emptyPlace('key-moments'))
  }

  /** Of no height, above the updates. */
  #addPlace() {
    const place = emptyPlace('key-moments')
    const first = document.querySelector('.live-update')
    first?.before(place)
    return first ? place : undefined
  }

  #change(old: HTMLElement | undefined, next: HTMLElement) {
    if (!old) return
    if (old.textContent === next.textContent) this.#changed.delete(old)
    else this.#changed.set(old, next)
  }

  /** `order` has all older updates with their versions. Whether everything that has changed could be had. */
  async #takeChanges(order: string, more: (question: string) => Promise<HTMLElement | undefined>) {
    const entries = order
      .split(' ')
      .filter(Boolean)
      .map((entry) => entry.split('.') as [id: string, version: string])
    this.#removeMissing(new Set(entries.map(([id]) => id)))
    const wanted = this.#wantedOf(entries)
    if (wanted.length === 0) return true
    const asked = wanted.slice(0, MAX_NAMED)
    const answer = await more(`only=${asked.map(([id]) => id)}`)
    const sections = answer ? updatesOn(answer) : []
    let had = 0
    for (const [id, version] of asked) {
      const section = sections.find((one) => idOf(one) === id && one.dataset.version === version)
      if (!section) continue
      had++
      this.#put(section, entries)
    }
    return had === wanted.length
  }

  /** Those that this page has in another version, and those that belong between the ones it has. */
  #wantedOf(entries: [id: string, version: string][]) {
    const here = entries.flatMap(([id], at) => (document.getElementById(`u-${id}`)?.matches(':not(.live-pinned)') ? [at] : []))
    const [first, last] = [this.#isEarlier ? (here[0] ?? 0) : -1, here.at(-1) ?? -1]
    return entries.filter(([id, version], at) => {
      const known = this.#find(id)
      if (!known) return at > first && at < last && !version.startsWith('x')
      return (this.#changed.get(known) ?? known).dataset.version !== version
    })
  }

  #put(section: HTMLElement, entries: [id: string, version: string][]) {
    const shown = document.getElementById(section.id)
    if (shown) return void this.#changed.set(shown, section)
    const waiting = this.#new.find((one) => one.section.id === section.id)
    if (waiting) {
      waiting.section = section
      return
    }
    const above = entries
      .slice(
        0,
        entries.findIndex(([id]) => id === idOf(section)),
      )
      .flatMap(([id]) => document.getElementById(`u-${id}`) ?? [])
    this.#new.push({ section, below: above.at(-1) })
  }

  #removeMissing(ids: ReadonlySet<string>) {
    for (const shown of updatesOn()) if (!ids.has(idOf(shown))) this.#changed.set(shown, emptyPlace('live-removed'))
    this.#new = this.#new.filter(({ section }) => ids.has(idOf(section)))
  }

  /** Live becomes what it was. */
  #end(ended: string, label: string) {
    this.#ended = ended
    for (const old of all('.article-head .kind-live, #live-updates')) {
      const next = old.cloneNode() as HTMLElement
      next.classList.replace('kind-live', 'kind-ended')
      next.textContent = label
      this.#change(old, next)
    }
  }

  #settle() {
    for (const [old, next] of this.#changed) if (!old.isConnected || replaceQuietly(old, next)) this.#changed.delete(old)
    this.#show()
  }

  #show() {
    const { length: count } = this.#new
    const waiting = [...this.#changed.keys()].filter((old) => old.matches('.live-update')).length
    document.title = count > 0 ? `(${count}) ${this.#title}` : this.#title
    const { load = '', new: newForms, changed: changedForms } = this.#notice.dataset
    if (this.#mustLoad) this.#say('a', load)
    else if (count > 0) this.#say(this.#isEarlier ? 'a' : 'button', this.#counted(newForms, count))
    else if (waiting > 0) this.#say('button', this.#counted(changedForms, waiting))
    else this.#say('a', this.#isOutdated ? load : (this.#ended ?? ''))
  }

  #counted(forms: string | undefined, count: number) {
    const { plurals } = this.#notice.dataset
    return String(JSON.parse(forms ?? '{}')[new Intl.PluralRules(plurals).select(count)]).replace('#', String(count))
  }

  #say(as: 'a' | 'button', words: string) {
    const [said] = this.#notice.children
    if ((said?.textContent ?? '') === words) return
    if (words === '') return this.#notice.replaceChildren()
    const element = document.createElement(as)
    element.textContent = words
    if (element instanceof HTMLAnchorElement) element.href = location.pathname
    else element.addEventListener('click', () => this.#showNew())
    this.#notice.replaceChildren(element)
  }

  /** The reader wants it: now things may move. */
  #showNew() {
    for (const [old, next] of this.#changed) old.replaceWith(next)
    this.#changed.clear()
    const fresh = this.#new
    this.#new = []
    for (const { section, below } of fresh.toReversed()) putBelow(below, section)
    this.#show()
    const [first] = fresh
    if (!first) return
    first.section.tabIndex = -1
    first.section.scrollIntoView()
    first.section.focus({ preventScroll: true })
  }
}

/** At the top, if not below another; what is pinned stays above. */
function putBelow(below: HTMLElement | undefined, section: HTMLElement) {
  if (below?.isConnected) return below.after(section)
  const first = document.querySelector(section.matches('.live-pinned') ? '.live-update' : '.live-update:not(.live-pinned)')
  const place = document.querySelector<HTMLElement>('.live-updates')
  if (first) first.before(section)
  else place?.append(section)
  if (place) place.hidden = false
}

const emptyPlace = (name: string) => {
  const place = document.createElement('div')
  place.className = name
  place.hidden = true
  return place
}
