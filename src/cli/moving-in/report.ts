/** What became of everything: each item is read once, and filed or not, with why. The numbers add up, or it is a bug. */

export type Outcome = 'filed' | 'updated' | 'unchanged'
export type Named = { id: string; title: string; place: string }
/** `items` has the first of them, `count` all. */
export type NotFiled = { why: string; count: number; isLoss: boolean; items: Named[] }
export type KindReport = { what: string; read: number; filed: number; updated: number; unchanged: number; notFiled: NotFiled[] }
/** `topicsLeftOut`: names of those that the story has no room for. */
export type StoryNote = Named & { slug?: string; notes: string[]; topicsLeftOut?: readonly string[] }
export type MissingPicture = { address: string; why: string; stories: string[] }

export type Report = {
  format: 'dateline-import'
  v: 1
  from: string
  title: string
  site: string
  at: string
  isDryRun: boolean
  /** Of a feed that is what it was then: nothing was read. */
  unchangedSince?: string
  kinds: KindReport[]
  pictures: { shown: number; moved: number; already: number; missing: MissingPicture[] }
  redirects: { count: number; where?: string; added?: number; refused?: number; refusals?: RefusedRedirect[] }
  /** Sections that stories were given, with how many. */
  sections: Record<string, number>
  /** Those of them that the site doesn't name: nothing leads readers there yet. */
  newSections: string[]
  /** A dry run had no answer of the site: which sections it has isn't known. */
  sectionsUnknown?: boolean
  /** Why, as the site or the network said it. */
  sectionsUnknownBecause?: string
  /** The map that says in words what was done. */
  map: string
  /** What was left out of bodies, most often first. */
  losses: { sentence: string; count: number }[]
  /** Stories of which something was left out or mended. */
  stories: StoryNote[]
  storyCount: number
  /** Links to the old site that nothing of the import answers. */
  deadLinks: { address: string; count: number }[]
  deadLinkCount: number
  /** Files that this site can't hold, such as PDFs and recordings, and the stories that lead to them. */
  files: { address: string; stories: string[] }[]
  /** How many, though not all are named. */
  fileCount: number
  /** Where they were said to be from now on; else they stay at the old site. */
  filesAt?: string
}

/** `from` leads on nowhere, because of `why`. */
export type RefusedRedirect = { from: string; why: string }

const MOST_NAMED = 500
const MOST_ADDRESSES = 2000
/** Told one by one; all count. */
const MOST_STORIES = 50_000

type Kind = Omit<KindReport, 'what' | 'notFiled'> & { notFiled: Map<string, NotFiled> }

export class Reporter {
  readonly #kinds = new Map<string, Kind>()
  readonly #losses = new Map<string, number>()
  readonly #missing = new Map<string, MissingPicture>()
  readonly #dead = new Map<string, number>()
  readonly stories: StoryNote[] = []
  #deadLinks = 0
  readonly #files = new Map<string, Set<string>>()
  #noted = 0
  pictures = { moved: 0, already: 0 }
  redirects: Report['redirects'] = { count: 0 }

