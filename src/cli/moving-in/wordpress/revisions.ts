/** Older versions of WordPress's posts. A site has ten of each post: their texts wait on the disk. */
import { instantAt } from '../instants.ts'
import type { NoteLoss, OldVersion } from '../old-item.ts'
import { standfirstFrom } from '../story-words.ts'
import { publishedAt } from './dates.ts'
import type { Library } from './library.ts'
import { bodyOf, headlineOf } from './post-texts.ts'
import { type Spilled, TextSpill } from './text-spill.ts'
import type { WxrItem } from './wxr-parts.ts'

type Revision = { at: string; by: string; text: Spilled }
type Texts = { title: string; content: string; excerpt: string }

/** Of one story (contract, `POST /api/import`). */
const MOST_VERSIONS = 200

export class Revisions {
  /** By the number of the post, oldest first. */
  readonly #byPost = new Map<string, Revision[]>()
  readonly #seen = new Set<string>()
  readonly #texts = new TextSpill()

  add(item: WxrItem, offsetMinutes: number) {
    const field = (name: string) => item.fields.get(name) ?? ''
    const [id, parent] = [field('wp:post_id').trim(), field('wp:post_parent').trim()]
    const date = publishedAt(field('wp:post_date_gmt'), field('wp:post_date'), offsetMinutes)
    // The export is read twice.
    if (!date || this.#seen.has(id)) return
    this.#seen.add(id)
    const texts: Texts = { title: field('title'), content: field('content:encoded'), excerpt: field('excerpt:encoded') }
    const versions = this.#byPost.get(parent) ?? []
    versions.push({ at: instantAt(date.at), by: field('dc:creator').trim(), text: this.#texts.add(JSON.stringify(texts)) })
    this.#byPost.set(parent, versions)
  }

  /** Each is read when it is asked for. */
  of(post: string, library: Library, note: NoteLoss): OldVersion[] {
    const byTime = new Map((this.#byPost.get(post) ?? []).map((revision) => [revision.at, revision]))
    const all = [...byTime.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
    if (all.length > MOST_VERSIONS) note(`It had ${all.length} older versions: the newest ${MOST_VERSIONS} were taken, which is as many as a story can have.`)
    return all.slice(-MOST_VERSIONS).map((revision) => this.#version(revision, post, library))
  }

  #version({ at, by, text }: Revision, id: string, library: Library): OldVersion {
    const ignore = () => undefined
    const read = () => JSON.parse(this.#texts.read(text)) as Texts // As `add` wrote it.
    return {
      at,
      by: library.writers.get(by)?.name ?? by,
      get copy() {
        const { title, content, excerpt } = read()
        const standfirst = standfirstFrom(excerpt, ignore)
        return { headline: headlineOf(title, content, `No. ${id}`, ignore), ...(standfirst && { standfirst }) }
      },
      readBody: (note) => bodyOf({ id, content: read().content }, library, note),
    }
  }

  close() {
    this.#texts.close()
  }
}
