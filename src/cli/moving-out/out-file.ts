/** A file that is written piece by piece. */
import { open } from 'node:fs/promises'

export type OutFile = { write(text: string): Promise<void>; close(): Promise<void> }

export async function outFile(path: string): Promise<OutFile> {
  const handle = await open(path, 'wx')
  return {
    async write(text) {
      await handle.writeFile(text)
    },
    close: () => handle.close(),
  }
}
