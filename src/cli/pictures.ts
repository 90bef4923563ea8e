/** Pictures that stand beside the copy on the editor's disk are uploaded, and the copy points to where readers find them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import type { Flaw } from '../copy/parse.ts'
import type { PictureDetails } from '../copy/shapes/picture-details.ts'
import type { Api } from './api.ts'
import { isRecord } from './copy-file.ts'
import { describePicture, type UploadAnswer } from './describe-picture.ts'
import { exportedPictures } from './exported-pictures.ts'

export type Uploaded = { src: string; width: number; height: number }
/** What becomes of the picture file at `path`; a sentence when it cannot be had. */
export type Upload = (path: string) => Promise<{ ok: true; picture: Uploaded } | { ok: false; message: string }>

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.heif': 'image/heic',
  '.svg': 'image/svg+xml',
}

/**
 * Each content goes up once, however many articles show it. With `dryRun` none does: it is named as the site would name it,
 * so that a picture which is there already shows and counts as unchanged.
 */
export function uploader(api: Api, dryRun: boolean): Upload {
  const sent = new Map<string, ReturnType<Upload>>()
  const known = exportedPictures()
  return async (path) => {
    const type = TYPES[extname(path).toLowerCase()]
    if (!type) return { ok: false, message: `A picture is a JPEG, PNG, WebP, AVIF, GIF or HEIC file; "${path}" is none.` }
    const bytes = await readFile(path).catch(() => undefined)
    if (!bytes) return { ok: false, message: `There is no picture at "${path}".` }
    const hash = createHash('sha256').update(bytes).digest('hex')
    if (dryRun) return { ok: true, picture: { src: `/pictures/${hash.slice(0, 32)}`, width: 1600, height: 1067 } }
    const details = await known(path)
    const going = sent.get(hash) ?? send(api, bytes, type, details)
    sent.set(hash, going)
    return going
  }
}

async function send(api: Api, body: Uint8Array, type: string, details: PictureDetails): ReturnType<Upload> {
  const reply = await api.ask<UploadAnswer>('POST', '/api/pictures', { body, type, repeatable: true })
  if (reply.ok) await describePicture(api, reply, details)
  return reply.ok
    ? { ok: true, picture: reply.value }
    : { ok: false, message: [reply.problem.detail, ...reply.problem.flaws.map(({ message }) => message)].join(' ') }
}

