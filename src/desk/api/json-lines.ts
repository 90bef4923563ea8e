/** A stream of bytes as numbered lines, never more than one line in memory. */

/** A ledger line carries one revision; its article has at most 2 MB. */
const MAX_LINE_CHARS = 4_000_000

/** `fault` says why a line cannot be imported; its text is empty then. */
export type Line = { line: number; text: string; fault?: string }

export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<Line, undefined, undefined> {
  let line = 1
  let text = ''
  let tooLong = false
  const take = (piece: string) => {
    if (!tooLong) text += piece
    if (text.length <= MAX_LINE_CHARS) return
    tooLong = true
    text = ''
  }
  const finish = (): Line => {
    const finished = tooLong ? { line, text: '', fault: 'This line is longer than 4 million characters.' } : { line, text: text.replace(/\r$/, '') }
    line++
    text = ''
    tooLong = false
    return finished
  }
  try {
    for await (const chunk of decodeChunks(body)) {
      const pieces = chunk.split('\n')
      for (const piece of pieces.slice(0, -1)) {
        take(piece)
        yield finish()
      }
      take(pieces.at(-1) ?? '')
    }
  } catch (error) {
    // The sender went away. Lines that came whole are imported; where it broke off is named for the log and for whoever still listens.
    console.error(JSON.stringify({ event: 'import-broke-off', line, error: String(error) }))
    yield { line, text: '', fault: `The upload stopped in line ${line}. Send it again from there.` }
    return undefined
  }
  if (text.trim() === '' && !tooLong) return undefined
  const last = finish()
  yield last.fault === undefined && !isJson(last.text)
    ? { ...last, fault: `The upload ended in the middle of line ${last.line}. Send it again from there.` }
    : last
  return undefined
}

async function* decodeChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined, undefined> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    yield decoder.decode(value, { stream: true })
  }
  yield decoder.decode()
  return undefined
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    // That it throws is the answer.
    return false
  }
}
