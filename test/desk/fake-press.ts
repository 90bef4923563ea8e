/** A press in memory: the face of the Durable Object without its durability. Just enough to see what the API makes of its answers. */

import { type AgencyItem, compareVersions, highestVersionOf, versionTexts } from '../../src/copy/ninjs/item-version.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type {
  Actor,
  Conditions,
  Deleted,
  Entry,
  Erasure,
  ExpectedTag,
  Filing,
  Outcome,
  PressCalls,
  Refusal,
  State,
  StopOrder,
  Success,
} from '../../src/press/calls.ts'
import { preconditionRefusal, tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'
import type { ListQuery } from '../../src/press/newsroom-calls.ts'
import { FakeLive } from './fake-live.ts'
import { AT } from './fake-publication.ts'

type Kept = { revisions: { article: Article; by: string; at: string }[]; state: State; live?: number; until?: string; item?: AgencyItem }

export class FakePress extends FakeLive implements Partial<PressCalls> {
  articles = new Map<string, Kept>()
  /** What articles were called before. */
  formerly = new Map<string, string>()
  erased = new Map<string, Erasure>()
  keys = new Map<string, { bodyHash: string; outcome: Outcome }>()
  previews = new Map<string, Article>()
  imported: string[][] = []

  /** What the next call throws, as a stub does when its object is away. */
  failure: Error | undefined

  /** Of agencies' items, no more than what the API's answers are made of. */
  async file({ article: sent, actor, expect, undated, publish, idempotency, agency, proposed, embargoedUntil, validateOnly }: Filing): Promise<Outcome> {
    this.#maybeFail()
    const follower = [...this.articles].find(([, kept]) => agency && kept.item?.uri === agency.uri)?.[0]
    const placed = { ...sent, slug: follower ?? (proposed && this.articles.has(sent.slug) ? `${sent.slug}-${proposed.suffix}` : sent.slug) }
    const before = idempotency && this.keys.get(idempotency.key)
    if (before) return before.bodyHash === idempotency.bodyHash ? before.outcome : { ok: false, reason: 'key-reused', key: idempotency.key }
    const { slug } = placed
    const current = this.formerly.get(slug)
    if (current) return { ok: false, reason: 'renamed', slug, current, message: `"${slug}" was renamed to "${current}".` }
    const kept = this.articles.get(slug)
    const newest = kept?.revisions.length ?? 0
    const refusal = preconditionRefusal(expect, slug, kept && newest)
    if (refusal) return refusal
    const article = { ...placed, ...(undated && kept && { publishedAt: this.#entry(slug, kept).publishedAt }) }
    if (agency && kept?.item && compareVersions(agency, kept.item) !== 'newer') {
      const [got, held] = versionTexts(agency, kept.item)
      return { ok: false, reason: 'older-version', slug, held, got }
    }
    const filed: Kept = {
      state: 'draft',
      ...kept,
      revisions: [...(kept?.revisions ?? []), { article, by: actor.name, at: AT }],
      ...(agency && { item: agency }),
    }
    if (embargoedUntil) Object.assign(filed, { state: 'scheduled', until: embargoedUntil })
    else if (publish === 'now') Object.assign(filed, { state: 'published', live: newest + 1 })
    const outcome = this.#done(slug, filed, !kept)
    if (!validateOnly) this.articles.set(slug, filed)
    if (!validateOnly && idempotency) this.keys.set(idempotency.key, { bodyHash: idempotency.bodyHash, outcome })
    return outcome
  }

  async stop({ agency, order, article, actor, slug, proposed }: StopOrder): Promise<Outcome> {
    const follower = () => [...this.articles].find(([, kept]) => kept.item?.uri === agency.uri)
    const created = !follower() && article !== undefined
    if (article && (order === 'hold' || created)) await this.file({ article, actor, agency, publish: 'no', ...(proposed && { proposed }) })
    const [name, kept] = follower() ?? [slug ?? '', this.articles.get(slug ?? '')]
    if (!kept) return { ok: false, reason: 'unknown-item', uri: agency.uri }
    kept.item = { uri: agency.uri, ...highestVersionOf(kept.item ?? {}, agency) }
    if (order === 'kill' || kept.state === 'published') kept.state = 'withdrawn'
    return this.#done(name, kept, created)
  }

  async publish(slug: string, _: Actor, { at, ...conditions }: { at?: string } & Conditions = {}) {
    return this.#change(slug, conditions, (kept) => {
      if (at && at > AT) Object.assign(kept, { state: 'scheduled', until: at })
      else Object.assign(kept, { state: 'published', live: kept.revisions.length })
      return undefined
    })
  }

  async withdraw(slug: string, actor: Actor, { at, reason, ...conditions }: { at?: string; reason?: string } & Conditions = {}) {
    return this.#change(slug, conditions, (kept) => {
      if (at && kept.state === 'draft')
        return {
          ok: false,
          reason: 'wrong-state',
          slug,
          state: kept.state,
          message: 'A draft can’t be withdrawn later, because readers can’t see it. Publish it first.',
        }
      kept.state = 'withdrawn'
      this.trail.push({ id: this.trail.length + 1, at: AT, by: actor.name, what: 'withdraw', slug, ...(reason && { detail: reason }) })
      return undefined
    })
  }

  async embargo(slug: string, until: string, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, (kept) => {
      Object.assign(kept, { state: 'scheduled', until })
      return undefined
    })
  }

  async liftEmbargo(slug: string, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, (kept) => {
      if (kept.state !== 'scheduled') return { ok: false, reason: 'wrong-state', slug, state: kept.state, message: 'There is no embargo to lift.' }
      delete kept.until
      kept.state = 'draft'
      return undefined
    })
  }

  async unschedule(slug: string, actor: Actor, conditions?: Conditions) {
    return this.liftEmbargo(slug, actor, conditions)
  }

  async undoPublication(slug: string, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, (kept) => {
      delete kept.live
    })
  }

  async liftWithdrawal(slug: string, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, () => undefined)
  }

  async correct(slug: string, text: string, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, (kept) => {
      const { article } = kept.revisions.at(-1) as Kept['revisions'][number]
      kept.revisions.push({ article: { ...article, corrections: [...(article.corrections ?? []), { at: AT, text }] }, by: 'x', at: AT })
      return undefined
    })
  }

  async restore(slug: string, revision: number, _: Actor, conditions?: Conditions) {
    return this.#change(slug, conditions, (kept) => {
      const old = kept.revisions[revision - 1]
      if (!old) return { ok: false, reason: 'unknown-revision', slug, revision, newest: kept.revisions.length }
      kept.revisions.push(old)
      return undefined
    })
  }

  async rename(slug: string, to: string, _: Actor, conditions?: Conditions): Promise<Outcome> {
    const isRepeated = conditions?.idempotency && this.keys.has(conditions.idempotency.key)
    const by = this.articles.has(to) ? to : this.formerly.get(to)
    if (by && by !== slug && !isRepeated) return { ok: false, reason: 'slug-taken', slug: to, by }
    const outcome = this.#change(slug, conditions, () => undefined)
    const kept = this.articles.get(slug)
    if (!outcome.ok || !kept) return outcome
    this.articles.delete(slug)
    this.articles.set(to, { ...kept, revisions: kept.revisions.map((revision) => ({ ...revision, article: { ...revision.article, slug: to } })) })
    this.formerly.set(slug, to)
    const renamed = { ...outcome, entry: { ...outcome.entry, slug: to } }
    if (conditions?.idempotency) this.keys.set(conditions.idempotency.key, { bodyHash: conditions.idempotency.bodyHash, outcome: renamed })
    return renamed
  }

  async deleteArticle(slug: string, _: Actor, conditions?: Conditions): Promise<Deleted | Refusal> {
    const outcome = this.#change(slug, conditions, (kept) =>
      kept.live === undefined
        ? undefined
        : { ok: false, reason: 'wrong-state', slug, state: kept.state, message: `Readers have had "${slug}". Withdraw it instead.` },
    )
    if (!outcome.ok) return outcome
    this.articles.delete(slug)
    return { ok: true }
  }

  async eraseRevision(slug: string, revision: number, reason: string, actor: Actor, conditions?: Conditions): Promise<Deleted | Refusal> {
    const outcome = this.#change(slug, conditions, (kept) => {
      const newest = kept.revisions.length
      if (revision === newest) return { ok: false, reason: 'wrong-state', slug, state: kept.state, message: `Revision ${revision} is the newest.` }
      if (!kept.revisions[revision - 1]) return { ok: false, reason: 'unknown-revision', slug, revision, newest }
      this.erased.set(`${slug} ${revision}`, { at: AT, by: actor.name, reason })
      return undefined
    })
    return outcome.ok ? { ok: true } : outcome
  }

  async read(slug: string, revision?: number) {
    this.#maybeFail()
    const current = this.formerly.get(slug)
    if (current) return { ok: false as const, reason: 'renamed' as const, slug, current, message: `"${slug}" was renamed to "${current}".` }
    const erased = this.erased.get(`${slug} ${revision}`)
    if (erased) return { ok: false as const, reason: 'erased-revision' as const, slug, revision: revision ?? 0, erased }
    const kept = this.articles.get(slug)
    if (!kept) return { ok: false as const, reason: 'unknown-article' as const, slug }
    const wanted = revision ?? kept.revisions.length
    const found = kept.revisions[wanted - 1]
    if (!found) return { ok: false as const, reason: 'unknown-revision' as const, slug, revision: wanted, newest: kept.revisions.length }
    return { ok: true as const, article: found.article, entry: this.#entry(slug, kept), revision: wanted }
  }

  async list({ state, limit = 20, cursor }: ListQuery) {
    const all = [...this.articles].map(([slug, kept]) => this.#entry(slug, kept)).filter((entry) => !state || entry.state === state)
    const from = Number(cursor?.split('~')[1] ?? 0)
    return { items: all.slice(from, from + limit), ...(from + limit < all.length && { nextCursor: `2026-11-26T08:00:00Z~${from + limit}` }) }
  }

  async revisions(slug: string) {
    const kept = this.articles.get(slug)
    if (!kept) return { ok: false as const, reason: 'unknown-article' as const, slug }
    return {
      ok: true as const,
      revisions: kept.revisions
        .map(({ article, by, at }, index) => ({ revision: index + 1, at, by, headline: article.headline, live: kept.live === index + 1 }))
        .reverse(),
    }
  }

  async setPins(slugs: string[], _: Actor, expect?: ExpectedTag) {
    const refusal = tagPreconditionRefusal(expect, 'front', tagOf(this.pinned))
    if (refusal) return refusal
    this.pinned = slugs.filter((slug) => this.articles.has(slug))
    return { ok: true as const, pins: this.pinned, unknown: slugs.filter((slug) => !this.articles.has(slug)), stale: ['/'] }
  }

  async pins() {
    return this.pinned
  }

  async savePreview(article: Article) {
    const id = `preview-${this.previews.size + 1}`
    this.previews.set(id, article)
    return { id, until: '2026-11-26T08:00:00Z' }
  }

  async readPreview(id: string) {
    return this.previews.get(id) ?? null
  }

  async reprint() {
    return { articles: this.articles.size, listings: 3, queued: 4 }
  }

  async sweep() {
    return { seen: 2, adopted: ['by-hand'], malformed: [{ key: 'en:article:broken', message: 'This isn’t valid JSON.' }], done: true }
  }

  async exportPage(cursor?: string) {
    const all = [...this.articles.keys()].map((slug) => JSON.stringify({ slug }))
    const from = Number(cursor ?? 0)
    return { lines: all.slice(from, from + 2), ...(from + 2 < all.length && { nextCursor: String(from + 2) }) }
  }

  async importLines(lines: string[]) {
    this.#maybeFail()
    this.imported.push(lines)
    return lines.map((text, line) => {
      try {
        return { line, ok: true, slug: String((JSON.parse(text) as { slug: unknown }).slug) }
      } catch {
        // What a broken line answers.
        return { line, ok: false, message: 'This line isn’t valid JSON.' }
      }
    })
  }

  #maybeFail() {
    const { failure } = this
    this.failure = undefined
    if (failure) throw failure
  }

  #change(slug: string, { expect, idempotency }: Conditions = {}, make: (kept: Kept) => Refusal | undefined): Outcome {
    const before = idempotency && this.keys.get(idempotency.key)
    if (before) return before.bodyHash === idempotency.bodyHash ? before.outcome : { ok: false, reason: 'key-reused', key: idempotency.key }
    const kept = this.articles.get(slug)
    if (!kept) return { ok: false, reason: 'unknown-article', slug }
    const refusal = preconditionRefusal(expect, slug, kept.revisions.length) ?? make(kept)
    if (refusal) return refusal
    const outcome = this.#done(slug, kept, false)
    if (idempotency) this.keys.set(idempotency.key, { bodyHash: idempotency.bodyHash, outcome })
    return outcome
  }

  #done(slug: string, kept: Kept, created: boolean): Success {
    const entry = this.#entry(slug, kept)
    return { ok: true, entry, created, changed: true, stale: kept.state === 'published' ? [entry.url, '/'] : [] }
  }

  #entry(slug: string, { revisions, state, live, until }: Kept): Entry {
    const { article, by, at } = revisions.at(-1) as Kept['revisions'][number]
    const { section, headline, publishedAt } = article
    return {
      slug,
      revision: revisions.length,
      state,
      ...(live !== undefined && { live }),
      ...(until && { until }),
      url: `/${section}/${slug}`,
      section,
      headline,
      publishedAt,
      at,
      by,
    }
  }
}