  #kind(what: string): Kind {
    const kind = this.#kinds.get(what) ?? { read: 0, filed: 0, updated: 0, unchanged: 0, notFiled: new Map() }
    this.#kinds.set(what, kind)
    return kind
  }

  read(what: string, count = 1) {
    this.#kind(what).read += count
  }

  done(what: string, outcome: Outcome) {
    this.#kind(what)[outcome]++
  }

  /** `isLoss`: the newsroom would have wanted it. */
  not({ what, id, title, place }: Named & { what: string }, why: string, { isLoss = false, count = 1 } = {}) {
    const { notFiled } = this.#kind(what)
    const known = notFiled.get(why) ?? { why, count: 0, isLoss, items: [] }
    known.count += count
    if (known.items.length < MOST_NAMED && count === 1) known.items.push({ id, title, place })
    notFiled.set(why, known)
  }

  note(story: Named, slug: string | undefined, notes: readonly string[], topicsLeftOut: readonly string[] = []) {
    if (notes.length === 0) return
    const { id, title, place } = story
    this.#noted++
    if (this.stories.length < MOST_STORIES)
      this.stories.push({ id, title, place, ...(slug && { slug }), notes: [...notes], ...(topicsLeftOut.length > 0 && { topicsLeftOut }) })
    for (const note of notes) {
      const sentence = note
        .replace(/“[^”]*”/g, '“…”')
        .replace(/\(https?:[^)]*\)/g, '(…)')
        .replace(/ \(\d+ times\)/g, '')
        .replace(/“…”(?:, “…”)+(?: and [\d,]+ more)?/g, '“…”')
      this.#losses.set(sentence, (this.#losses.get(sentence) ?? 0) + 1)
    }
  }

  missingPicture(address: string, why: string, story: string) {
    const known = this.#missing.get(address) ?? { address, why, stories: [] }
    if (!known.stories.includes(story)) known.stories.push(story)
    this.#missing.set(address, known)
  }

  deadLink(address: string) {
    this.#deadLinks++
    if (this.#dead.has(address) || this.#dead.size < MOST_ADDRESSES) this.#dead.set(address, (this.#dead.get(address) ?? 0) + 1)
  }

  file(address: string, story: string) {
    this.#files.set(address, (this.#files.get(address) ?? new Set()).add(story))
  }

  report(
    head: Pick<
      Report,
      'from' | 'title' | 'site' | 'at' | 'isDryRun' | 'sections' | 'newSections' | 'map' | 'filesAt' | 'sectionsUnknown' | 'sectionsUnknownBecause'
    >,
  ): Report {
    const missing = [...this.#missing.values()]
    const { moved, already } = this.pictures
    return {
      format: 'dateline-import',
      v: 1,
      ...head,
      kinds: [...this.#kinds].map(([what, { notFiled, ...counts }]) => ({ what, ...counts, notFiled: byCount([...notFiled.values()]) })),
      pictures: { shown: moved + already + missing.length, moved, already, missing },
      redirects: this.redirects,
      losses: byCount([...this.#losses].map(([sentence, count]) => ({ sentence, count }))),
      stories: this.stories,
      storyCount: this.#noted,
      deadLinks: byCount([...this.#dead].map(([address, count]) => ({ address, count }))),
      deadLinkCount: this.#deadLinks,
      files: [...this.#files].slice(0, MOST_ADDRESSES).map(([address, stories]) => ({ address, stories: [...stories] })),
      fileCount: this.#files.size,
    }
  }
}

const byCount = <T extends { count: number }>(list: T[]) => list.sort((a, b) => b.count - a.count)

export const notFiledOf = ({ notFiled }: KindReport) => notFiled.reduce((sum, { count }) => sum + count, 0)

/** Whether every item that was read has its outcome. */
export const addsUp = (kind: KindReport) => kind.read === kind.filed + kind.updated + kind.unchanged + notFiledOf(kind)

/** Whether the newsroom has something to look at: exit code 1. */
export const hasLosses = ({ kinds, pictures, redirects }: Report) =>
  kinds.some(({ notFiled }) => notFiled.some(({ isLoss }) => isLoss)) || pictures.missing.length > 0 || (redirects.refused ?? 0) > 0

/** Whether reading the same input again would find nothing that this run couldn't have. */
export const isWhole = ({ kinds, pictures, redirects }: Report) =>
  pictures.missing.length === 0 && !redirects.refused && !kinds.some(({ what, notFiled }) => what === 'damage' && notFiled.length > 0)

export const unchangedReport = (head: Pick<Report, 'from' | 'title' | 'site' | 'at'>, since: string): Report => ({
  ...new Reporter().report({ ...head, isDryRun: false, sections: {}, newSections: [], map: '' }),
  unchangedSince: since,
})
