/** Texts that would fill the memory, in a file that is gone with the command, however it ends. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes. */
export type Spilled = { at: number; length: number }

export class TextSpill {
  #file: number | undefined
  #end = 0

  add(text: string): Spilled {
    this.#file ??= unnamedFile()
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done)
    const spilled = { at: this.#end, length: bytes.length }
    this.#end += bytes.length
    return spilled
  }

  read({ at, length }: Spilled): string {
    const bytes = Buffer.alloc(length)
    for (let done = 0; this.#file !== undefined && done < length; ) {
      const read = readSync(this.#file, bytes, done, length - done, at + done)
      if (read === 0) break
      done += read
    }
    return bytes.toString()
  }

  close() {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}

/** Open, and in no folder any more: whatever kills the command, no text of a newsroom stays behind. */
function unnamedFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-texts-'))
  try {
    return openSync(join(folder, 'texts'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
