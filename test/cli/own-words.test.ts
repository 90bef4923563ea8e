import { expect, test } from 'vitest'
import { inOwnWords } from '../../src/cli/own-words.ts'

test.each([
  [
    'If it is to come out again, publish it: PUT /api/articles/a-1/publication, or newsdesk publish a-1.',
    'If it is to come out again, publish it: newsdesk publish a-1.',
  ],
  ['take it off the schedule with DELETE /api/articles/a/schedule, or publish it.', 'take it off the schedule with newsdesk unschedule a, or publish it.'],
  ['call that off with DELETE /api/articles/a/withdrawal.', 'call that off with newsdesk withdraw a --lift.'],
  ['Withdraw it: DELETE /api/articles/a/publication, or newsdesk withdraw a.', 'Withdraw it: newsdesk withdraw a.'],
  ['An admin can allow it: DELETE /api/pictures/0b1c/withdrawal.', 'An admin can allow it: newsdesk picture allow 0b1c.'],
  ['"a" is "b" now. Send this to /api/articles/b.', '"a" is "b" now. Use its new slug: b.'],
  ['Send it with PUT /api/site.', 'Send it with newsdesk site FILE.'],
  ['A headline may PUT anything DELETE /api/elsewhere.', 'A headline may PUT anything DELETE /api/elsewhere.'],
])('%s', (detail, words) => {
  expect(inOwnWords(detail)).toBe(words)
})
