/** A JSON file that an editor names, with the lines of its fields; what is no JSON ends the command with its line. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseJson } from '../copy/parse.ts'
import { placeIn } from './copy-file.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'
import { linesOfJson } from './pointer-line.ts'
import { utf8Of } from './utf8.ts'

export async function readJsonFile(name: string, cwd: string): Promise<{ value: unknown; place(pointer: string): string }> {
  const bytes = await readFile(resolve(cwd, name)).catch(() => {
    throw usageError(`"${name}" cannot be read.`)
  })
  const read = utf8Of(bytes)
  if (!read.ok) throw new ExitError(EXIT.refused, `${name}: ${read.message}`)
  const { text } = read
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const message = parsed.flaws[0]?.message ?? 'This is not JSON.'
    throw new ExitError(EXIT.refused, `${name}:${/line (\d+) column/.exec(message)?.[1] ?? 1}: ${message}`)
  }
  return { value: parsed.value, place: placeIn(name, () => linesOfJson(text)) }
}
