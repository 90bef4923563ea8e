/** Random numbers that are the same on every machine, so that a picture drawn twice is the same picture. */
export type Random = {
  (): number
  between: (low: number, high: number) => number
  integer: (low: number, high: number) => number
  pick: <T>(from: readonly T[]) => T
  chance: (share: number) => boolean
}

export function seededRandom(name: string): Random {
  let state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0, 2166136261)
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return Object.assign(next, {
    between: (low: number, high: number) => low + next() * (high - low),
    integer: (low: number, high: number) => Math.floor(low + next() * (high - low + 1)),
    pick: <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T,
    chance: (share: number) => next() < share,
  })
}
