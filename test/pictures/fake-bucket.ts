/** A bucket in memory that answers as R2 does, and counts what is asked of it. */
type Stored = { bytes: Uint8Array<ArrayBuffer>; httpMetadata?: R2HTTPMetadata; customMetadata?: Record<string, string>; uploaded?: Date }
type Putting = Omit<Stored, 'bytes'> & { onlyIf?: { etagDoesNotMatch?: string } }

export class FakeBucket {
  objects = new Map<string, Stored>()
  puts = 0
  reads = 0
  /** What happens elsewhere between two steps of ours. */
  beforePut: (key: string) => void | Promise<void> = () => undefined

  async head(key: string) {
    this.reads++
    return this.#headOf(key)
  }

  async get(key: string, { range }: { range?: { offset: number; length: number } } = {}) {
    this.reads++
    const stored = this.objects.get(key)
    const head = this.#headOf(key)
    if (!stored || !head) return null
    const bytes = range ? stored.bytes.slice(range.offset, range.offset + range.length) : stored.bytes
    return { ...head, body: new Blob([bytes]).stream(), arrayBuffer: async () => bytes.slice().buffer }
  }

  async put(key: string, value: Uint8Array<ArrayBuffer> | ArrayBuffer | string, { onlyIf, ...options }: Putting = {}) {
    await this.beforePut(key)
    if (onlyIf?.etagDoesNotMatch === '*' && this.objects.has(key)) return null
    this.puts++
    this.objects.set(key, { bytes: typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(value), uploaded: new Date(), ...options })
    return this.#headOf(key)
  }

  async delete(keys: string | string[]) {
    for (const key of [keys].flat()) this.objects.delete(key)
  }

  async list({ prefix }: { prefix: string }) {
    // Small pages, so that more than one is asked for.
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix))
    return { objects: keys.slice(0, 3).map((key) => ({ key })), truncated: keys.length > 3 }
  }

  #headOf(key: string) {
    const stored = this.objects.get(key)
    return stored
      ? { key, size: stored.bytes.byteLength, httpMetadata: stored.httpMetadata, customMetadata: stored.customMetadata, uploaded: stored.uploaded }
      : null
  }
}

/** Makes variants that say what was asked for. */
export class FakeImages {
  made: { transform: unknown; output: unknown }[] = []
  failing = false

  input(_: ReadableStream) {
    return {
      transform: (transform: unknown) => ({
        output: async (output: { format: string }) => {
          if (this.failing) throw new Error('IMAGES_TRANSFORM_ERROR 9422')
          this.made.push({ transform, output })
          const text = `${output.format} ${JSON.stringify(transform)}`
          return { response: () => new Response(text), image: () => new Blob([text]).stream() }
        },
      }),
    }
  }
}
