import { open, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { problemOf } from '../problem.ts'

export const exportEdition: AddCommand = (program, run) =>
  program
    .command('export')
    .description('Save the whole ledger as JSON Lines, in a file or on stdout')
    .argument('[file]', 'the file to write, or - for stdout', '-')
    .addHelpText('after', '\nExample:\n  newsdesk export backup.jsonl')
    .action(run((context, file) => exportTo(context, file)))

async function exportTo(context: CommandContext, file: string) {
  const response = await context.api.send('GET', '/api/export', { headers: { Accept: 'application/jsonl' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  const lines = file === '-' ? await toStdout(context, response.body) : await toFile(context, file, response.body)
  context.print.remark(`${counted(lines, 'line')} exported${file === '-' ? '' : ` to ${file}`}.`)
  return EXIT.ok
}

async function toStdout(context: CommandContext, body: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder()
  const { print, environment } = context
  return eachPiece(body, async (piece) => {
    if (environment.stdout.errored) throw new ExitError(EXIT.refused, 'The export was not read to its end.')
    print.document(decoder.decode(piece, { stream: true }))
  })
}

/** The file takes its name only when it is whole: a broken connection never leaves half a backup under a good name. */
async function toFile({ print, environment }: CommandContext, file: string, body: ReadableStream<Uint8Array>) {
  const path = resolve(environment.cwd, file)
  const part = `${path}.${process.pid}.part`
  if ((await stat(path).catch(() => undefined))?.isDirectory())
    throw usageError(`"${file}" is a folder. Name a file in it, such as ${join(file, 'backup.jsonl')}.`)
  const handle = await open(part, 'wx').catch((error: Error) => {
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

async function eachPiece(body: ReadableStream<Uint8Array>, take: (piece: Uint8Array) => Promise<void>) {
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
