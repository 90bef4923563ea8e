import { expect, test } from 'vitest'
import { callOutside } from '../../src/press/webhooks/call-outside.ts'

const saidAfter = async (message: string) => {
  const fetch = () => Promise.reject(new Error(message))
  return (await callOutside({ fetch, mayBeLocal: false, hub: undefined, random: () => 0 }, 'https://partner.example/hook', {}, 0)).said
}

test('a webhook’s log says that a server can’t be reached, without the reference of an error that is nobody’s here', async () => {
  expect(await saidAfter('internal error; reference = n7o008cmk3a2')).toBe('It can’t be reached.')
  expect(await saidAfter('Network connection lost.')).toBe('It can’t be reached: Network connection lost.')
})
