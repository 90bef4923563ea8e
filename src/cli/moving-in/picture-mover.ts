/** Pictures of the old site → pictures of this one: each content once, from a folder of uploads or from the old site itself. */
import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'
import type { Api } from '../api.ts'
import { describePicture, type UploadAnswer } from '../describe-picture.ts'
import type { Uploaded } from '../pictures.ts'
import { addressKey, decoded } from './addresses.ts'
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
  /** Where the best of it may be, best first. */
  sourcesOf(address: string): string[]
  /** What the old library says of it. */
  detailsOf(address: string): OldPicture | undefined
  remembered: MovedPictures
}

/** The site takes no larger ones (contract). */
const MAX_BYTES = 20_000_000

/** `isLast`: no other place needs to be tried. */
type Tried = Moved & { isLast?: boolean }
type Bytes = { ok: true; bytes: Uint8Array } | { ok: false; why: string; isLast?: boolean }

export function pictureMover(means: Means): MovePicture {
  const going = new Map<string, Promise<Tried>>()
  const once = (name: string, work: () => Promise<Tried>) => {
    const known = going.get(name) ?? work()
    going.set(name, known)
    return known
  }
  return async (address) => {
    const sources = means.sourcesOf(address)
    const ways = [
      ...(means.uploads ? sources.map((source) => () => once(`disk ${source}`, () => moveFrom(source, () => fromDisk(source, means.uploads), means))) : []),
      ...sources.map((source) => () => once(source, () => moveFrom(source, () => fromOldSite(source, means.fetchOld), means))),
    ]
    let why = ''
    for (const way of ways) {
      const tried = await way()
      if (tried.ok) return tried
      why = tried.why || why
      if (tried.isLast) break
    }
    return { ok: false, why: why || 'It could not be found.' }
  }
}

async function moveFrom(source: string, read: () => Promise<Bytes>, means: Means): Promise<Tried> {
  const key = addressKey(source) ?? source
  const before = await means.remembered.find(key)
  if (before) return { ok: true, picture: before, isNew: false }
  const file = await read()
  if (!file.ok) return file
  const kind = pictureKindOf(file.bytes)
  if ('why' in kind) return { ok: false, why: kind.why }
  const reply = await means.api.ask<UploadAnswer>('POST', '/api/pictures', {
    body: file.bytes,
    type: kind.type,
    repeatable: true,
  })
  if (!reply.ok) return { ok: false, why: [reply.problem.detail, ...reply.problem.flaws.map(({ message }) => message)].join(' ') }
  const { src, width, height } = reply.value
  const isNew = reply.status === 201
  await describePicture(means.api, reply, saidBy(means.detailsOf(source)))
  await means.remembered.add(key, { src, width, height })
  return { ok: true, picture: { src, width, height }, isNew }
}

/** What the old library says of it. */
const saidBy = ({ alt, caption, credit, details }: Partial<OldPicture> = {}): PictureDetails => ({
  ...(alt && { alt: alt.slice(0, 1000) }),
  ...(caption && { caption: caption.slice(0, 4000) }),
  ...(credit && { credit: credit.slice(0, 400) }),
  ...details,
})

async function fromDisk(source: string, folder: string | undefined): Promise<Bytes> {
  const bytes = await uploadedFile(source, folder)
  if (!bytes) return { ok: false, why: '' }
  return bytes.length > MAX_BYTES ? { ok: false, why: 'The file is larger than 20 MB.' } : { ok: true, bytes }
}

/** A host that is away, or refused, is so for the picture's other sizes, too. */
async function fromOldSite(source: string, fetchOld: FetchOld): Promise<Bytes> {
  const fetched = await fetchOld(source, MAX_BYTES)
  return fetched.ok ? fetched : { ok: false, why: fetched.why, isLast: !fetched.isMissing && !/larger/.test(fetched.why) }
}

/** Addresses of our own pictures have none, their files in an export do. */
const ENDINGS = ['', '.jpg', '.png', '.webp', '.avif', '.gif', '.heic']

/** Below the folder: the address's path from `uploads/` or `images/` on, or all of it. */
async function uploadedFile(address: string, folder: string | undefined): Promise<Uint8Array | undefined> {
  if (!folder || !URL.canParse(address)) return undefined
  for (const path of pathsBelow(new URL(address).pathname)) {
    const file = normalize(join(folder, path))
    if (!file.startsWith(normalize(folder + sep))) continue
    for (const ending of ENDINGS) {
      const found = await stat(file + ending).catch(() => undefined)
      if (found?.isFile()) return found.size <= MAX_BYTES ? await readFile(file + ending) : new Uint8Array(MAX_BYTES + 1)
    }
  }
  return undefined
}

function pathsBelow(pathname: string): string[] {
  const path = decoded(pathname)
  const after = /\/(?:uploads|files|images)\/(.+)$/.exec(path)?.[1]
  return [...(after ? [after] : []), path.slice(1), path.split('/').at(-1) ?? ''].filter((name) => name !== '' && !name.includes('\0'))
}
