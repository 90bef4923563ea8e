/**
 * `site.jsonl`: what no other system has a place for, as lines of our own export. The site's settings, house style, campaigns, what is pinned to the front, topics and
 * authors with all that is said of them, and by what readers and feeds know each article. `newsdesk import site/site.jsonl` takes it, once the articles are there.
 */
import { join } from 'node:path'
import { picturesNamedIn } from '../pictures-named.ts'
import { type OutFile, outFile } from './out-file.ts'
import type { OutMeans } from './out-story.ts'
import type { PictureList } from './picture-list.ts'

export const SITE_FILE = 'site.jsonl'

/** Portraits, logos, advertisements: by the picture's address, what shows it. */
export class SiteLines {
  readonly #pictures = new Map<string, Set<string>>()
  readonly #means: OutMeans
  readonly #file: OutFile

  private constructor(means: OutMeans, file: OutFile) {
    this.#means = means
    this.#file = file
  }

  static open = async (means: OutMeans) => new SiteLines(means, await outFile(join(means.folder, SITE_FILE)))

  async write(line: string) {
    await this.#file.write(`${line}\n`)
    const pictures = picturesNamedIn(line)
    if (pictures.length === 0) return
    const user = userOf(JSON.parse(line))
    for (const src of pictures) this.#pictures.set(src, (this.#pictures.get(src) ?? new Set()).add(user))
  }

  async finish(list: PictureList) {
    for (const [src, users] of this.#pictures) {
      await this.#means.pictureFile(src)
      for (const user of users) list.addUse(src, user)
    }
    await this.#file.close()
  }
}

type SiteLine = { type: string; slug?: string; campaign?: { slug?: string } }

const userOf = ({ type, slug, campaign }: SiteLine) => slug ?? campaign?.slug ?? type
