import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeArticles, type UnfinishedCopy } from '../../src/copy/merge/merge-articles.ts'
import { settleConflicts } from '../../src/copy/merge/settle-conflicts.ts'
import { canonicalText } from '../../src/copy/merge/three-way.ts'
import { runs } from './copies.ts'

const p = (text: string) => ({ type: 'paragraph', text })
const paragraphs = (...texts: string[]) => texts.map(p)
const BASE: UnfinishedCopy = {
  v: 1,
  slug: 'mali',
  section: 'world',
  headline: 'Base',
  topics: [
    { slug: 'mali', name: 'Mali' },
    { slug: 'un', name: 'U.N.' },
  ],
  byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }],
  body: paragraphs('one', 'two', 'three', 'four'),
}
const merge = (mine: UnfinishedCopy, theirs: UnfinishedCopy, base = BASE) => mergeArticles(base, { ...base, ...mine }, { ...base, ...theirs })
const mergeBodies = (mine: string[], theirs: string[]) => merge({ body: paragraphs(...mine) }, { body: paragraphs(...theirs) })

describe('two editors in one story', () => {
  test('who change different paragraphs, neighbours too, both have their text in it', () => {
    expect(mergeBodies(['one', 'TWO', 'three', 'four'], ['one', 'two', 'THREE', 'four'])).toEqual({
      merged: { ...BASE, body: paragraphs('one', 'TWO', 'THREE', 'four') },
      conflicts: [],
    })
  })

  test('of whom one changes a paragraph and the other adds one below or above it have both', () => {
    expect(mergeBodies(['one', 'TWO', 'three', 'four'], ['one', 'two', 'new', 'three', 'four']).merged.body).toEqual(
      paragraphs('one', 'TWO', 'new', 'three', 'four'),
    )
    expect(mergeBodies(['new', 'one', 'two', 'three', 'four'], ['ONE', 'two', 'three', 'four']).merged.body).toEqual(
      paragraphs('new', 'ONE', 'two', 'three', 'four'),
    )
  })

  test('of whom one removes a paragraph and the other changes the next have both', () => {
    expect(mergeBodies(['one', 'three', 'four'], ['one', 'two', 'THREE', 'four'])).toEqual({
      merged: { ...BASE, body: paragraphs('one', 'THREE', 'four') },
      conflicts: [],
    })
  })

  test('who change the same paragraph are shown both texts, and the story has mine until somebody decides', () => {
    const { merged, conflicts } = mergeBodies(['new', 'one', 'two', 'mine', 'four'], ['one', 'two', 'theirs', 'four'])
    expect(conflicts).toEqual([{ where: '/body/3', base: paragraphs('three'), mine: paragraphs('mine'), theirs: paragraphs('theirs') }])
    expect(merged.body).toEqual(paragraphs('new', 'one', 'two', 'mine', 'four'))
  })

  test('who each add a paragraph in one place, or of whom one removes what the other changed, must decide', () => {
    expect(mergeBodies(['one', 'a', 'two', 'three', 'four'], ['one', 'b', 'two', 'three', 'four']).conflicts).toEqual([
      { where: '/body/1', base: [], mine: paragraphs('a'), theirs: paragraphs('b') },
    ])
    expect(mergeBodies(['one', 'two', 'three'], ['one', 'two', 'three', 'FOUR']).conflicts).toEqual([
      { where: '/body/3', base: paragraphs('four'), mine: [], theirs: paragraphs('FOUR') },
    ])
  })

  test('who made the same change have no conflict', () => {
    const changed = ['one', 'TWO', 'new', 'three']
    expect(mergeBodies(changed, changed)).toEqual({ merged: { ...BASE, body: paragraphs(...changed) }, conflicts: [] })
    expect(merge({ headline: 'New', seo: { title: 'New' } }, { seo: { title: 'New' }, headline: 'New' }).conflicts).toEqual([])
  })

  test('who change different fields have both; who change one field are shown both', () => {
    expect(merge({ headline: 'Mine', kicker: 'Kicker' }, { standfirst: 'Theirs' })).toEqual({
      merged: { ...BASE, headline: 'Mine', kicker: 'Kicker', standfirst: 'Theirs' },
      conflicts: [],
    })
    expect(merge({ headline: 'Mine' }, { headline: 'Theirs' }).conflicts).toEqual([{ where: '/headline', base: 'Base', mine: 'Mine', theirs: 'Theirs' }])
    expect(merge({ kicker: 'Mine' }, { kicker: 'Theirs' }).conflicts).toEqual([{ where: '/kicker', mine: 'Mine', theirs: 'Theirs' }])
  })

  test('a field that one leaves out and the other leaves alone is gone', () => {
    const base = { ...BASE, standfirst: 'Words' }
    const { standfirst: _, ...without } = base
    expect(mergeArticles(base, without, { ...base, headline: 'New' })).toEqual({ merged: { ...BASE, headline: 'New' }, conflicts: [] })
  })
})

