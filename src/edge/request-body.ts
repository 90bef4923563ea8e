/** Bodies of requests, read no further than their limit. */
import { type OrProblem, refuseWith } from './problem.ts'

export async function readBytes(request: Request, maxBytes: number): Promise<OrProblem<Uint8Array<ArrayBuffer>>> {
  const encoding = request.headers.get('content-encoding')
  if (encoding && encoding !== 'identity')
    return refuseWith({ status: 415, detail: `Send the body uncompressed, without Content-Encoding: ${encoding}.`, headers: { 'Accept-Encoding': 'identity' } })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge(maxBytes)
  if (!request.body) return { ok: true, value: new Uint8Array(0) }
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    // The rest is drained by the entry (refused-body.ts).
    if (length > maxBytes) return tooLarge(maxBytes)
    chunks.push(value)
  }
  return { ok: true, value: joinChunks(chunks, length) }
}

export async function readText(request: Request, maxBytes: number): Promise<OrProblem<string>> {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(request.headers.get('content-type') ?? '')?.[1]
  if (charset && !/^(?:utf-?8|us-ascii)$/i.test(charset)) return refuseWith({ status: 415, detail: `Send the text as UTF-8, not as ${charset}.` })
  const bytes = await readBytes(request, maxBytes)
  if (!bytes.ok) return bytes
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes.value) }
  } catch {
    // A fatal decoder throws at the first byte that is no UTF-8; that is the answer.
    return refuseWith({ status: 400, detail: 'This text isn’t UTF-8. Save the file as UTF-8 and send it again.' })
  }
}

const tooLarge = (maxBytes: number) => refuseWith({ status: 413, detail: `This is too large. Send at most ${sizeOf(maxBytes)}.` })

const sizeOf = (bytes: number) => (bytes < 1_000_000 ? `${(bytes / 1000).toLocaleString('en')} kB` : `${(bytes / 1_000_000).toLocaleString('en')} MB`)

function joinChunks(chunks: Uint8Array[], length: number) {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
