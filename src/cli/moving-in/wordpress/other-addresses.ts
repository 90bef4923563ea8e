/** Addresses of a WordPress site that are no item's of its export: archives by date, feeds in other formats, its sitemap, pictures' numbers. */
import type { OldAddress } from '../old-system.ts'

const FEEDS = ['rss', 'rss2', 'atom', 'rdf'].flatMap((format) => [`/feed/${format}/`, `/?feed=${format}`]).map((from) => ({ from, to: '/feed.xml' }))
const ALWAYS: readonly OldAddress[] = [...FEEDS, { from: '/wp-sitemap.xml', to: '/sitemap.xml' }]

export class OtherAddresses {
  /** `2019`, `2019/03`, `2019/03/01`. */
  readonly #dates = new Set<string>()
  readonly #parents = new Map<string, string>()

  /** A published post's day, by the site's own clock: `2019-03-01 14:05:00`. */
  addDay(date: string) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d) /.exec(date) ?? []
    if (!year || year === '0000') return
    this.#dates.add(year)
    this.#dates.add(`${year}/${month}`)
    this.#dates.add(`${year}/${month}/${day}`)
  }

  addAttachment(id: string, parent: string) {
    if (id && parent && parent !== '0') this.#parents.set(id, parent)
  }

  *list(site: string): Generator<OldAddress> {
    for (const { from, to } of ALWAYS) yield { from: site + from, to }
    for (const date of this.#dates) for (const from of [`/${date}/`, `/?m=${date.replaceAll('/', '')}`]) yield { from: site + from, to: `/archive/${date}` }
    for (const [id, parent] of this.#parents) yield { from: `${site}/?attachment_id=${id}`, to: `${site}/?p=${parent}` }
  }
}
