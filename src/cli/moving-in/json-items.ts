/** The items of JSON files: one item, a list of them, a list within an object, JSON Lines, or a folder of all these. */
import { stat } from 'node:fs/promises'
import { type JsonPart, jsonValues, MAX_VALUE } from './json-values.ts'
import type { Source } from './old-system.ts'
import { filesOf, type OtherFile } from './source-files.ts'
import { textsOf } from './source-texts.ts'

/** `damage`: a sentence. */
export type JsonItem = { place: string; value: unknown } | { place: string; damage: string } | OtherFile

export async function* jsonItems(source: Source): AsyncGenerator<JsonItem> {
  for await (const file of filesOf(source, (name) => /\.(?:json|jsonl|ndjson|ninjs)$/i.test(name))) {
    if ('other' in file) yield file
    else yield* itemsIn(file, source.isFolder ? `${file.name}, ` : '')
  }
}

async function* itemsIn(file: Source, prefix: string): AsyncGenerator<JsonItem> {
  const place = (line: number) => `${prefix}line ${line.toLocaleString('en')}`
  if (await isJsonLines(file)) {
    for await (const { line, ...part } of jsonLines(file)) yield { place: place(line), ...part }
    return
  }
  const isLarge = ((await stat(file.path).catch(() => undefined))?.size ?? 0) > MAX_VALUE
  const isWanted = (path: readonly string[], first: string) =>
    path.length === 0 ? first !== '[' && !isLarge : path.length === 1 ? path[0] === String(Number(path[0])) : isLarge && path.length === 2
  for await (const part of jsonValues(textsOf(file), isWanted)) yield itemOf(part, prefix)
}

/** Lists are often all in one line: their items have numbers. */
function itemOf(part: JsonPart, prefix: string): JsonItem {
  const number = part.path?.at(-1)
  const place = `${prefix}${number === undefined ? '' : `item ${(Number(number) + 1).toLocaleString('en')}, `}line ${part.line.toLocaleString('en')}`
  return 'damage' in part ? { place, damage: part.damage } : { place, value: part.value }
}

/** Where the first line is a whole object and another begins below it. */
async function isJsonLines(file: Source): Promise<boolean> {
  let head = ''
  for await (const text of textsOf(file)) {
    head += text
    if (head.length > MAX_VALUE || /\n\s*\S/.test(head)) break
  }
  const first = head.replace(/^\ufeff/, '').split('\n', 1)[0] ?? ''
  if (!first.trimStart().startsWith('{') || head.length === first.length) return false
  try {
    JSON.parse(first)
    return /^\s*\S/.test(head.slice(first.length + 1))
  } catch {
    // The first line of an object that is set in lines.
    return false
  }
}

/** A broken line costs no other. */
async function* jsonLines(file: Source): AsyncGenerator<{ line: number } & ({ value: unknown } | { damage: string })> {
  let [line, rest, isLong] = [1, '', false]
  const end = () => (isLong ? { line, damage: 'It is longer than 20 million characters.' } : valueIn(rest, line))
  for await (const text of textsOf(file)) {
    const parts = text.split('\n')
    for (const [at, part] of parts.entries()) {
      if (at > 0) {
        if (rest.trim() !== '' || isLong) yield end()
        ;[line, rest, isLong] = [line + 1, '', false]
      }
      isLong ||= rest.length + part.length > MAX_VALUE
      rest = isLong ? '' : rest + part
    }
  }
  if (rest.trim() !== '' || isLong) yield end()
}

function valueIn(text: string, line: number) {
  try {
    return { line, value: JSON.parse(text.replace(/^\ufeff/, '')) as unknown }
  } catch (error) {
    return { line, damage: `It is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : error}` }
  }
}
