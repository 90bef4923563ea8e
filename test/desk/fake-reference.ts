/** What the press knows beside articles, in memory: house style, topics and authors. */
import { withRule } from '../../src/copy/checks/house-style/parse-rules.ts'
import type { StyleRule } from '../../src/copy/checks/house-style/rule.ts'
import type { Author } from '../../src/copy/shapes/author.ts'
import type { TopicRecord } from '../../src/copy/shapes/topic.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../../src/press/calls.ts'
import { tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'
import type { NameChange, NameKind } from '../../src/press/reference-calls.ts'

export class FakeReference {
  rules: StyleRule[] = []

  async houseStyle() {
    return this.rules
  }

  async setHouseStyle(rules: StyleRule[], _: Actor, expect?: ExpectedTag) {
    const refusal = tagPreconditionRefusal(expect, 'house style', tagOf(this.rules))
    if (refusal) return refusal
    this.rules = rules
    return { ok: true as const, rules }
  }

  async addStyleRule(rule: StyleRule) {
    const before = this.rules.length
    this.rules = withRule(this.rules, rule)
    return { ok: true as const, rules: this.rules.length, replaced: this.rules.length === before }
  }

  authors = new Map<string, Author>()

  async names() {
    return { items: [...this.authors.values()].map(({ slug, name }) => ({ slug, name, articles: 1 })) }
  }

  async renameName(kind: NameKind, slug: string, { slug: to = slug, name = slug }: NameChange) {
    if (!this.authors.has(slug)) return { ok: false as const, reason: 'unknown-name' as const, kind, slug }
    return { ok: true as const, slug: to, name, articles: 1, stale: [`/${kind}/${slug}`] }
  }

  async mergeName(kind: NameKind, slug: string, into: string) {
    return slug === into ? { ok: false as const, reason: 'same-name' as const, kind, slug } : this.renameName(kind, slug, { slug: into })
  }

  async readAuthor(slug: string) {
    const author = this.authors.get(slug)
    return author ? { ok: true as const, author, isRecorded: true } : { ok: false as const, reason: 'unknown-name' as const, kind: 'author' as const, slug }
  }

  async saveAuthor(author: Author, _: Actor, expect?: ExpectedTag) {
    const before = this.authors.get(author.slug)
    const refusal = tagPreconditionRefusal(expect, `author "${author.slug}"`, before && tagOf(before))
    if (refusal) return refusal
    this.authors.set(author.slug, author)
    return { ok: true as const, author, created: !before, stale: [] }
  }

  async removeAuthor(slug: string) {
    return this.authors.delete(slug) ? { ok: true as const } : { ok: false as const, reason: 'unknown-name' as const, kind: 'author' as const, slug }
  }

  topics = new Map<string, TopicRecord>()

  async readTopic(slug: string) {
    const topic = this.topics.get(slug)
    return topic ? { ok: true as const, topic, isRecorded: true } : { ok: false as const, reason: 'unknown-name' as const, kind: 'topic' as const, slug }
  }

  async saveTopic(topic: TopicRecord, _: Actor, expect?: ExpectedTag) {
    const before = this.topics.get(topic.slug)
    const refusal = tagPreconditionRefusal(expect, `topic "${topic.slug}"`, before && tagOf(before))
    if (refusal) return refusal
    this.topics.set(topic.slug, topic)
    return { ok: true as const, topic, created: !before, stale: [] }
  }

  async notPublished(slugs: string[]) {
    return slugs.filter((slug) => slug.startsWith('gone'))
  }

  async sections() {
    return [{ section: 'world', articles: 3 }]
  }
}
