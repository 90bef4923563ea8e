/** A bucket in memory that answers as R2 does, and counts what is asked of it. */
type Stored = { bytes: Uint8Array<ArrayBuffer>; httpMetadata?: R2HTTPMetadata; customMetadata?: Record<string, string> }

export class FakeBucket {
  objects = new Map<string, Stored>()
  puts = 0

  async head(key: string) {
    const stored = this.objects.get(key)
    return stored ? { key, size: stored.bytes.byteLength, httpMetadata: stored.httpMetadata, customMetadata: stored.customMetadata } : null
  }

  async get(key: string, { range }: { range?: { offset: number; length: number } } = {}) {
    const stored = this.objects.get(key)
    const head = await this.head(key)
    if (!stored || !head) return null
    const bytes = range ? stored.bytes.slice(range.offset, range.offset + range.length) : stored.bytes
    return { ...head, body: new Blob([bytes]).stream() }
  }

  async put(key: string, value: Uint8Array<ArrayBuffer> | ArrayBuffer, options: Omit<Stored, 'bytes'> = {}) {
    this.puts++
    this.objects.set(key, { bytes: new Uint8Array(value), ...options })
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
          return { response: () => new Response(`${output.format} ${JSON.stringify(transform)}`) }
        },
      }),
    }
  }
}
