/** Elements by the names that WordPress gives them, whatever prefixes a file has for its namespaces. */

const USUAL: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/?$/, 'excerpt'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/, 'wp'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/, 'content'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/?$/, 'dc'],
]

export class WxrNames {
  /** Prefixes of the file that are not the usual ones. */
  readonly #usual = new Map<string, string>()

  opened(name: string, attributes: Readonly<Record<string, string>>): string {
    for (const [key, uri] of Object.entries(attributes)) {
      if (!key.startsWith('xmlns:')) continue
      const prefix = key.slice('xmlns:'.length)
      const usual = USUAL.find(([pattern]) => pattern.test(uri.trim()))?.[1]
      if (usual !== undefined && usual !== prefix) this.#usual.set(prefix, usual)
    }
    return this.of(name)
  }

  of(name: string): string {
    if (this.#usual.size === 0) return name
    const [prefix = '', local] = name.split(':', 2)
    const usual = local === undefined ? undefined : this.#usual.get(prefix)
    return usual === undefined ? name : `${usual}:${local}`
  }
}
