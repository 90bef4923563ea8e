/** A bounded memory of one isolate: the least recently used leaves first. */
type Kept<T> = { value: T; freshUntil: number; bytes: number }

export class Memo<T> {
  #kept = new Map<string, Kept<T>>()
  #bytes = 0
  #limits: { maxEntries: number; maxBytes: number }

  constructor(limits: { maxEntries: number; maxBytes: number }) {
    this.#limits = limits
  }

  get(key: string): Kept<T> | undefined {
    const kept = this.#kept.get(key)
    if (!kept) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept
  }

  has(key: string) {
    return this.#kept.has(key)
  }

  isFresh(key: string, now: number) {
    return (this.#kept.get(key)?.freshUntil ?? 0) > now
  }

  set(key: string, value: T, { freshUntil, bytes }: { freshUntil: number; bytes: number }) {
    this.#drop(key)
    this.#kept.set(key, { value, freshUntil, bytes })
    this.#bytes += bytes
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.maxEntries && this.#bytes <= this.#limits.maxBytes) return
      this.#drop(oldest)
    }
  }

  expire(key: string) {
    const kept = this.#kept.get(key)
    if (kept) kept.freshUntil = 0
  }

  clear() {
    this.#kept.clear()
    this.#bytes = 0
  }

  #drop(key: string) {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
  }
}
