/** What posts of a WordPress site refer to by number or name: its pictures, people, terms and shared blocks. */

export type Attachment = { id: string; parent: string; address: string; isPicture: boolean; alt: string; caption: string; title: string; order: number }
export type Writer = { login: string; name: string; slug: string; bio?: string }
export type Term = { id: string; slug: string; name: string; parent: string; introduction: string }

export class Library {
  readonly attachments = new Map<string, Attachment>()
  readonly #byParent = new Map<string, Attachment[]>()
  /** By login, and guest authors by their own names. */
  readonly writers = new Map<string, Writer>()
  /** By `taxonomy slug`, and by `taxonomy #id`. */
  readonly terms = new Map<string, Term>()
  /** Reusable blocks. */
  readonly blocks = new Map<string, string>()
  /** Minutes that the site's clock was ahead of UTC, as its newest dated item tells. */
  offsetMinutes = 0

  addAttachment(attachment: Attachment) {
    if (this.attachments.has(attachment.id)) return
    this.attachments.set(attachment.id, attachment)
    const siblings = this.#byParent.get(attachment.parent)
    if (siblings) siblings.push(attachment)
    else this.#byParent.set(attachment.parent, [attachment])
  }

  /** Pictures that were uploaded for a post, in its gallery's order. */
  picturesOf = (post: string) => (this.#byParent.get(post) ?? []).filter(({ isPicture }) => isPicture).sort((a, b) => a.order - b.order)

  addTerm(taxonomy: string, term: Term) {
    this.terms.set(`${taxonomy} ${term.slug}`, term)
    if (term.id) this.terms.set(`${taxonomy} #${term.id}`, term)
  }
}
