import { expect, test } from 'vitest'
import { type Attempt, sendEach } from '../../../src/newsletter/delivery/each-letter.ts'
import { letters } from './letter.ts'

const soon = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
const sent = (id: string): Attempt => ({ delivery: { result: 'sent', providerId: id } })

test('every letter is sent once, no lane has two at a time, and answers come in the letters’ order', async () => {
  const busy = new Set<number>()
  const asked: string[] = []
  const deliveries = await sendEach(letters(50), 5, async ({ id }, lane) => {
    expect(busy.has(lane)).toBe(false)
    busy.add(lane)
    asked.push(id)
    await soon()
    busy.delete(lane)
    return sent(id)
  })
  expect(deliveries).toEqual(letters(50).map(({ id }) => ({ result: 'sent', providerId: id })))
  expect(new Set(asked).size).toBe(50)
  expect(asked).toHaveLength(50)
})

test('once the way is shut, what is on its way comes back and nothing more goes out', async () => {
  let calls = 0
  let callsWhenShut = 0
  const deliveries = await sendEach(letters(50), 5, async ({ id }) => {
    const number = calls++
    await soon()
    if (number !== 12) return sent(id)
    callsWhenShut = calls
    return { delivery: { result: 'deferred', reason: 'slow down', retryAfterSeconds: 7 }, shut: true }
  })
  expect(calls).toBe(callsWhenShut)
  expect(calls).toBeLessThan(50)
  expect(deliveries).toHaveLength(50)
  expect(deliveries.slice(calls)).toEqual(letters(50 - calls).map(() => ({ result: 'deferred', reason: 'slow down', retryAfterSeconds: 7 })))
})

test('a bug over one letter leaves that one uncertain, and those not tried for later', async () => {
  const deliveries = await sendEach(letters(10), 1, async ({ id }) => {
    if (id.endsWith('-3')) throw new TypeError('the key is s3cret')
    return sent(id)
  })
  expect(deliveries.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent', 'uncertain', ...letters(6).map(() => 'deferred')])
  expect(JSON.stringify(deliveries)).not.toContain('s3cret')
})

test('of nothing, nothing', async () => {
  expect(await sendEach([], 5, async () => sent(''))).toEqual([])
})
