import { expect, test } from 'vitest'
import { mergeArticles } from '../../src/copy/merge/merge-articles.ts'
import { settleConflicts } from '../../src/copy/merge/settle-conflicts.ts'

const paragraph = (text: string) => ({ type: 'paragraph', text })
const story = (headline: string, ...texts: string[]) => ({ headline, body: texts.map(paragraph) })

const base = story('Old', 'one', 'two', 'three', 'four')
const mine = story('My headline', 'my one', 'two', 'three', 'my four', 'my five')
const theirs = story('Their headline', 'their one', 'two', 'three', 'their four')
const merge = mergeArticles(base, mine, theirs)

test('Two editors who changed the same words choose for each place whose words stand', () => {
  expect(merge.conflicts).toHaveLength(3)
  expect(settleConflicts(merge.merged, merge.conflicts, ['theirs', 'mine', 'theirs'])).toEqual(story('Their headline', 'my one', 'two', 'three', 'their four'))
})

test('Both versions of a paragraph can stay, and the choices after it still find their place', () => {
  expect(settleConflicts(merge.merged, merge.conflicts, ['mine', 'both', 'both'])).toEqual(
    story('My headline', 'my one', 'their one', 'two', 'three', 'my four', 'my five', 'their four'),
  )
})

test('Without a choice nothing of mine is lost', () => {
  expect(settleConflicts(merge.merged, merge.conflicts, [])).toEqual(merge.merged)
})

test('What they removed is removed if theirs is chosen', () => {
  const removal = mergeArticles({ kicker: 'A', body: [] }, { kicker: 'B', body: [] }, { body: [] })
  expect(settleConflicts(removal.merged, removal.conflicts, ['theirs'])).toEqual({ body: [] })
})
