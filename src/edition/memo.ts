/** As long as it is fresh, what was made of it holds: what is replaced or dropped is fresh no more. */
export type Held = { readonly freshUntil: number }
/** Its `life` apart, so that what was made of a value doesn't keep it in memory. */
type Remembered<T> = { value: T; life: { freshUntil: number }; bytes: number }

/**
 * A bounded memory of one isolate: the least recently used leaves first. Keys count, two bytes a letter. Until it is half full nothing is near
 * leaving, and nobody keeps the order: a map whose keys move is made anew every few times.
 */
export class Memo<T> {
  #entries = new Map<string, Remembered<T>>()
  #bytes = 0
  #limits: { maxEntries: number; maxBytes: number }

  constructor(limits: { maxEntries: number; maxBytes: number }) {
    this.#limits = limits
  }

  get(key: string): Remembered<T> | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (this.#entries.size * 2 < this.#limits.maxEntries && this.#bytes * 2 < this.#limits.maxBytes) return entry
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry
  }

  has(key: string) {
    return this.#entries.has(key)
  }

  isFresh(key: string, now: number) {
    return (this.#entries.get(key)?.life.freshUntil ?? 0) > now
  }

  set(key: string, value: T, { freshUntil, bytes }: { freshUntil: number; bytes: number }) {
    this.drop(key)
    const held = bytes + key.length * 2
    this.#entries.set(key, { value, life: { freshUntil }, bytes: held })
    this.#bytes += held
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.maxEntries && this.#bytes <= this.#limits.maxBytes) return
      this.drop(oldest)
    }
  }

  expire(key: string) {
    this.keepFresh(key, 0)
  }

  /** Where it is remembered at all. */
  keepFresh(key: string, until: number) {
    const entry = this.#entries.get(key)
    if (entry) entry.life.freshUntil = until
  }

  clear() {
    for (const key of this.#entries.keys()) this.expire(key)
    this.#entries.clear()
    this.#bytes = 0
  }

  drop(key: string) {
    const entry = this.#entries.get(key)
    if (!entry) return
    entry.life.freshUntil = 0
    this.#bytes -= entry.bytes
    this.#entries.delete(key)
  }
}
