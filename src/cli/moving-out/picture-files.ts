/** Uploaded pictures of the stories, each fetched once, as it was sent, into `pictures/` of the folder. */
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Api } from '../api.ts'
import { writeFileAtomically } from '../atomic-file.ts'
import { isPicture } from '../backup-folder.ts'
import type { PictureFile } from './out-story.ts'

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/heic': 'heic',
}

export type PictureFiles = { fileOf: PictureFile; count: number; missing: string[] }

export function pictureFiles(api: Api, folder: string): PictureFiles {
  const known = new Map<string, ReturnType<PictureFile>>()
  const files: PictureFiles = {
    count: 0,
    missing: [],
    fileOf(src) {
      const id = /^\/pictures\/([0-9a-f]{32})$/.exec(src)?.[1]
      if (!id) return Promise.resolve(undefined)
      const file = known.get(id) ?? fetchInto(api, folder, id, files)
      known.set(id, file)
      return file
    },
  }
  return files
}

async function fetchInto(api: Api, folder: string, id: string, files: PictureFiles): ReturnType<PictureFile> {
  for (const [type, ending] of Object.entries(ENDINGS)) {
    const file = `pictures/${id}.${ending}`
    // What an export that was stopped has fetched is whole.
    if (await stat(join(folder, file)).catch(() => undefined)) {
      files.count++
      return { file, type }
    }
  }
  const response = await api.send('GET', `/api/pictures/${id}/original`, { headers: { Accept: '*/*' } })
  const bytes = response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? ''
  const ending = ENDINGS[type]
  if (!bytes || !ending || !isPicture(id, bytes)) {
    files.missing.push(`/pictures/${id}`)
    return undefined
  }
  const file = `pictures/${id}.${ending}`
  await mkdir(join(folder, 'pictures'), { recursive: true })
  await writeFileAtomically(join(folder, file), bytes)
  files.count++
  return { file, type }
}
