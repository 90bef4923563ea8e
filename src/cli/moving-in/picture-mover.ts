/** Pictures of the old site → pictures of this one: each content once, from a folder of uploads or from the old site itself. */
import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { Api } from '../api.ts'
import type { Uploaded } from '../pictures.ts'
import { addressKey } from './addresses.ts'
import type { FetchOld } from './fetch-old.ts'
import type { MovedPictures } from './moved-pictures.ts'
import type { OldPicture } from './old-item.ts'
import { pictureKindOf } from './picture-file.ts'

export type Moved = { ok: true; picture: Uploaded; isNew: boolean } | { ok: false; why: string }
export type MovePicture = (address: string) => Promise<Moved>

type Means = {
  api: Api
  fetchOld: FetchOld
  /** Folder with the old site's uploads, as they were on its disk. */
  uploads: string | undefined
  originalsOf(address: string): string[]
  /** What the old library says of it. */
  detailsOf(address: string): OldPicture | undefined
  remembered: MovedPictures
}

/** The site takes no larger ones (contract). */
const MAX_BYTES = 20_000_000

export function pictureMover(means: Means): MovePicture {
  const going = new Map<string, Promise<Moved>>()
  return (address) => {
    const [first = address] = means.originalsOf(address)
    const key = addressKey(first) ?? first
    const known = going.get(key) ?? move(address, key, means)
    going.set(key, known)
    return known
  }
}

async function move(address: string, key: string, means: Means): Promise<Moved> {
  const before = await means.remembered.find(key)
  if (before) return { ok: true, picture: before, isNew: false }
  const file = await fileOf(address, means)
  if (!file.ok) return file
  const reply = await means.api.ask<Uploaded & { id: string }>('POST', '/api/pictures', { body: file.bytes, type: file.type, repeatable: true })
  if (!reply.ok) return { ok: false, why: [reply.problem.detail, ...reply.problem.flaws.map(({ message }) => message)].join(' ') }
  const { id, src, width, height } = reply.value
  const picture = { src, width, height }
  const isNew = reply.status === 201
  if (isNew) await describe(means, id, means.originalsOf(address).map(means.detailsOf).find(Boolean))
  await means.remembered.add(key, picture)
  return { ok: true, picture, isNew }
}

/** What the library said of it stands in this one's, too. That it cannot is no reason to lose the picture. */
async function describe({ api }: Means, id: string, details: OldPicture | undefined) {
  const { alt, caption, credit, fields } = details ?? {}
  if (alt || caption || credit || fields)
    await api.ask('PUT', `/api/pictures/${id}`, {
      body: {
        ...(alt && { alt: alt.slice(0, 1000) }),
        ...(caption && { caption: caption.slice(0, 4000) }),
        ...(credit && { credit: credit.slice(0, 400) }),
        ...fields,
      },
    })
}

type PictureFile = { ok: true; bytes: Uint8Array; type: string } | { ok: false; why: string }

/** The best that can be had. What the last place said is the reason, if none has it. */
async function fileOf(address: string, means: Means): Promise<PictureFile> {
  let why = 'It could not be found.'
  const candidates = means.originalsOf(address)
  for (const candidate of candidates) {
    const bytes = await uploadedFile(candidate, means.uploads)
    const kind = bytes && pictureKindOf(bytes)
    if (bytes && kind && 'type' in kind && bytes.length <= MAX_BYTES) return { ok: true, bytes, type: kind.type }
    if (kind) why = 'why' in kind ? kind.why : 'The file is larger than 20 MB.'
  }
  for (const candidate of candidates) {
    const fetched = await means.fetchOld(candidate, MAX_BYTES)
    const kind = fetched.ok ? pictureKindOf(fetched.bytes) : undefined
    if (fetched.ok && kind && 'type' in kind) return { ok: true, bytes: fetched.bytes, type: kind.type }
    why = kind && 'why' in kind ? kind.why : fetched.ok ? why : fetched.why
    // A host that is away or refused is away for the picture's other sizes, too.
    if (!fetched.ok && !fetched.isMissing && !/larger/.test(fetched.why)) break
  }
  return { ok: false, why }
}

/** Below the folder: the address's path from `uploads/` or `images/` on, or all of it. */
async function uploadedFile(address: string, folder: string | undefined): Promise<Uint8Array | undefined> {
  if (!folder || !URL.canParse(address)) return undefined
  for (const path of pathsBelow(new URL(address).pathname)) {
    const file = normalize(join(folder, path))
    if (!file.startsWith(normalize(folder + sep))) continue
    const found = await stat(file).catch(() => undefined)
    if (found?.isFile() && found.size <= MAX_BYTES) return await readFile(file)
  }
  return undefined
}

function pathsBelow(pathname: string): string[] {
  let path = pathname
  try {
    path = decodeURIComponent(pathname)
  } catch {
    // A path with a plain % is meant as it stands.
  }
  const after = /\/(?:uploads|files|images)\/(.+)$/.exec(path)?.[1]
  return [...(after ? [after] : []), path.slice(1), path.split('/').at(-1) ?? ''].filter((name) => name !== '' && !name.includes('\0'))
}
