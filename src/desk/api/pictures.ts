/** Pictures in: the bytes themselves are the body. And out: withdrawn for good, or as they were sent, for editors. */
import { instantOf } from '../../copy/text/instant.ts'
import { ownOrigin } from '../../edge/app-context.ts'
import { logFor } from '../../edge/log.ts'
import { readBytes } from '../../edge/request-body.ts'
import { openEdition } from '../../edition/edition.ts'
import { PICTURE_TYPES } from '../../pictures/files/parsed-picture.ts'
import { isPictureId, originalKey } from '../../pictures/picture-keys.ts'
import { withdrawnAt } from '../../pictures/picture-store.ts'
import { allowAgain, takeDownPicture } from '../../pictures/take-down.ts'
import { MAX_PICTURE_BYTES } from '../../pictures/upload.ts'
import { HEIC_TYPE, isHeicType, isPictureType, readUpload, saveUpload } from '../picture-upload.ts'
import { type ApiContext, press } from './api-context.ts'
import { mediaTypeOf, parseInput, readJsonBody } from './request-inputs.ts'
import { PictureWithdrawal } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

const ACCEPTED_TYPES = [...PICTURE_TYPES, HEIC_TYPE].join(', ')

export async function uploadPicture(c: ApiContext) {
  const type = mediaTypeOf(c)
  const accept = { Accept: ACCEPTED_TYPES }
  if (!isPictureType(type) && !isHeicType(type))
    return problemResponse(c, {
      status: 415,
      detail: `Send the picture as ${ACCEPTED_TYPES}. This request’s Content-Type is ${type || 'missing'}.`,
      headers: accept,
    })
  const bytes = await readBytes(c.req.raw, MAX_PICTURE_BYTES)
  if (!bytes.ok) return problemResponse(c, bytes.problem)
  const read = await readUpload(c.env, bytes.value)
  if (!read.ok)
    return problemResponse(c, {
      status: isHeicType(type) && read.isHeic ? 415 : 422,
      detail: read.isPicture || read.isHeic ? read.why : `This file can’t be read as ${type}. Save the picture again and send the new file.`,
      flaws: [{ pointer: '', message: read.message }],
    })
  if (read.sentAs !== (isHeicType(type) ? HEIC_TYPE : type))
    return problemResponse(c, {
      status: 415,
      detail: `The Content-Type is ${type}, but the file is ${read.sentAs}. Send it as ${read.sentAs}.`,
      headers: accept,
    })
  const stored = await saveUpload(c.env, bytes.value, read, c.get('actor'), { timeZone: await timeZoneOf(c) })
  if (stored.ok) return jsonResponse(c, stored.picture, stored.created ? 201 : 200, { Location: stored.picture.src })
  return problemResponse(c, {
    status: 409,
    detail: `This picture was withdrawn${stored.at ? ` at ${stored.at}` : ''} and can’t be uploaded again. The audit trail says why. An admin can allow it with DELETE /api/pictures/${stored.id}/withdrawal.`,
  })
}

const timeZoneOf = async (c: ApiContext) =>
  (await openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) }).site()).value.timeZone

/** Done again, it clears away what is left and purges anew. `reason` comes in the body or the query. */
export async function withdrawPicture(c: ApiContext) {
  const id = pictureIdParam(c)
  if (!id) return unknownPictureResponse(c)
  const body = await readJsonBody(c, PictureWithdrawal, { optional: true })
  if (!body.ok) return problemResponse(c, body.problem)
  const query = parseInput(PictureWithdrawal, c.req.query())
  if (!query.ok) return problemResponse(c, query.problem)
  const done = await takeDownPicture(c.env.PICTURES, id, instantOf(Date.now()))
  if (!done.ok) return unknownPictureResponse(c)
  const shown = await press(c).recordPictureWithdrawn(id, c.get('actor'), body.value.reason ?? query.value.reason)
  return jsonResponse(c, { id, withdrawn: done.at, changed: done.changed, ...shown })
}

export async function allowPicture(c: ApiContext) {
  const id = pictureIdParam(c)
  const outcome = id ? await allowAgain(c.env.PICTURES, id) : 'unknown-picture'
  if (!id || outcome === 'unknown-picture') return unknownPictureResponse(c)
  if (outcome === 'not-withdrawn') return problemResponse(c, { status: 409, detail: 'This picture isn’t withdrawn.' })
  await press(c).recordPictureAllowed(id, c.get('actor'))
  return c.body(null, 204)
}

/** As it was sent, with all that it says of who took it, where and with what. */
export async function readOriginal(c: ApiContext) {
  const id = pictureIdParam(c)
  const original = id ? await c.env.PICTURES.get(originalKey(id)) : null
  if (!original) return unknownPictureResponse(c)
  if (withdrawnAt(original) !== undefined) return problemResponse(c, { status: 410, detail: 'This picture was withdrawn, and its files were deleted.' })
  const type = original.httpMetadata?.contentType ?? 'application/octet-stream'
  return c.body(original.body, 200, {
    'Content-Type': type,
    'Content-Length': String(original.size),
    'Content-Disposition': `attachment; filename="${id}.${type.replace(/^image\//, '')}"`,
  })
}

export const pictureIdParam = (c: ApiContext) => {
  const id = c.req.param('id') ?? ''
  return isPictureId(id) ? id : undefined
}

export const unknownPictureResponse = (c: ApiContext) => problemResponse(c, { status: 404, detail: 'This picture doesn’t exist. Check its id.' })
