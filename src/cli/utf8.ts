/** What an editor's file or pipe says, or why it cannot be read. */
export type Utf8 = { ok: true; text: string } | { ok: false; message: string }

/** Letters in another encoding would each be filed, and published, as a replacement character: they are refused. */
export function utf8Of(bytes: Uint8Array): Utf8 {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, message: 'This text isn’t in UTF-8, and some of its characters would be lost. Save it as UTF-8.' }
  }
}
