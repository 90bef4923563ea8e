import { expect, test } from 'vitest'
import { withoutErased } from '../../src/copy/text/erased-words.ts'

const ERASED = {
  headline: 'The baker did it',
  body: [{ type: 'embed', text: 'Last night the baker of Averil sold <a href="/who/ames">bread</a> & <b>salt</b>.' }],
}
const STAYS = [{ headline: 'A man did it', body: [{ type: 'paragraph', text: 'Last night the man sold bread. Salt of the night, sold of Averil last.' }] }]
const without = withoutErased(ERASED, STAYS)

test('words that only the erased revision had go from what was written since, and nothing else does', () => {
  expect(without('The Baker came back, says the harbour.')).toBe('The [erased] came back, says the harbour.')
  expect(without({ type: 'embed', rows: [['bakers', 'BAKER baker']], kept: 7 })).toEqual({ type: 'embed', rows: [['bakers', '[erased]']], kept: 7 })
})

test('a phrase of words that stand elsewhere goes where it stands as it was erased', () => {
  const phrase = withoutErased({ text: 'he sold it last night' }, [{ text: 'last night it was sold, he says' }])
  expect(phrase('Yes: he sold it last night. Last night, he slept.')).toBe('Yes: [erased]. Last night, he slept.')
})

test('a link that tells what was erased leads nowhere, and what stands in tags stays well-formed', () => {
  expect(without('Good <a href="/who/ames">bread</a>, <b>baker</b> and <i>salt</i>.')).toBe('Good <a>bread</a>, <b>[erased]</b> and <i>salt</i>.')
})

test('where nothing was its own, nothing changes', () => {
  const value = { text: 'Anything at all.' }
  expect(withoutErased(STAYS[0], STAYS)(value)).toBe(value)
})
