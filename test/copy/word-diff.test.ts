import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffArticles, type Edit, editsBetween } from '../../src/copy/diff/word-diff.ts'
import { effort } from '../../src/copy/text/shortest-edit.ts'
import { article, parsed, runs } from './copies.ts'

const paragraph = (text: string) => ({ type: 'paragraph', text })
const base = {
  v: 1,
  slug: 'phone-call',
  section: 'world',
  headline: 'Two leaders speak by phone',
  publishedAt: '2026-11-10T16:05:00Z',
  body: [
    paragraph('They spoke for half an hour on Monday evening.'),
    paragraph('The line was clear, both sides said.'),
    paragraph('Nothing else is known of the call so far.'),
  ],
}
const before = parsed(base)
const later = (fields: object) => parsed({ ...base, ...fields })

describe('what changed between two revisions', () => {
  test('is said word by word', () => {
    expect(diffArticles(before, later({ headline: 'Three leaders speak by phone' }))).toEqual([
      { field: '/headline', runs: [{ text: 'Two', op: 'removed' }, { text: 'Three', op: 'added' }, { text: ' leaders speak by phone' }] },
    ])
  })

  test('finds the edited paragraph behind a new one', () => {
    const [first, second, third] = base.body
    expect(
      diffArticles(before, later({ body: [first, paragraph('A spokesman confirmed it in Bamako.'), paragraph('The line was bad, both sides said.'), third] })),
    ).toEqual([
      { field: '/body/1', runs: [{ text: 'A spokesman confirmed it in Bamako.', op: 'added' }] },
      { field: '/body/2', runs: [{ text: 'The line was ' }, { text: 'clear', op: 'removed' }, { text: 'bad', op: 'added' }, { text: ', both sides said.' }] },
    ])
    expect(second).toBeDefined()
  })

  test('shows a link that was set, though no word changed', () => {
    const [change] = diffArticles(
      before,
      later({ body: [paragraph('They <a href="/topic/calls">spoke</a> for half an hour on Monday evening.'), ...base.body.slice(1)] }),
    )
    expect(
      change?.runs
        .filter(({ op }) => op === 'added')
        .map(({ text }) => text)
        .join(''),
    ).toContain('/topic/calls')
  })

  test('shows plain words, not their markup', () => {
    const [change] = diffArticles(before, later({ body: [paragraph('They <b>talked</b> for half an hour on Monday &amp; Tuesday.'), ...base.body.slice(1)] }))
    expect(change?.runs.map(({ text }) => text).join('')).not.toMatch(/[<*]|&amp;/)
  })

  test('parts Chinese by its words', () => {
    const [change] = diffArticles(later({ headline: '两国领导人通电话' }), later({ headline: '三国领导人通电话' }))
    expect(change?.runs).toContainEqual({ text: '领导人通电话' })
  })

  test('makes the later text of what stays and what was added, the earlier of what stays and what was removed', () => {
    fc.assert(
      fc.property(article, article, (one, other) => {
        const [earlier, later] = [parsed(one), parsed(other)]
        for (const { field, runs } of diffArticles(earlier, later)) {
          const text = (op: string) =>
            runs
              .filter((run) => run.op === undefined || run.op === op)
              .map((run) => run.text)
              .join('')
          if (field === '/headline') expect([text('removed'), text('added')]).toEqual([earlier.headline, later.headline])
          expect(text('removed')).not.toBe(text('added'))
        }
        expect(diffArticles(earlier, earlier)).toEqual([])
      }),
      runs(50),
    )
  })

  test('takes no long time over a body that was written anew', () => {
    const long = (word: string) => later({ body: Array.from({ length: 1000 }, (_, at) => paragraph(`${word} ${at} `.repeat(20))) })
    expect(diffArticles(long('one'), long('other'))).toHaveLength(2000)
  })
})

describe('what readers see of a change', () => {
  const [first, second, third] = base.body
  const picture = { type: 'picture', src: '/pictures/0123456789abcdef', alt: '', width: 3, height: 2 }
  const edit = (done: Edit['done'], what: Edit['what'], count = 1): Edit => ({ done, what, count })
  const corrections = [
    { at: '2026-11-11T08:00:00Z', text: 'It was a Tuesday.' },
    { at: '2026-11-11T09:00:00Z', text: 'It was a Wednesday.' },
  ]
  const update = (id: string, text: string) => ({ id, at: '2026-11-11T08:00:00Z', body: [paragraph(text)] })

  test.each<[string, object, object, Edit[]]>([
    ['nothing', {}, {}, []],
    ['what is no reader’s affair', {}, { related: ['other'], seo: { title: 'Call' }, sensitive: true, canonical: 'https://wire.example/call' }, []],
    ['another headline', {}, { headline: 'Three leaders speak' }, [edit('changed', 'headline')]],
    [
      'what came to the head of it, and what went',
      { kicker: 'Sahel' },
      { standfirst: 'They spoke.', picture },
      [edit('removed', 'kicker'), edit('added', 'standfirst'), edit('added', 'mainPicture')],
    ],
    [
      'the first opinion as another kind, not as a kind that came',
      {},
      { kind: 'opinion', lang: 'fr', updatedAt: '2026-11-11T08:00:00Z' },
      [edit('changed', 'kind'), edit('changed', 'lang'), edit('changed', 'updatedAt')],
    ],
    [
      'how many paragraphs',
      {},
      { body: [paragraph('They spoke for an hour on Monday evening.'), paragraph('The line was bad, both sides said.'), third] },
      [edit('changed', 'paragraph', 2)],
    ],
    [
      'what kind of block',
      {},
      { body: [first, picture, { type: 'pullquote', text: 'Clear' }, { type: 'divider' }, { type: 'code', text: '1' }, second] },
      [edit('added', 'picture'), edit('added', 'quote'), edit('added', 'element', 2), edit('removed', 'paragraph')],
    ],
    ['a correction more', { corrections: corrections.slice(0, 1) }, { corrections }, [edit('added', 'correction')]],
    [
      'updates that came, went and were edited',
      { kind: 'live', updates: [update('a', 'One.'), update('b', 'Two.')] },
      { kind: 'live', updates: [update('a', 'Won.')] },
      [edit('changed', 'update'), edit('removed', 'update')],
    ],
  ])('is %s', (_, from, to, edits) => expect(editsBetween(later(from), later(to))).toEqual(edits))
})

test('twenty versions that were each written anew are compared with the effort of one answer', () => {
  const version = (n: number) => later({ body: Array.from({ length: 600 }, (_, at) => paragraph(`${at} ${n} ${(at * 7919 + n) % 1000}`)) })
  const allowed = effort()
  for (let n = 0; n < 20; n++) expect(editsBetween(version(n), version(n + 1), allowed).length).toBeGreaterThan(0)
  expect(allowed.steps).toBeLessThan(0)
  expect(allowed.steps).toBeGreaterThan(-10_000)
})
