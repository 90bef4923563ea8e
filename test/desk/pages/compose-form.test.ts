import { expect, test } from 'vitest'
import { parseWith } from '../../../src/copy/parse.ts'
import { IssueBody } from '../../../src/desk/api/request-schemas.ts'
import { articlesOf, issueFieldOf, issueFrom, previewPath } from '../../../src/desk/pages/newsletters/compose-form.ts'

const VALUES = { kind: 'digest', subject: '', introduction: '', articles: '', picked: [] as string[] }

test('articles are those that were typed, in their order, then those ticked; addresses will do', () => {
  const articles = 'second\nhttps://news.example/world/first?utm=x#top\n\n/asia/third/, second'
  expect(articlesOf({ ...VALUES, articles, picked: ['fourth', 'first'] })).toEqual(['second', 'first', 'third', 'fourth'])
})

test('an issue left empty takes its articles by its newsletter’s rule', () => {
  expect(parseWith(IssueBody, issueFrom(VALUES))).toMatchObject({ ok: true, value: { kind: 'digest' } })
})

test('a flaw of an article leads to the articles', () => {
  const parsed = parseWith(IssueBody, issueFrom({ ...VALUES, articles: 'Not_A_Slug' }))
  expect(parsed.ok ? [] : parsed.flaws.map(({ pointer }) => issueFieldOf(pointer))).toEqual(['articles'])
})

test('a letter is shown before it is saved, unless its introduction is too long for an address', () => {
  expect(previewPath('daily', { ...VALUES, articles: 'one two', subject: 'Good & early' })).toBe(
    '/api/newsletters/daily/preview?kind=digest&articles=one%2Ctwo&subject=Good+%26+early',
  )
  expect(previewPath('daily', { ...VALUES, introduction: '北'.repeat(1000) })).toBeUndefined()
})
