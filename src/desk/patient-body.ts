/** A file in R2 whose bytes come, piece by piece, or not. */
import { Unavailable, within } from '../edition/within.ts'

/** The same file. Its bytes may take as long as they like, but no more than so many milliseconds from one piece to the next: then, `Unavailable`. */
export const patientBody = (object: R2ObjectBody, ms: number): R2ObjectBody =>
  new Proxy(object, {
    get(_, name) {
      if (name === 'arrayBuffer') return async () => bytesOf(object.body, ms)
      const member: unknown = Reflect.get(object, name)
      return typeof member === 'function' ? member.bind(object) : member
    },
  })

async function bytesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, ms: number): Promise<ArrayBuffer> {
  const reader = body.getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  try {
    for (;;) {
      const { done, value } = await within(ms, reader.read())
      if (done) return await new Blob(pieces).arrayBuffer()
      pieces.push(value)
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined) // Nobody reads on.
    throw error instanceof Unavailable ? error : new Unavailable(String(error), { cause: error })
  }
}
