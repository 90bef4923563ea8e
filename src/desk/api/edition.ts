/** Rebuilding, backing up, restoring, and adopting what was put straight into KV. */

import type { LineResult } from '../../press/calls.ts'
import { type ApiContext, press } from './api-context.ts'
import { readLines } from './json-lines.ts'
import { mediaTypeOf } from './request-inputs.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** Few enough for one call of the press, many enough that 20,000 articles are not 20,000 calls. */
const BATCH_LINES = 100
const BATCH_CHARS = 4_000_000
const encoder = new TextEncoder()

export const reprint = async (c: ApiContext) => jsonResponse(c, await press(c).reprint(c.get('actor')))
export const adopt = async (c: ApiContext) => jsonResponse(c, await press(c).sweep(c.get('actor')))

/** JSON Lines, streamed page by page as the reader takes them. An export that breaks off is cut, never quietly complete. */
export async function exportLedger(c: ApiContext) {
  await press(c).recordAudit({ what: 'export' }, c.get('actor'))
  let cursor: string | undefined
  const lines = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let lines: string[]
        do {
          const page = await press(c).exportPage(cursor)
          lines = page.lines
          cursor = page.nextCursor
        } while (lines.length === 0 && cursor !== undefined)
        if (lines.length > 0) controller.enqueue(encoder.encode(`${lines.join('\n')}\n`))
        if (cursor === undefined) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(lines, 200, { 'Content-Type': 'application/jsonl; charset=utf-8', 'Content-Disposition': 'attachment; filename="dateline.jsonl"' })
}

/** JSON Lines in, one line of answer for each line, while both are still running. */
export function importLedger(c: ApiContext) {
  const type = mediaTypeOf(c)
  if (!['application/jsonl', 'application/x-ndjson', 'application/x-jsonlines', 'text/plain', 'application/json'].includes(type))
    return problemResponse(c, {
      status: 415,
      detail: 'Send JSON Lines with "Content-Type: application/jsonl".',
      headers: { Accept: 'application/jsonl, application/x-ndjson' },
    })
  if (!c.req.raw.body) return problemResponse(c, { status: 400, detail: 'There’s nothing to import: the body is empty.' })
  const results = importResults(c, c.req.raw.body)
  // Reading begins before the answer does: a body that nobody reads by then may be drained by whoever called us.
  let firstBatch: ReturnType<typeof results.next> | undefined = results.next()
  const answers = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await (firstBatch ?? results.next())
        firstBatch = undefined
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value.map((result) => `${JSON.stringify(result)}\n`).join('')))
      },
      async cancel() {
        await results.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(answers, 200, { 'Content-Type': 'application/jsonl; charset=utf-8' })
}

type Batch = { line: number; text: string }[]

async function* importResults(c: ApiContext, body: ReadableStream<Uint8Array>): AsyncGenerator<LineResult[], undefined, undefined> {
  let batch: Batch = []
  let chars = 0
  for await (const { line, text, fault } of readLines(body)) {
    if (fault === undefined && text.trim() === '') continue
    if (fault === undefined) {
      batch.push({ line, text })
      chars += text.length
    }
    if (fault !== undefined || batch.length >= BATCH_LINES || chars >= BATCH_CHARS) {
      if (batch.length > 0) yield await importBatch(c, batch)
      batch = []
      chars = 0
      if (fault !== undefined) yield [{ line, ok: false, message: fault }]
    }
  }
  if (batch.length > 0) yield await importBatch(c, batch)
  return undefined
}

/** The press counts within a batch; the sender counts lines of the whole. */
async function importBatch(c: ApiContext, batch: Batch): Promise<LineResult[]> {
  try {
    const results = await press(c).importLines(
      batch.map(({ text }) => text),
      c.get('actor'),
    )
    return batch.map(({ line }, at) => ({ ...(results[at] ?? { ok: false, message: 'We got no result for this line. Send it again.' }), line }))
  } catch (error) {
    console.error(JSON.stringify({ requestId: c.get('requestId'), event: 'import-batch-failed', error: String(error) }))
    return batch.map(({ line }) => ({ line, ok: false, message: 'The publishing service didn’t respond. Send this line again.' }))
  }
}
