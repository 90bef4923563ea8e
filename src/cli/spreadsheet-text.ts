/** Text as spreadsheets save it: UTF-8, or UTF-16 with its mark, which Excel calls Unicode text. */
import { type Utf8, utf8Of } from './utf8.ts'

/** Readers' names and consents in another encoding would lose letters: they are refused. */
export function spreadsheetText(bytes: Uint8Array): Utf8 {
  const utf16 = utf16Of(bytes)
  if (utf16) return { ok: true, text: new TextDecoder(utf16).decode(bytes) }
  const read = utf8Of(bytes)
  if (read.ok && !read.text.includes('\0')) return read
  return { ok: false, message: 'This text isn’t in UTF-8, and some of its characters would be lost. In your spreadsheet, save it as “CSV UTF-8”.' }
}

function utf16Of([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}
