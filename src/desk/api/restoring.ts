/** A backup, in: into a deployment where nothing is yet, in pieces that may be sent twice. Until its last part is whole, nothing else changes here. */
import type { RestoreBegun } from '../../backup/calls.ts'
import { parseJson } from '../../copy/parse.ts'
import { readBytes, readText } from '../../edge/request-body.ts'
import { originalKey } from '../../pictures/picture-keys.ts'
import { pictureIdOf } from '../../pictures/picture-store.ts'
import { MAX_PICTURE_BYTES } from '../../pictures/upload.ts'
import type { ApiContext } from './api-context.ts'
import { holderOf, isTablePart, partParam, unknownPartResponse } from './backup.ts'
import { pictureIdParam, unknownPictureResponse } from './pictures.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { BackupName, PictureRecord, RestoreCounts } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** The client sends about a million characters at a time, and a row with its story may be four times that. */
const MAX_PIECE_BYTES = 30_000_000
const HOLDERS = ['ledger', 'mailing-list', 'readership'] as const

/** The same backup may be begun again: its parts say whether they are done. */
export async function beginRestore(c: ApiContext) {
  const body = await readJsonBody(c, BackupName)
  if (!body.ok) return problemResponse(c, body.problem)
  const done: Record<string, boolean> = {}
  // All of them are asked before any is emptied.
  for (const part of HOLDERS) {
    const asked = await holderOf(c.env, part).beginRestore(body.value.backup, true)
    if (!asked.ok) return refusalResponse(c, asked)
  }
  for (const part of HOLDERS) {
    const begun = await holderOf(c.env, part).beginRestore(body.value.backup)
    if (!begun.ok) return refusalResponse(c, begun)
    done[part] = begun.isDone
  }
  return jsonResponse(c, { done })
}

function refusalResponse(c: ApiContext, refusal: Exclude<RestoreBegun, { ok: true }>) {
  switch (refusal.reason) {
    case 'not-empty':
      return problemResponse(c, {
        status: 409,
        detail: `This deployment isn’t empty: it has ${refusal.what.join(', ')}. Backups are only restored into an empty one, with the first admin’s token. Nothing was changed.`,
        members: { reason: refusal.reason, what: refusal.what },
      })
    case 'another':
      return problemResponse(c, {
        status: 409,
        detail: `Another backup (${refusal.backup.slice(0, 16)}) is being restored here. Finish that one, or begin with a new deployment.`,
        members: { reason: refusal.reason },
      })
  }
}

export async function restoreRows(c: ApiContext) {
  const part = partParam(c)
  if (!part || !isTablePart(part)) return unknownPartResponse(c)
  const text = await readText(c.req.raw, MAX_PIECE_BYTES)
  if (!text.ok) return problemResponse(c, text.problem)
  const lines = text.value.split('\n').filter((line) => line.trim() !== '')
  const taken = await holderOf(c.env, part).restoreRows(part, lines)
  if (taken.ok) return jsonResponse(c, { rows: lines.length })
  if (taken.reason === 'not-begun') return notBegunResponse(c)
  return problemResponse(c, { status: 422, detail: taken.message, flaws: [{ pointer: `/line/${taken.line}`, message: taken.message }] })
}

const notBegunResponse = (c: ApiContext) => problemResponse(c, { status: 409, detail: 'No backup is being restored here. Begin with POST /api/restore.' })

/** The upload as it was sent; of one that was withdrawn the mark alone, with no bytes. Its name is the beginning of its SHA-256. */
export async function restorePicture(c: ApiContext) {
  const id = pictureIdParam(c)
  if (!id) return unknownPictureResponse(c)
  const query = readQuery(c, PictureRecord)
  if (!query.ok) return problemResponse(c, query.problem)
  const metadata = metadataIn(query.value.metadata)
  if (!metadata) return problemResponse(c, { status: 422, detail: '"metadata" must be a JSON object of short texts.' })
  const bytes = await readBytes(c.req.raw, MAX_PICTURE_BYTES)
  if (!bytes.ok) return problemResponse(c, bytes.problem)
  if (metadata.withdrawn === undefined && (await pictureIdOf(bytes.value)) !== id)
    return problemResponse(c, { status: 422, detail: `These bytes aren’t picture ${id}: the file is damaged.` })
  if (!(await isRestoring(c))) return notBegunResponse(c)
  await c.env.PICTURES.put(originalKey(id), metadata.withdrawn === undefined ? bytes.value : '', {
    ...(query.value.type && { httpMetadata: { contentType: query.value.type } }),
    customMetadata: metadata,
  })
  return c.body(null, 204)
}

const isRestoring = async (c: ApiContext) => (await holderOf(c.env, 'ledger').restoreRows('ledger', [])).ok

function metadataIn(text: string): Record<string, string> | undefined {
  const json = parseJson(text)
  const isPlain = json.ok && typeof json.value === 'object' && json.value !== null && Object.values(json.value).every((value) => typeof value === 'string')
  return isPlain ? (json.value as Record<string, string>) : undefined
}

/** Each holder counts its rows. The ledger comes last: with it, pages are made again and work goes on. */
export async function endRestore(c: ApiContext) {
  const part = HOLDERS.find((part) => part === c.req.param('part'))
  if (!part) return unknownPartResponse(c)
  const body = await readJsonBody(c, RestoreCounts)
  if (!body.ok) return problemResponse(c, body.problem)
  const ended = await holderOf(c.env, part).endRestore(body.value.counts, c.get('actor').name)
  if (ended.ok) return c.body(null, 204)
  if (ended.reason === 'not-begun') return notBegunResponse(c)
  const words = ended.tables.map(({ table, has, should }) => `${table} has ${has} of ${should} rows`)
  return problemResponse(c, { status: 409, detail: `Something is missing: ${words.join(', ')}. Send that part again.`, members: { tables: ended.tables } })
}
