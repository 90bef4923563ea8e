/** One JSON line per thing worth knowing. Never a reader's address or mail. */
export type Log = (line: Record<string, unknown>) => void

export const logFor =
  (requestId: string): Log =>
  (line) =>
    console.log(JSON.stringify({ requestId, ...line }, (_, value) => (typeof value === 'string' ? withoutAddresses(value) : value)))

/** A path, or a line for the log, without the addresses that a caller wrote into a URL. */
export const withoutAddresses = (text: string) => text.replace(/[^\s"/]+/g, (piece) => (/.(?:@|%40)./i.test(piece) ? '{email}' : piece))
