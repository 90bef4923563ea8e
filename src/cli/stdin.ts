/** All of a stream. */
export async function bytesOf(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  return Buffer.concat(pieces)
}

/** The same as text. */
export const textOf = async (stream: AsyncIterable<Uint8Array | string>): Promise<string> => new TextDecoder().decode(await bytesOf(stream))
