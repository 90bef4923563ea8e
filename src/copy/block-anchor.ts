/** A place in a body that is found again after the body was edited. */

/** `fingerprint` tells whole blocks apart; `excerpt` is how the block begins, in plain text. */
export type BlockLook = { fingerprint: string; excerpt: string }
export type BlockAnchor = BlockLook & { block: number }

/** Less in common than this, and it is another block. */
const MIN_SHARED = 0.4

/**
 * Where the block is now, or `undefined` where it is no more: the same block, nearest to where it was; else the one that has most words
 * in common with it.
 */
export function findBlock({ block, fingerprint, excerpt }: BlockAnchor, looks: readonly BlockLook[]): number | undefined {
  const nearest = (candidates: number[]) => candidates.sort((a, b) => Math.abs(a - block) - Math.abs(b - block) || a - b)[0]
  const same = nearest(looks.flatMap((look, at) => (look.fingerprint === fingerprint ? [at] : [])))
  if (same !== undefined) return same
  const words = wordsOf(excerpt)
  const shared = looks.map((look) => sharedPart(words, wordsOf(look.excerpt)))
  const most = Math.max(0, ...shared)
  return most < MIN_SHARED ? undefined : nearest(shared.flatMap((part, at) => (part === most ? [at] : [])))
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Thai}|[\p{L}\p{N}\p{M}]+/gu) ?? [])

function sharedPart(a: Set<string>, b: Set<string>) {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared === 0 ? 0 : shared / Math.max(a.size, b.size)
}
