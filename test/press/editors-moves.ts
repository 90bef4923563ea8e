/** What editors, reporters and agencies may do in one moment, drawn at random: what the model expects of it, and how the press is told. */
import fc from 'fast-check'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Filing } from '../../src/press/calls.ts'
import type { Earlier, NewsroomModel } from './model-agency.ts'
import { ADMIN, EDITOR, REPORTER, type Room, story } from './newsroom.ts'

export const SLUGS = ['ant', 'bee', 'cat'] as const
export const SECTIONS = ['world', 'asia'] as const
export const TOPICS = [
  { slug: 'mali', name: 'Mali' },
  { slug: 'trade', name: 'Trade' },
]

const slug = fc.constantFrom(...SLUGS)
/** Seconds from now. */
const moment = fc.integer({ min: -5000, max: 5000 })
const copy = fc.record({
  slug,
  section: fc.constantFrom(...SECTIONS),
  topics: fc.subarray(TOPICS),
  related: fc.subarray([...SLUGS], { maxLength: 1 }),
  /** Left out, the copy does not say. */
  dated: fc.option(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -9000, max: 0 }) }, moment), { nil: undefined, freq: 3 }),
})
const item = fc.record({ uri: fc.constantFrom('urn:a', 'urn:b'), version: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 4 }) })
const publish = fc.constantFrom('now' as const, 'no' as const, undefined)

const order = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      copy,
      reporter: fc.boolean(),
      publish,
      embargo: fc.option(moment, { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), slug, at: fc.option(moment, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('embargo' as const), slug, at: moment }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lift' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unschedule' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), slug, revision: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), slug, at: fc.option(moment, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stay up' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), slug }) },
  /** `proposed`: to no address of its own, but under a slug made of its headline. */
  { weight: 4, arbitrary: fc.record({ do: fc.constant('item' as const), copy, item, reporter: fc.boolean(), publish, proposed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stop' as const), item, order: fc.constantFrom('kill' as const, 'hold' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('preview' as const), slug, of: fc.constantFrom('urn:a', undefined) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import' as const), export: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('import an article' as const), copy }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reprint' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), slug, to: fc.constantFrom(...SLUGS, 'dog') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), slug }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('erase' as const), slug, revision: fc.integer({ min: 1, max: 4 }) }) },
)
const handPut = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('by hand' as const), copy }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('malformed' as const), slug }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tombstone' as const), slug }) },
)

/** One moment's orders; what is put into KV after them; and what goes wrong. */
export const hour = fc.record({
  /** The ledger is exported before all this. */
  exports: fc.boolean(),
  together: fc.array(order, { minLength: 1, maxLength: 5 }),
  byHand: fc.array(handPut, { maxLength: 1 }),
  /** So many writes fail from here on. */
  failures: fc.nat({ max: 4 }),
  /** The object is killed at this of its transactions and writes. */
  dies: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 6 }),
  looks: fc.boolean(),
  seconds: fc.nat({ max: 4000 }),
})

export type Hour = typeof hour extends fc.Arbitrary<infer H> ? H : never
export type Order = typeof order extends fc.Arbitrary<infer O> ? O : never
export type HandPut = typeof handPut extends fc.Arbitrary<infer P> ? P : never
type Copy = typeof copy extends fc.Arbitrary<infer C> ? C : never
/** The clock, a number that no other order has, and the ledgers that were exported until now. */
type Moment = { now: number; n: number; exported: { lines: string[]; newsroom: Earlier }[] }

const at = (now: number, seconds: number) => `${new Date(now + seconds * 1000).toISOString().slice(0, 19)}Z`
/** An import would bring a deleted draft back, which the model has forgotten. */
const mayDelete = ({ exported }: Moment) => exported.length === 0
const maybeAt = (now: number, seconds: number | undefined) => (seconds === undefined ? undefined : at(now, seconds))

export function articleOf({ dated = 0, ...copy }: Copy, { now, n }: Pick<Moment, 'now' | 'n'>, more: object = {}): Article {
  const parsed = parseArticle({ ...story(copy.slug), ...copy, headline: `Headline ${n}`, publishedAt: at(now, dated), ...more })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}

const suffixOf = (uri: string) => uri.replace(':', '-')
const ninjsOf = ({ uri, version }: { uri: string; version?: number | undefined }) => ({ ninjs: { uri, ...(version !== undefined && { version }) } })
const itemCopy = (order: Extract<Order, { do: 'item' }>, moment: Moment) => articleOf(order.copy, moment, ninjsOf(order.item))
const chosen = (which: number, { exported }: Moment) => exported[which % Math.max(1, exported.length)]

