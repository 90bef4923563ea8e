/** Bodies of requests, read no further than their limit and judged before they are parsed. */
import { type Flaw, parseJson } from '../copy/parse.ts'
import type { Problem } from './problem.ts'

export type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** A body deeper than this is no copy; what walks it later may recurse. */
const MAX_DEPTH = 64
/** As many as a body may have blocks. */
const MAX_ELEMENTS = 2000
const MAX_FLAWS = 50

export async function readBytes(request: Request, maxBytes: number): Promise<Read<Uint8Array<ArrayBuffer>>> {
  const encoding = request.headers.get('content-encoding')
  if (encoding && encoding !== 'identity')
    return refuse({ status: 415, detail: `Send the body uncompressed, without Content-Encoding: ${encoding}.`, headers: { 'Accept-Encoding': 'identity' } })
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
  return { ok: true, value: joined(chunks, length) }
}

export async function readText(request: Request, maxBytes: number): Promise<Read<string>> {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(request.headers.get('content-type') ?? '')?.[1]
  if (charset && !/^(?:utf-?8|us-ascii)$/i.test(charset)) return refuse({ status: 415, detail: `Send the text as UTF-8, not as ${charset}.` })
  const bytes = await readBytes(request, maxBytes)
  if (!bytes.ok) return bytes
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes.value) }
  } catch {
    // A fatal decoder throws at the first byte that is no UTF-8; that is the answer.
    return refuse({ status: 400, detail: 'This text isn’t UTF-8. Save the file as UTF-8 and send it again.' })
  }
}

/** JSON as it came: an outside value that is shallow and has no endless lists, but nothing more is known of it. */
export function jsonFrom(text: string): Read<unknown> {
  const parsed = parseJson(text)
  if (!parsed.ok) return refuse({ status: 400, detail: parsed.flaws[0]?.message ?? 'This isn’t valid JSON.', flaws: parsed.flaws })
  const flaws = excessesOf(parsed.value)
  return flaws.length > 0 ? refuse({ status: 422, detail: sentenceOf(flaws), flaws }) : parsed
}

export const sentenceOf = (flaws: Flaw[]) => (flaws.length === 1 ? '1 problem to fix.' : `${flaws.length} problems to fix.`)

/** Walks without recursion: JSON.parse takes any depth, the stack does not. */
export function excessesOf(input: unknown): Flaw[] {
  const flaws: Flaw[] = []
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: input, pointer: '', depth: 0 }]
  for (let next = open.pop(); next && flaws.length < MAX_FLAWS; next = open.pop()) {
    const { value, pointer, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) flaws.push({ pointer, message: `This is nested more than ${MAX_DEPTH} levels deep.` })
    else if (Array.isArray(value) && value.length > MAX_ELEMENTS)
      flaws.push({ pointer, message: `A list can have up to 2,000 elements. This one has ${value.length.toLocaleString('en')}.` })
    else
      for (const [key, child] of Object.entries(value))
        open.push({ value: child, pointer: `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, depth: depth + 1 })
  }
  return flaws
}

const refuse = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem })
const tooLarge = (maxBytes: number) => refuse({ status: 413, detail: `This is too large. Send at most ${(maxBytes / 1_000_000).toLocaleString('en')} MB.` })

function joined(chunks: Uint8Array[], length: number) {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
