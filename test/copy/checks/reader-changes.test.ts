import { describe, expect, test } from 'vitest'
import { checkArticle } from '../../../src/copy/checks/check-article.ts'
import { readerChanges } from '../../../src/copy/checks/reader-changes.ts'
import { parsed } from '../copies.ts'

const story = (...texts: string[]) => ({
  v: 1,
  slug: 'ferry-fares',
  section: 'world',
  headline: 'Ferry fares rise again',
  standfirst: 'The operator blames fuel.',
  publishedAt: '2026-02-01T08:00:00Z',
  picture: { src: '/pictures/1', width: 10, height: 10, alt: 'A ferry', credit: 'Ann Lee' },
  topics: [{ slug: 'ferries', name: 'Ferries' }],
  body: texts.map((text) => ({ type: 'paragraph', text })),
})
const changesBetween = (before: object, after: object) => readerChanges(parsed(before), parsed(after))

test.each([
  ['The ferry carries 120 people.', 'The ferry carries 210 people.', 'correction', '120', '210'],
  ['The fare is £4.50 now.', 'The fare is £4.80 now.', 'correction', '4.50', '4.80'],
  ['Three men were hurt.', 'Two men were hurt.', 'correction', 'three', 'two'],
  ['It was said by Jon Smith.', 'It was said by John Smith.', 'correction', 'Jon', 'John'],
  ['They met in Prague in spring.', 'They met in Vienna in spring.', 'correction', 'Prague', 'Vienna'],
  ['He did take the money.', 'He did not take the money.', 'correction', '', 'not'],
  ['He doesn’t own it.', 'He does own it.', 'correction', 'doesn’t', 'does'],
  ['他没有去。', '他去了。', 'correction', undefined, undefined],
  ['The operater said so.', 'The operator said so.', 'typo'],
  ['It goes ,however.', 'It goes, however.', 'typo'],
  ['the ferry leaves at noon.', 'The ferry leaves at noon.', 'typo'],
  ['The ship left late.', 'The vessel left late.', 'clarification'],
  ['It rained.', 'It rained all day in the hills.', 'clarification'],
])('%s → %s', (before, after, suggestion, from?: string, to?: string) => {
  const found = changesBetween(story(before), story(after))
  expect(found.suggestion).toBe(suggestion)
  if (from !== undefined) expect(found.reasons[0]).toMatchObject({ from, to })
})

test('German nouns are no names, but German numbers are numbers', () => {
  expect(changesBetween({ ...story('Das Schiff kam.'), lang: 'de' }, { ...story('Das Boot kam.'), lang: 'de' }).suggestion).toBe('clarification')
  expect(changesBetween({ ...story('Es kamen drei.'), lang: 'de' }, { ...story('Es kamen vier.'), lang: 'de' }).suggestion).toBe('correction')
})

test.each([
  ['The ferry left at noon.', 'The ferry left at noon. All 120 passengers are ashore.'],
  ['The ferry left at noon.', 'It was late. The ferry left at noon.'],
  ['“We waited.” They sailed.', '“We waited.” Some complained. They sailed.'],
  ['船开了。', '船开了。乘客都到了。'],
])('a whole sentence more is the story going on, and asks for no note to readers: %s → %s', (before, after) => {
  expect(changesBetween(story(before), story(after)).suggestion).toBe('addition')
})

test('a sentence that takes back what stood there is no mere addition', () => {
  expect(changesBetween(story('He took the money.'), story('He took the money. He did not take the money.')).suggestion).toBe('correction')
})

describe('readers are told', () => {
  const live = parsed(story('The ferry carries 120 people.'))
  const asks = (after: object) => checkArticle(parsed(after), { now: '2026-03-01T12:00:00Z', live })

  test('when a figure changes after publication, with our guess at what it is', () => {
    expect(asks(story('The ferry carries 210 people.'))).toEqual([
      expect.objectContaining({
        level: 'ask',
        code: 'changed-after-publication',
        suggests: 'correction',
        message: expect.stringContaining('“120” became “210”'),
      }),
    ])
  })

  test('and nothing is asked where the correction was written with it', () => {
    const correction = { at: '2026-03-01T11:00:00Z', text: 'An earlier version gave the wrong capacity.' }
    expect(asks({ ...story('The ferry carries 210 people.'), corrections: [correction] })).toEqual([])
  })

  test('nor where the story only went on, or got a topic', () => {
    expect(asks(story('The ferry carries 120 people.', 'It sails on Monday.'))).toEqual([])
    expect(asks({ ...story('The ferry carries 120 people.'), topics: [{ slug: 'a', name: 'A' }], sensitive: true })).toEqual([])
  })

  test('what isn’t on the page is no change for readers', () => {
    const after = { ...story('The ferry carries 120 people.'), sensitive: true, related: ['other'], seo: { title: 'Fares' } }
    expect(readerChanges(live, parsed(after)).changes).toEqual([])
  })
})