/** An address that is a path on the editor's disk: no scheme, no slash in front. */
const isLocalFile = (src: unknown): src is string => typeof src === 'string' && src !== '' && !/^(?:[a-z][a-z\d+.-]*:|\/|#)/i.test(src)

/** Spaces and other letters may be written as in a URL; a name with a plain % is meant as it stands. */
function pathOf(src: string, file: string) {
  const name = /%(?![\da-f]{2})/i.test(src) ? src : decodeURIComponent(src)
  return resolve(dirname(file), name)
}

/** Changes the pictures of an article or a campaign, in place, wherever they may stand. */
export async function uploadPicturesOf(value: Record<string, unknown>, file: string, upload: Upload): Promise<Flaw[]> {
  const flaws: Flaw[] = []
  for (const { picture, pointer, key } of picturesIn(value)) {
    const src = picture[key]
    if (!isLocalFile(src)) continue
    const done = await upload(pathOf(src, file))
    if (!done.ok) flaws.push({ pointer: `${pointer}/${key}`, message: done.message })
    else {
      picture[key] = done.picture.src
      picture.width ??= done.picture.width
      picture.height ??= done.picture.height
    }
  }
  return flaws
}

type Place = { picture: Record<string, unknown>; pointer: string; key: 'src' | 'href' }

function* picturesIn(value: Record<string, unknown>): Generator<Place> {
  if (isRecord(value.picture)) yield { picture: value.picture, pointer: '/picture', key: 'src' }
  for (const [at, block] of records(value.body)) if (block.type === 'picture') yield { picture: block, pointer: `/body/${at}`, key: 'src' }
  for (const [at, update] of records(value.updates)) for (const place of picturesIn(update)) yield { ...place, pointer: `/updates/${at}${place.pointer}` }
  for (const [at, creative] of records(value.creatives))
    for (const place of picturesIn(creative)) yield { ...place, pointer: `/creatives/${at}${place.pointer}` }
  // ninjs 3.1: pictures are associated items, with a rendition for each size.
  for (const [at, rendition] of records(value.renditions)) yield { picture: rendition, pointer: `/renditions/${at}`, key: 'href' }
  for (const [at, item] of records(value.associations)) for (const place of picturesIn(item)) yield { ...place, pointer: `/associations/${at}${place.pointer}` }
}

function* records(list: unknown): Generator<[number, Record<string, unknown>]> {
  if (!Array.isArray(list)) return
  for (const [at, item] of list.entries()) if (isRecord(item)) yield [at, item]
}

const FRONT_MATTER = /^(\s*)((?:- )?)(src|picture):[ \t]*(["']?)([^"'\s#][^"'#]*?)\4[ \t]*(?:#.*)?$/
/** `![alt](src "caption"){width=1600 height=1067}`, as the site reads it. */
const BODY_PICTURE = /(!\[(?:[^\]\\]|\\.)*\]\()<?([^)\s>]+)>?((?:\s+(?:"(?:[^"\\]|\\.)*"|'[^']*'))?\s*\))(\{[^}]*\})?/g
const FENCE = /^\s{0,3}(?:`{3,}|~{3,})/

/** The same in Markdown, as text, so that everything else the editor wrote stays as it is. */
export async function uploadPicturesOfMarkdown(
  text: string,
  file: string,
  upload: Upload,
): Promise<{ text: string; flaws: { line: number; message: string }[] }> {
  const flaws: { line: number; message: string }[] = []
  const rows = text.split('\n')
  const end = rows[0]?.trim() === '---' ? rows.findIndex((row, at) => at > 0 && row.trim() === '---') : 0
  let inCode = false
  const take = async (src: string, at: number) => {
    const done = await upload(pathOf(src, file))
    if (done.ok) return done.picture
    flaws.push({ line: at + 1, message: done.message })
    return undefined
  }
  for (const [at, row] of rows.entries()) {
    if (at < end) {
      const [, space = '', dash = '', key = '', , src] = FRONT_MATTER.exec(row.replace(/\r$/, '')) ?? []
      const picture = isLocalFile(src) ? await take(src, at) : undefined
      if (picture) rows[at] = frontMatterRow({ space, dash, key, picture, saysSize: hasOwnSize(rows, at, end) })
      continue
    }
    if (FENCE.test(row)) inCode = !inCode
    for (const [whole, before = '', src, after = '', more = ''] of inCode ? [] : row.matchAll(BODY_PICTURE)) {
      const picture = isLocalFile(src) ? await take(src, at) : undefined
      if (picture) rows[at] = (rows[at] ?? '').replace(whole, () => `${before}${picture.src}${after}${withSize(more, picture)}`)
    }
  }
  return { text: rows.join('\n'), flaws }
}

const withSize = (more: string, { width, height }: Uploaded) =>
  /\bwidth=/.test(more) ? more : `{${[`width=${width} height=${height}`, more.slice(1, -1).trim()].filter(Boolean).join(' ')}}`

function frontMatterRow({ space, dash, key, picture, saysSize }: { space: string; dash: string; key: string; picture: Uploaded; saysSize: boolean }) {
  const row = `${space}${dash}${key}: ${picture.src}`
  if (key !== 'src' || saysSize) return row
  const inner = space + ' '.repeat(dash.length)
  return `${row}\n${inner}width: ${picture.width}\n${inner}height: ${picture.height}`
}

/** Whether the mapping around a `src:` row has a width already. */
function hasOwnSize(rows: string[], at: number, end: number) {
  const indent = indentOf(rows[at] ?? '')
  const beside = (row: string | undefined) => row !== undefined && indentOf(row) >= indent
  let [first, last] = [at, at]
  while (first > 1 && beside(rows[first - 1]) && !/^\s*- /.test(rows[first] ?? '')) first--
  while (last + 1 < end && beside(rows[last + 1]) && !/^\s*- /.test(rows[last + 1] ?? '')) last++
  return rows.slice(first, last + 1).some((row) => /^\s*(?:- )?width:/.test(row))
}

const indentOf = (row: string) => /^\s*(?:- )?/.exec(row)?.[0].length ?? 0
