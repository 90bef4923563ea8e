import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffArticles, summaryOfChange } from '../../src/copy/word-diff.ts'
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

  test('parts Chinese by its characters', () => {
    const [change] = diffArticles(later({ headline: '两国领导人通电话' }), later({ headline: '三国领导人通电话' }))
    expect(change?.runs).toContainEqual({ text: '国领导人通电话' })
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

describe('a change in one sentence', () => {
  const [first, second, third] = base.body
  const picture = { type: 'picture', src: '/pictures/0123456789abcdef', alt: '', width: 3, height: 2 }
  test.each([
    [{}, 'Nothing changed.'],
    [{ headline: 'Three leaders speak' }, 'Headline changed.'],
    [
      { standfirst: 'They spoke.', body: [paragraph('They spoke for an hour on Monday evening.'), paragraph('The line was bad, both sides said.'), third] },
      'Standfirst and 2 paragraphs changed.',
    ],
    [{ kind: 'opinion', body: [first, picture, second] }, 'Kind changed, 1 picture added, 1 paragraph removed.'],
    [{ publishedAt: '2026-11-10T17:05:00Z', topics: [{ slug: 'mali', name: 'Mali' }], kicker: 'Sahel' }, 'Kicker, time of publication and topics changed.'],
  ])('%#: %s', (fields, sentence) => expect(summaryOfChange(before, later(fields))).toBe(sentence))
})
