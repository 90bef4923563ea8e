import { expect, test } from 'vitest'
import { isSentByOurPage } from '../../src/desk/same-origin.ts'

const post = (headers: Record<string, string>) => new Request('https://news.example/desk/front', { method: 'POST', headers })

test.each([
  ['another site’s page', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://news.example' }],
  ['a page of a sister domain', { 'Sec-Fetch-Site': 'same-site' }],
  ['an older browser on another site', { Origin: 'https://evil.example' }],
  ['a page without an origin', { Origin: 'null' }],
  ['the address bar', { 'Sec-Fetch-Site': 'none' }],
  ['whoever says nothing of where it comes from', {}],
])('A form sent by %s changes nothing at the desk', (_who, headers) => {
  expect(isSentByOurPage(post(headers as Record<string, string>))).toBe(false)
})

test.each([[{ 'Sec-Fetch-Site': 'same-origin' }], [{ Origin: 'https://news.example' }]])('A form of the desk’s own page is taken: %o', (headers) => {
  expect(isSentByOurPage(post(headers as Record<string, string>))).toBe(true)
})
