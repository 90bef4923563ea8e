import { expect, test } from 'vitest'
import { inOwnWords } from '../../src/cli/own-words.ts'
import { refusalProblem } from '../../src/desk/api/refusal.ts'

test.each([
  [
    'If it is to come out again, publish it: PUT /api/articles/a-1/publication, or newsdesk publish a-1.',
    'If it is to come out again, publish it: newsdesk publish a-1.',
  ],
  ['take it off the schedule with DELETE /api/articles/a/schedule, or publish it.', 'take it off the schedule with newsdesk unschedule a, or publish it.'],
  ['call that off with DELETE /api/articles/a/withdrawal.', 'call that off with newsdesk withdraw a --lift.'],
  ['Withdraw it: DELETE /api/articles/a/publication, or newsdesk withdraw a.', 'Withdraw it: newsdesk withdraw a.'],
  ['An admin can allow it: DELETE /api/pictures/0b1c/withdrawal.', 'An admin can allow it: newsdesk picture allow 0b1c.'],
  ['Send it with PUT /api/site.', 'Send it with newsdesk site FILE.'],
  ['A headline may PUT anything DELETE /api/elsewhere.', 'A headline may PUT anything DELETE /api/elsewhere.'],
])('%s', (detail, words) => {
  expect(inOwnWords(detail)).toBe(words)
})

test('what the API says of a renamed article names its new slug, and no call that nobody makes at the command line', async () => {
  const said = refusalProblem({ ok: false, reason: 'renamed', slug: 'a', message: '"a" was renamed to "b".', current: 'b' })
  expect(inOwnWords(said.detail ?? '')).toBe('"a" was renamed to "b". Use its new slug: b.')
})

test('a command to copy is for the site that was asked, and not for the default one', () => {
  expect(inOwnWords('Withdraw it: DELETE /api/articles/a/publication, or newsdesk withdraw a. Or PUT /api/site.', ' --site staging')).toBe(
    'Withdraw it: newsdesk withdraw a --site staging. Or newsdesk site FILE --site staging.',
  )
})
