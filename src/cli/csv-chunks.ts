/** A CSV file (RFC 4180) in pieces that are requests: each begins with the record that names the columns. */
import { parseCsv } from '../copy/text/csv.ts'

/** `line` is where the piece's first record begins in the file; before it, `text` has the head's `headLines`. */
export type CsvChunk = { text: string; line: number; headLines: number; records: number }

/** `line` is where the text stops making sense. */
export type CsvChunks = { ok: true; chunks: CsvChunk[] } | { ok: false; line: number; message: string }

/** Records go as they are in the file, each with the empty lines after it, so that lines count on. */
export function csvChunks(csv: string, { maxRecords, maxChars }: { maxRecords: number; maxChars: number }): CsvChunks {
  const parsed = parseCsv(csv)
  if (!parsed.ok) return parsed
  const [head, ...records] = parsed.records
  const chunks: CsvChunk[] = []
  if (!head) return { ok: true, chunks }
  const headText = csv.slice(0, records[0]?.start)
  const headLines = headText.match(/\r\n|\r|\n/g)?.length ?? 0
  for (const [at, { start, line }] of records.entries()) {
    const text = csv.slice(start, records[at + 1]?.start)
    const last = chunks.at(-1)
    if (last && last.records < maxRecords && last.text.length + text.length <= maxChars) {
      last.text += text
      last.records++
    } else chunks.push({ text: headText + text, line, headLines, records: 1 })
  }
  return { ok: true, chunks }
}
