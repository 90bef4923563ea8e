/** Bytes as the readers of picture files look at them. */
export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export function textAt(view: DataView, at: number, length = 4) {
  let text = ''
  for (let n = at; n < at + length; n++) text += String.fromCharCode(view.getUint8(n))
  return text
}

export const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Room that was reserved for a file and never filled: no coder ends in that many zeros. Even a blank page of a lossy WebP, which is
 * little but zeros, has a twentieth of them at its end.
 */
export function isUnfilled(data: Uint8Array) {
  let end = data.length
  while (end > 0 && data[end - 1] === 0) end--
  return data.length - end >= 64 && (data.length - end) * 8 > data.length
}
