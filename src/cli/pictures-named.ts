/** Pictures of ours that a text names, and their files if they lie beside it, in `pictures/` as an export has them. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Api } from './api.ts'
import { uploader } from './pictures.ts'

/** Addresses, each once: `/pictures/` and 32 hexadecimal digits. */
export const picturesNamedIn = (text: string): string[] => [...new Set(text.match(/\/pictures\/[0-9a-f]{32}(?![0-9a-f])/g))]

/** Uploads what a text names and `file` has beside it, each once. Answers with a sentence for each that the site refused. */
export function picturesBeside(api: Api, file: string): (text: string) => Promise<string[]> {
  const folder = join(dirname(file), 'pictures')
  const upload = uploader(api, false)
  const done = new Set<string>()
  let files: Promise<Map<string, string>> | undefined
  return async (text) => {
    const refusals: string[] = []
    for (const src of picturesNamedIn(text)) {
      if (done.has(src)) continue
      done.add(src)
      files ??= filesIn(folder)
      const name = (await files).get(src)
      const sent = name === undefined ? undefined : await upload(join(folder, name))
      if (sent?.ok === false) refusals.push(`${src}: ${sent.message}`)
    }
    return refusals
  }
}

const filesIn = async (folder: string) => {
  const names = await readdir(folder).catch((): string[] => [])
  return new Map(names.map((name) => [`/pictures/${name.replace(/\.[^.]*$/, '')}`, name]))
}
