import { expect, test } from 'vitest'
import { lint } from '../../src/copy/checks/lint.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { story } from './at-the-desk.ts'

function advice(change: object) {
  const parsed = parseArticle(story('a', change))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return lint(parsed.value).map(({ pointer, message }) => `${pointer} ${message}`)
}
const paragraphs = (...texts: string[]) => ({ body: texts.map((text) => ({ type: 'paragraph', text })) })

test('a complete article needs no advice', () => {
  expect(advice({})).toEqual([])
})

test.each([
  ['h'.repeat(70), []],
  ['h'.repeat(71), ['/headline 71 characters: search results cut titles near 70.']],
  ['h'.repeat(111), [expect.stringContaining('/headline 111 characters: search engines take at most 110.')]],
])('a headline is measured for search: %s', (headline, expected) => {
  expect(advice({ headline })).toEqual(expected)
})

test('a short title for search makes a long headline good', () => {
  expect(advice({ headline: 'h'.repeat(120), seo: { title: 'Short' } })).toEqual([])
})

test('a picture without alt text or credit is noticed, wherever it stands', () => {
  const picture = { src: '/pictures/1', width: 1, height: 1, alt: '' }
  expect(advice({ picture: { ...picture, credit: 'Ann' }, body: [{ type: 'picture', ...picture, alt: 'A map' }] })).toEqual([
    expect.stringContaining('/picture/alt The alt text is empty'),
    '/body/0/credit The picture has no credit.',
  ])
})

test('no standfirst and no topics are noticed', () => {
  expect(advice({ standfirst: undefined, topics: [] })).toEqual([expect.stringContaining('No standfirst'), expect.stringContaining('No topics')])
})

test.each([
  ['He said “it works.', 'opens (“) and does not close'],
  ['It works (at last.', 'opens (() and does not close'],
  ['It works] at last.', 'closes (]) that was not opened'],
  ['He said "it works.', 'Unmatched quotation mark (").'],
  ['Two  spaces.', 'Double space: "Two  spaces."'],
])('%s', (text, words) => {
  expect(advice(paragraphs(text))).toEqual([expect.stringContaining(words)])
})

test('a quotation over two paragraphs, inches, apostrophes, numbered points and links are good', () => {
  const texts = [
    '“It works.',
    '“It does,” he said.',
    'A 5" pipe of the editors’ own.',
    '1) first, b) second',
    'A <a href="/topic/mali" title="x">link</a> (here).',
  ]
  expect(advice(paragraphs(...texts))).toEqual([])
})