describe('lists', () => {
  const topic = (slug: string) => ({ slug, name: slug.toUpperCase() })

  test('of topics have what each added and not what each removed, in their order', () => {
    const base = { ...BASE, topics: ['a', 'b', 'c'].map(topic) }
    const { merged, conflicts } = merge({ topics: ['a', 'x', 'b', 'c'].map(topic) }, { topics: ['b', 'c', 'y'].map(topic) }, base)
    expect(merged.topics).toEqual(['x', 'b', 'c', 'y'].map(topic))
    expect(conflicts).toEqual([])
  })

  test('put in order by one are in that order with what the other added', () => {
    const base = { ...BASE, topics: ['a', 'b', 'c'].map(topic) }
    expect(merge({ topics: ['c', 'a', 'b'].map(topic) }, { topics: ['a', 'b', 'c', 'd'].map(topic) }, base).merged.topics).toEqual(
      ['c', 'd', 'a', 'b'].map(topic),
    )
    expect(merge({ topics: ['c', 'a', 'b'].map(topic) }, { topics: ['b', 'a', 'c'].map(topic) }, base).conflicts).toMatchObject([{ where: '/topics' }])
  })

  test('of writers: an entry that both changed, or one removed and the other changed, is shown', () => {
    const role = (role: string) => [{ name: 'Edith Coyle', slug: 'edith-coyle', role }]
    expect(merge({ byline: role('in Bamako') }, { byline: role('in Paris') }).conflicts).toMatchObject([{ where: '/byline/0', mine: { role: 'in Bamako' } }])
    const removed = merge({ byline: [] }, { byline: role('in Paris') })
    expect(removed.conflicts).toMatchObject([{ where: '/byline/0', theirs: { role: 'in Paris' } }])
    expect(removed.merged.byline).toEqual(role('in Paris'))
  })

  test('of a live story’s updates have both reporters’, newest first, and an update is merged by its blocks', () => {
    const update = (id: string, at: string, ...texts: string[]) => ({ id, at, body: paragraphs(...texts) })
    const base = { ...BASE, updates: [update('u1', '2026-11-26T10:00:00Z', 'a', 'b')] }
    const { merged, conflicts } = merge(
      { updates: [update('u2', '2026-11-26T10:05:00Z', 'x'), update('u1', '2026-11-26T10:00:00Z', 'A', 'b')] },
      { updates: [update('u3', '2026-11-26T10:06:00Z', 'y'), update('u1', '2026-11-26T10:00:00Z', 'a', 'B')] },
      base,
    )
    expect(conflicts).toEqual([])
    expect(merged.updates).toEqual([
      update('u3', '2026-11-26T10:06:00Z', 'y'),
      update('u2', '2026-11-26T10:05:00Z', 'x'),
      update('u1', '2026-11-26T10:00:00Z', 'A', 'B'),
    ])
  })
})

