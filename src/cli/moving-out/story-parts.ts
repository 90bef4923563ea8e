/** What of an article every format needs: its pictures, its text as HTML, what its writers are called. */
import * as v from 'valibot'
import { blocksFromHtml } from '../../copy/html/from-html.ts'
import { absoluteAddress, htmlFromBlocks } from '../../copy/html/to-html.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { type Block, Body } from '../../copy/shapes/block.ts'
import { latinSlug } from '../../copy/shapes/latin-letters.ts'
import { bodyWithUpdates } from '../../copy/shapes/live.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import { hashedSlugFromName, slugFromName } from '../../copy/shapes/slug.ts'
import { UPDATES_MARK } from '../kept-fields.ts'

/** Pictures that it shows, in their order, each once: above it, in its body, and in its updates. */
export function picturesIn(article: Article): Picture[] {
  const all = [...(article.picture ? [article.picture] : []), ...bodyWithUpdates(article).flatMap((block) => (block.type === 'picture' ? [block] : []))]
  return [...new Map(all.map((picture) => [usedAs(picture), picture])).values()]
}

/** A picture that is described otherwise elsewhere is another one there. */
export const usedAs = ({ src, alt, caption = '' }: Picture) => `${src}\n${alt}\n${caption}`

/**
 * Its text and, marked, its updates. Links stay paths of the site, wherever that will be; pictures are fetched from here, at their address or at
 * what `addressOf` makes of it.
 */
export function htmlOf(article: Article, siteUrl: string, addressOf = (src: string) => absoluteAddress(src, siteUrl)): string {
  const html = (blocks: readonly Block[]) => htmlFromBlocks(blocks.map((block) => (block.type === 'picture' ? { ...block, src: addressOf(block.src) } : block)))
  const updates = bodyWithUpdates(article).slice(article.body.length)
  return html(article.body) + (updates.length > 0 ? `\n${UPDATES_MARK}\n${html(updates)}` : '')
}

/** The HTML as it was written, if what it says is not all that the blocks say. */
export function htmlToKeepFor({ body }: Article, html: string): string | undefined {
  const read = v.safeParse(Body, blocksFromHtml(htmlFromBlocks(body)))
  return read.success && JSON.stringify(read.output) === JSON.stringify(body) ? undefined : html
}

/** What another system calls each writer. One slug may stand for a name in several scripts, which are several there. */
export class Logins {
  /** By the login. */
  readonly names = new Map<string, string>()
  readonly #logins = new Map<string, string>()
  readonly #spell: (slug: string, name: string) => string

  /** `spell`: the other system's letters, where it hasn't all. */
  constructor(spell = (slug: string, _name: string) => slug) {
    this.#spell = spell
  }

  of({ name, slug = slugFromName(name) ?? hashedSlugFromName(name) }: { name: string; slug?: string | undefined }): string {
    const wanted = this.#spell(slug, name)
    let login = wanted
    for (let n = 2; (this.names.get(login) ?? name) !== name; n++) login = `${wanted}-${n}`
    this.names.set(login, name)
    this.#logins.set(keyOf(slug, name), login)
    return login
  }

  /** Of one who was asked for. */
  known(slug: string, name: string): string | undefined {
    return this.#logins.get(keyOf(slug, name))
  }
}

const keyOf = (slug: string, name: string) => `${slug}\n${name}`

const MAX_LOGIN = 60

/** A login of WordPress: it takes all other letters away, and what has none left is somebody else's. */
export function asciiLogin(slug: string, name: string): string {
  const latin = latinSlug(slug)
  if (/^[a-z0-9-]+$/.test(latin) && latin.length <= MAX_LOGIN) return latin
  const mark = hashedSlugFromName(name)
  return mark.length <= MAX_LOGIN ? mark : `${mark.slice(0, MAX_LOGIN - 11).replace(/-+$/, '')}${mark.slice(-11)}`
}
