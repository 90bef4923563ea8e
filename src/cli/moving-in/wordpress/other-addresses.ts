/** Addresses of a WordPress site that are no item's of its export: archives by date, feeds in other formats, its sitemap, pictures' numbers. */
import type { OldAddress } from '../old-system.ts'

const FEEDS = ['rss', 'rss2', 'atom', 'rdf'].flatMap((format) => [`/feed/${format}/`, `/?feed=${format}`]).map((from) => ({ from, to: '/feed.xml' }))
/** So many posts were on a page, unless a newsroom chose otherwise. */
const POSTS_A_PAGE = 10

const ALWAYS: readonly OldAddress[] = [{ from: '/comments/feed/', to: '/feed.xml' }, ...FEEDS, { from: '/wp-sitemap.xml', to: '/sitemap.xml' }]

export class OtherAddresses {
  /** How many posts: of `2019`, `2019/03`, `2019/03/01`. */
  readonly #dates = new Map<string, number>()
  #posts = 0
  readonly #parents = new Map<string, string>()

  /** The export is read twice. */
  startAgain() {
    this.#dates.clear()
    this.#posts = 0
  }

  /** A published post's day, by the site's own clock: `2019-03-01 14:05:00`. */
  addDay(date: string) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d) /.exec(date) ?? []
    if (!year || year === '0000') return
    this.#posts++
    for (const date of [year, `${year}/${month}`, `${year}/${month}/${day}`]) this.#dates.set(date, (this.#dates.get(date) ?? 0) + 1)
  }

  addAttachment(id: string, parent: string) {
    if (id && parent && parent !== '0') this.#parents.set(id, parent)
  }

  *list(site: string): Generator<OldAddress> {
    for (const { from, to } of ALWAYS) yield { from: site + from, to }
    for (const page of furtherPages(this.#posts)) yield { from: `${site}/${page}`, to: '/latest' }
    for (const [date, posts] of this.#dates)
      for (const from of [`${date}/`, `?m=${date.replaceAll('/', '')}`, ...furtherPages(posts).map((page) => `${date}/${page}`)])
        yield { from: `${site}/${from}`, to: `/archive/${date}` }
    for (const [id, parent] of this.#parents) yield { from: `${site}/?attachment_id=${id}`, to: `${site}/?p=${parent}` }
  }
}

const furtherPages = (posts: number) => Array.from({ length: Math.max(0, Math.ceil(posts / POSTS_A_PAGE) - 1) }, (_, at) => `page/${at + 2}/`)
