/** `pictures.json` of an export in Markdown (`moving-out/picture-list.ts`): what the newsroom it comes from knows of each picture. */
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import { parseJson } from '../copy/parse.ts'
import { PictureDetails } from '../copy/shapes/picture-details.ts'

const LIST = 'pictures.json'

/** By the file's path from the list's folder. */
type Known = ReadonlyMap<string, PictureDetails>

export type ExportedPictures = (path: string) => Promise<PictureDetails>

/** Empty where there is no list above the picture's folder, or nothing in it of this picture. Each list is read once. */
export function exportedPictures(): ExportedPictures {
  const lists = new Map<string, Promise<Known>>()
  return async (path) => {
    const folder = dirname(path)
    const file = join(dirname(folder), LIST)
    const list = lists.get(file) ?? readList(file)
    lists.set(file, list)
    return (await list).get(`${basename(folder)}/${basename(path)}`) ?? {}
  }
}

const Row = v.object({ file: v.string(), ...PictureDetails.entries })

async function readList(path: string): Promise<Known> {
  const text = await readFile(path, 'utf8').catch(() => '[]')
  const parsed = parseJson(text)
  const rows: unknown[] = parsed.ok && Array.isArray(parsed.value) ? parsed.value : []
  return new Map(
    rows.flatMap((row) => {
      const { success, output } = v.safeParse(Row, row)
      if (!success) return []
      const { file, ...details } = output
      return [[file, details] as const]
    }),
  )
}
