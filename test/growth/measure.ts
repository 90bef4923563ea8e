/**
 * How work grows with its input. Steps in regular expressions and in what the runtime does by itself cannot be counted, so processor time
 * of this thread is compared with itself: the least of several runs, at one size and at a quarter of it. Never a clock.
 */

/** What is done with a text. */
export type Work = (text: string) => unknown

/** Work that grows with the square has the exponent 2. Between the two, memory and its collector make 1 look like 1.3. */
export const MOST_EXPONENT = 1.5

/** Below this, a measurement says more of the machine than of the work; and what is quicker may grow as it likes. */
const NOTICEABLE_MS = 40
/** What has no end is found at the first size; most other work is noticeable at the second, or not at all. */
const FIRST_SIZE = 1000
const NEXT_SIZE = 16
const STEP = 4

/**
 * The exponent with which work grows, at the first size at which it is noticeable; 0 where it is not, whatever is sent. `most` is the
 * greatest size in characters.
 */
export async function exponentOf(work: Work, piece: string, most: number): Promise<number> {
  const size = await noticeableSize(work, piece, most)
  if (size === undefined) return 0
  const large = await least(work, piece, size)
  const small = await least(work, piece, size / STEP)
  return Math.log(large / small) / Math.log(STEP)
}

/** Whether it grows too fast each time that it is measured: a neighbour on the machine can spoil one measurement, not three. */
export async function isTooSteep(work: Work, piece: string, most: number): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) if ((await exponentOf(work, piece, most)) <= MOST_EXPONENT) return false
  return true
}

async function noticeableSize(work: Work, piece: string, most: number) {
  for (let size = Math.min(FIRST_SIZE, most); ; size = Math.min(size * NEXT_SIZE, most)) {
    if ((await cpuMs(work, repeated(piece, size))) >= NOTICEABLE_MS) return size
    if (size >= most) return undefined
  }
}

/** Engines remember what a pattern did to a text: each run has its own. */
async function least(work: Work, piece: string, size: number) {
  const times: number[] = []
  for (let run = 0; run < 3; run++) times.push(await cpuMs(work, repeated(piece, size + run * piece.length)))
  return Math.max(0.1, Math.min(...times))
}

async function cpuMs(work: Work, text: string) {
  const before = process.threadCpuUsage()
  await work(text)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** `№` in a piece is another number each time: labels, addresses and names that are all different. */
export function repeated(piece: string, size: number): string {
  if (!piece.includes('№')) return piece.repeat(Math.max(1, Math.ceil(size / piece.length)))
  const [before = '', ...others] = piece.split('№')
  let text = ''
  for (let at = 0; text.length < size; at++) text += others.reduce((made, part) => `${made}${at}${part}`, before)
  return text
}
