/** A CSV file (RFC 4180) in pieces that are requests: each begins with the record that names the columns. */

/** `line` is where the piece's first record begins in the file; before it, `text` has the head's `headLines`. */
export type CsvChunk = { text: string; line: number; headLines: number; records: number }

type CsvRecord = { text: string; line: number }

export function csvChunks(csv: string, { maxRecords, maxChars }: { maxRecords: number; maxChars: number }): CsvChunk[] {
  const [head, ...records] = recordsIn(csv.replace(/^\ufeff/, ''))
  if (!head) return []
  const headText = /[\r\n]$/.test(head.text) ? head.text : `${head.text}\n`
  const chunks: CsvChunk[] = []
  for (const { text, line } of records) {
    const last = chunks.at(-1)
    if (last && last.records < maxRecords && last.text.length + text.length <= maxChars) {
      last.text += text
      last.records++
    } else chunks.push({ text: headText + text, line, headLines: lineEnds(headText), records: 1 })
  }
  return chunks
}

/** As they stand, with the ends of their lines; empty lines go with the record before, so that lines count on. */
function recordsIn(csv: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 1
  for (const text of piecesOf(csv)) {
    const last = records.at(-1)
    if (text.trim() !== '') records.push({ text, line })
    else if (last) last.text += text
    line += lineEnds(text)
  }
  return records
}

const lineEnds = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0

/** A quote counts where a cell begins, and two within one are a quote of its text. */
function* piecesOf(csv: string): Generator<string> {
  let place: 'start' | 'bare' | 'quoted' | 'behind quote' = 'start'
  let from = 0
  for (let at = 0; at < csv.length; at++) {
    const char = csv[at]
    if (place === 'quoted') {
      if (char === '"') place = 'behind quote'
      continue
    }
    if (char === '"') place = place === 'bare' ? 'bare' : 'quoted'
    else if (char === ',') place = 'start'
    else if (char !== '\n' && char !== '\r') place = 'bare'
    else if (char === '\n' || csv[at + 1] !== '\n') {
      yield csv.slice(from, at + 1)
      from = at + 1
      place = 'start'
    }
  }
  if (from < csv.length) yield csv.slice(from)
}