test('a picture’s alt text and caption are merged, but not with those of another picture', () => {
  const picture = { src: '/pictures/a', alt: 'A', width: 1, height: 1 }
  const base = { ...BASE, picture }
  expect(merge({ picture: { ...picture, alt: 'Harbour' } }, { picture: { ...picture, caption: 'Bamako' } }, base).merged.picture).toEqual({
    ...picture,
    alt: 'Harbour',
    caption: 'Bamako',
  })
  expect(merge({ picture: { ...picture, src: '/pictures/b' } }, { picture: { ...picture, alt: 'Harbour' } }, base).conflicts).toMatchObject([
    { where: '/picture' },
  ])
})

test('unfinished copy is merged too, whatever it has in place of lists', () => {
  expect(mergeArticles({}, { body: 'text' }, { body: [p('a')] }).conflicts).toMatchObject([{ where: '/body' }])
  expect(mergeArticles({ topics: null }, { topics: [null, 7] }, { topics: null }).merged).toEqual({ topics: [null, 7] })
  const named = JSON.parse('{"__proto__": 1, "constructor": 2}') as UnfinishedCopy
  expect(canonicalText(mergeArticles({}, named, {}).merged)).toBe(canonicalText(named))
})

/** Copies of one story as two people may leave it: paragraphs changed, added, removed, moved; fields and topics changed. */
type Change = { what: 'change' | 'add' | 'remove' | 'move'; at: number; to: number; text: string }
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('change', 'add', 'remove', 'move'),
  at: fc.nat(12),
  to: fc.nat(12),
  text: fc.constantFrom('same', 'm1', 'm2', 't1', 't2', 'x', ''),
})
function changed<T>(list: T[], changes: Change[], entry: (text: string, at: number) => T) {
  const copy = [...list]
  for (const { what, at, to, text } of changes) {
    const place = copy.length ? at % copy.length : 0
    if (what === 'add') copy.splice(at % (copy.length + 1), 0, entry(text, at))
    else if (what === 'remove') copy.splice(place, 1)
    else if (what === 'change' && copy.length) copy[place] = entry(text, at)
    else if (copy.length) copy.splice(to % copy.length, 0, ...copy.splice(place, 1))
  }
  return copy
}
const topicsOf = (list: string[]) => [...new Set(list)].map((slug) => ({ slug, name: slug }))
const version = (base: UnfinishedCopy) =>
  fc
    .record({ body: fc.array(change, { maxLength: 5 }), topics: fc.array(change, { maxLength: 3 }), headline: fc.constantFrom('Base', 'Base', 'A', 'B') })
    .map(({ body, topics, headline }) => ({
      ...base,
      headline,
      body: changed(base.body as unknown[], body, (text, at) => p(`${text} ${at % 3}`)),
      topics: topicsOf(
        changed(
          (base.topics as { slug: string }[]).map(({ slug }) => slug),
          topics,
          (text, at) => `${text}-${at % 3}`,
        ),
      ),
    }))
const three = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'same'), { maxLength: 9 }),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
  )
  .map(([texts, slugs]) => ({ v: 1, slug: 's', headline: 'Base', body: paragraphs(...texts), topics: topicsOf(slugs) }) as UnfinishedCopy)
  .chain((base) => fc.tuple(fc.constant(base), version(base), version(base)))

const count = (list: readonly unknown[], block: string) => list.filter((other) => canonicalText(other) === block).length
const blocksOf = ({ body }: UnfinishedCopy) => body as unknown[]

