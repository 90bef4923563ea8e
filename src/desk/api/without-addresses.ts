/** A path, or a line for the log, without the addresses that a caller wrote into a URL. */
export const withoutAddresses = (text: string) => text.replace(/[^\s"/]+/g, (piece) => (/.(?:@|%40)./i.test(piece) ? '{email}' : piece))
