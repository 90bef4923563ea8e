/** One JSON line per thing worth knowing. Never a reader's address or mail. */
export type Log = (line: Record<string, unknown>) => void

export const logFor =
  (requestId: string): Log =>
  (line) =>
    console.log(JSON.stringify({ requestId, ...line }))
