import { expect, test } from 'vitest'
import type { OldStory, OldTerm } from '../../../src/cli/moving-in/old-item.ts'
import { termsBy } from '../../../src/cli/moving-in/terms.ts'

const storyWith = (...topics: OldTerm[]): OldStory => ({
  kind: 'story',
  id: 'https://old.example/?p=1',
  what: 'post',
  title: 'T',
  place: 'line 1',
  state: 'published',
  sections: [],
  topics,
  copy: { headline: 'T' },
  readBody: () => [],
  addresses: [],
})

test('two topics of an old system that fall to one slug are named, in one story and in two', () => {
  const terms = termsBy({}, ['world'])
  const [polish, both] = [storyWith({ name: 'Łódź' }), storyWith({ name: 'Lodz' }, { name: 'Łódź' }, { name: 'LODZ' })]
  for (const story of [polish, both]) terms.count(story)
  const note = (one: string, other: string) =>
    `“${one}” and “${other}” have the same slug, "lodz", so they share a page. If they are two topics, give one of them another slug.`
  expect(terms.of(polish)).toMatchObject({ topics: [{ slug: 'lodz', name: 'Łódź' }], notes: [] })
  expect(terms.of(both)).toMatchObject({
    topics: [{ slug: 'lodz', name: 'Lodz' }],
    notes: [note('Lodz', 'Łódź'), note('Łódź', 'Lodz'), note('LODZ', 'Łódź')],
  })
})

test('C++, C# and C are three topics, and nobody is told that they are one', () => {
  const terms = termsBy({}, ['world'])
  const story = storyWith({ name: 'C++' }, { name: 'C#' }, { name: 'C' })
  terms.count(story)
  const { topics, notes } = terms.of(story)
  expect([new Set(topics.map(({ slug }) => slug)).size, notes]).toEqual([3, []])
})