export function expectOf(model: NewsroomModel, order: Order, moment: Moment) {
  const { now, n } = moment
  switch (order.do) {
    case 'file':
      return model.file(articleOf(order.copy, moment), now, {
        mayPublish: !order.reporter,
        by: order.reporter ? 'Rex' : 'Edith',
        publish: order.publish,
        isSilent: order.copy.dated === undefined,
        embargo: maybeAt(now, order.embargo),
      })
    case 'publish':
      return model.publish(order.slug, now, maybeAt(now, order.at))
    case 'embargo':
      return model.embargo(order.slug, at(now, order.at), now)
    case 'lift':
      return model.lift(order.slug, now)
    case 'unschedule':
      return model.unschedule(order.slug, now)
    case 'restore':
      return model.restore(order.slug, order.revision, now)
    case 'withdraw':
      return model.withdraw(order.slug, now, maybeAt(now, order.at))
    case 'stay up':
      return model.liftWithdrawal(order.slug)
    case 'correct':
      return model.correct(order.slug, `Correction ${n}`, now)
    case 'item': {
      const suffix = order.proposed ? suffixOf(order.item.uri) : undefined
      return model.item({ ...order, article: itemCopy(order, moment), suffix }, now)
    }
    case 'stop':
      return model.stop(order.item, order.order, now)
    case 'preview':
      return model.preview(order.slug, order.of)
    case 'import': {
      const earlier = chosen(order.export, moment)
      return earlier && model.import(earlier.newsroom)
    }
    case 'import an article':
      return model.importArticle(articleOf(order.copy, moment), now)
    case 'rename':
      return void model.rename(order.slug, order.to)
    case 'delete':
      return mayDelete(moment) ? void model.delete(order.slug) : undefined
    case 'erase':
      return void model.erase(order.slug, order.revision)
    case 'reprint':
      return undefined
  }
}

export function give(press: Room['press'], order: Order, moment: Moment): Promise<unknown> {
  const { now, n } = moment
  switch (order.do) {
    case 'file':
      return press.file({
        article: articleOf(order.copy, moment),
        actor: order.reporter ? REPORTER : EDITOR,
        ...(order.publish && { publish: order.publish }),
        ...(order.copy.dated === undefined && { undated: true }),
        ...(order.embargo !== undefined && { embargoedUntil: at(now, order.embargo) }),
      })
    case 'publish':
      return press.publish(order.slug, EDITOR, order.at === undefined ? {} : { at: at(now, order.at) })
    case 'embargo':
      return press.embargo(order.slug, at(now, order.at), EDITOR)
    case 'lift':
      return press.liftEmbargo(order.slug, EDITOR)
    case 'unschedule':
      return press.unschedule(order.slug, EDITOR)
    case 'restore':
      return press.restore(order.slug, order.revision, EDITOR)
    case 'withdraw':
      return press.withdraw(order.slug, EDITOR, order.at === undefined ? {} : { at: at(now, order.at) })
    case 'stay up':
      return press.liftWithdrawal(order.slug, EDITOR)
    case 'correct':
      return press.correct(order.slug, `Correction ${n}`, EDITOR)
    case 'item':
      return press.file({
        article: itemCopy(order, moment),
        actor: order.reporter ? REPORTER : EDITOR,
        agency: order.item as NonNullable<Filing['agency']>, // `version: undefined` is no version.
        ...(order.publish && { publish: order.publish }),
        ...(order.proposed && { proposed: { suffix: suffixOf(order.item.uri) } }),
      })
    case 'stop':
      return press.stop({ actor: EDITOR, agency: order.item as NonNullable<Filing['agency']>, order: order.order }) // As above.
    case 'preview':
      return press.savePreview(story(order.slug, order.of === undefined ? {} : ninjsOf({ uri: order.of })))
    case 'import': {
      const earlier = chosen(order.export, moment)
      return earlier ? press.importLines(earlier.lines, ADMIN) : Promise.resolve()
    }
    case 'import an article':
      return press.importLines([JSON.stringify(articleOf(order.copy, moment))], ADMIN)
    case 'rename':
      return press.rename(order.slug, order.to, EDITOR)
    case 'delete':
      return mayDelete(moment) ? press.deleteArticle(order.slug, EDITOR) : Promise.resolve()
    case 'erase':
      return press.eraseRevision(order.slug, order.revision, 'A court ordered it.', ADMIN)
    case 'reprint':
      return press.reprint(ADMIN)
  }
}

/** What nobody can read: it is told by its date. */
export const UNREADABLE = '"publishedAt":"today"'
export const malformed = (slug: string) => JSON.stringify({ ...story(slug), publishedAt: 'today' })
export const tombstone = (slug: string, now: number) => ({ v: 1, withdrawn: true, slug, section: 'world', at: at(now, 0) })
