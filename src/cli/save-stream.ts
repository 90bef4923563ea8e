/** An export that arrives piece by piece: to stdout as it comes, or into a file that is whole or not there. */
import { open, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CommandContext } from './command-context.ts'
import { counted } from './counted.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'

/** `-` is stdout. Answers how many lines it were; what does not end with a line's end broke off. `mode` is the file's. */
export const saveStream = (context: CommandContext, file: string, body: AsyncIterable<Uint8Array>, mode = 0o666): Promise<number> =>
  file === '-' ? toStdout(context, body) : toFile(context, { file, mode }, body)

async function toStdout(context: CommandContext, body: AsyncIterable<Uint8Array>) {
  const decoder = new TextDecoder()
  const { print, environment } = context
  return eachPiece(body, async (piece) => {
    if (environment.stdout.errored) throw new ExitError(EXIT.refused, 'The export was not read to its end.')
    print.document(decoder.decode(piece, { stream: true }))
  })
}

/** The file takes its name only when it is whole: a broken connection never leaves half a backup under a good name. */
async function toFile({ print, environment }: CommandContext, { file, mode }: { file: string; mode: number }, body: AsyncIterable<Uint8Array>) {
  const path = resolve(environment.cwd, file)
  const part = `${path}.${process.pid}.part`
  if ((await stat(path).catch(() => undefined))?.isDirectory())
    throw usageError(`"${file}" is a folder. Name a file in it, such as ${join(file, 'backup.jsonl')}.`)
  const handle = await open(part, 'wx', mode).catch((error: Error) => {
    throw usageError(`"${file}" cannot be written (${error.message}).`)
  })
  const bar = print.progress(undefined, 'bytes')
  try {
    const lines = await eachPiece(body, async (piece) => {
      await handle.writeFile(piece)
      bar.step(piece.length)
    })
    await handle.sync()
    await handle.close()
    await rename(part, path)
    return lines
  } catch (error) {
    await handle.close()
    await rm(part, { force: true })
    throw error
  } finally {
    bar.end()
  }
}

const NEWLINE = 10

async function eachPiece(body: AsyncIterable<Uint8Array>, take: (piece: Uint8Array) => Promise<void>) {
  let lines = 0
  let last = NEWLINE
  try {
    for await (const piece of body) {
      for (const byte of piece) if (byte === NEWLINE) lines++
      last = piece.at(-1) ?? last
      await take(piece)
    }
  } catch (error) {
    if (error instanceof ExitError) throw error
    throw new ExitError(
      EXIT.unreachable,
      `The export broke off after ${counted(lines, 'line')} (${error instanceof Error ? error.message : error}). Nothing was saved. Run it again.`,
    )
  }
  if (last !== NEWLINE) throw new ExitError(EXIT.unreachable, `The export broke off in line ${lines + 1}. Nothing was saved. Run it again.`)
  return lines
}
