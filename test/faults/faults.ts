/** Ways to break what we depend on, and how long somebody waits then. Timers are faked by the tests that use these. */
import { setTimeout as pause } from 'node:timers/promises'
import { vi } from 'vitest'

export const hangs = () => new Promise<never>(() => {})
export const fails = async () => {
  throw new Error('away')
}

/** The answer, and how long whoever asked had to wait for it. What is loaded late is not what is waited for here. */
export async function waited<T>(work: T | Promise<T>, stepMs = 250): Promise<{ answer: T; ms: number }> {
  const working = Promise.resolve(work)
  let isThere = false
  const done = () => {
    isThere = true
  }
  working.then(done, done)
  for (let turns = 0; !isThere && turns < 30; turns++) await pause(5)
  let ms = 0
  for (; !isThere && ms <= 60_000; ms += stepMs) {
    await vi.advanceTimersByTimeAsync(stepMs)
    await pause(2)
  }
  if (!isThere) throw new Error('Nobody answered within a minute.')
  return { answer: await working, ms }
}