describe('whatever two people do', () => {
  test('what only one changed is what that one made of it', () => {
    fc.assert(
      fc.property(three, ([base, mine]) => {
        expect(mergeArticles(base, base, mine)).toEqual({ merged: mine, conflicts: [] })
        expect(mergeArticles(base, mine, base)).toEqual({ merged: mine, conflicts: [] })
        expect(mergeArticles(base, mine, mine)).toEqual({ merged: mine, conflicts: [] })
      }),
      runs(500),
    )
  })

  test('without a conflict it is the same whoever merges', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const one = mergeArticles(base, mine, theirs)
        const other = mergeArticles(base, theirs, mine)
        expect(other.conflicts.length).toBe(one.conflicts.length)
        if (one.conflicts.length === 0) expect(other.merged).toEqual(one.merged)
      }),
      runs(2000),
    )
  })

  test('no block is lost: what somebody wrote is in the story or in a conflict, and what nobody removed is still there', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const { merged, conflicts } = mergeArticles(base, mine, theirs)
        const inConflicts = conflicts.flatMap(({ where, theirs }) => (where.startsWith('/body') ? (theirs as unknown[]) : []))
        for (const block of new Set([base, mine, theirs].flatMap(blocksOf).map(canonicalText))) {
          const [was, one, other] = [base, mine, theirs].map((copy) => count(blocksOf(copy), block)) as [number, number, number]
          const there = count(blocksOf(merged), block) + count(inConflicts, block)
          if (one > was || other > was) expect(there).toBeGreaterThanOrEqual(1)
          if (was > 0 && one >= was && other >= was) expect(there).toBeGreaterThanOrEqual(1)
        }
      }),
      runs(2000),
    )
  })

  test('a conflict points at what the story has there', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const { merged, conflicts } = mergeArticles(base, mine, theirs)
        for (const { where, mine: ours } of conflicts) {
          const [field, at] = where.slice(1).split('/')
          if (field === 'body') expect(blocksOf(merged).slice(Number(at), Number(at) + (ours as unknown[]).length)).toEqual(ours)
          else if (at === undefined && field === 'headline') expect(merged.headline).toEqual(ours)
        }
      }),
      runs(1000),
    )
  })
})

describe('when people have decided', () => {
  test('each conflict is what was chosen, wherever it stands', () => {
    const { merged, conflicts } = merge(
      { headline: 'Mine', kicker: 'K', body: paragraphs('m1', 'two', 'm3', 'four'), topics: [] },
      { headline: 'Theirs', body: paragraphs('t1', 'new', 'two', 't3', 'four'), topics: [{ slug: 'mali', name: 'Republic of Mali' }] },
    )
    expect(conflicts.map(({ where }) => where)).toEqual(['/headline', '/topics/0', '/body/0', '/body/2'])
    const settled = settleConflicts(merged, conflicts, ['theirs', 'mine', 'both', 'theirs'])
    expect(settled).toEqual({ ...BASE, headline: 'Theirs', kicker: 'K', body: paragraphs('m1', 't1', 'new', 'two', 't3', 'four'), topics: [] })
    expect(settleConflicts(merged, conflicts, [])).toMatchObject({ headline: 'Mine', body: paragraphs('m1', 'two', 'm3', 'four') })
    expect(merged.headline).toBe('Mine')
    const { conflicts: kickers, merged: without } = merge({ kicker: 'Mine' }, {}, { ...BASE, kicker: 'Base' })
    expect(settleConflicts(without, kickers, ['theirs'])).toEqual({ ...BASE, kicker: 'Mine' })
  })

  test('for the other side throughout, it is what the other would have got', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const { merged, conflicts } = mergeArticles(base, mine, theirs)
        fc.pre(conflicts.every(({ where }) => !where.startsWith('/topics')))
        const settled = settleConflicts(
          merged,
          conflicts,
          conflicts.map(() => 'theirs' as const),
        )
        expect(settled).toEqual(mergeArticles(base, theirs, mine).merged)
      }),
      runs(2000),
    )
  })
})

test('two thousand blocks that are all alike are merged in a moment', () => {
  const body = Array.from({ length: 2000 }, () => ({ type: 'divider' }))
  const { merged } = merge({ body: [p('first'), ...body] }, { body: [...body.slice(1), p('last')] }, { ...BASE, body })
  expect(merged.body).toEqual([p('first'), ...body.slice(1), p('last')])
})
