/** Pictures in: the bytes themselves are the body. And out: taken down for good, or as they were sent, for editors. */
import { readBytes } from '../../edge/request-body.ts'
import { type Flaw, isTooLarge, MAX_PIXELS, MAX_SIDE, PICTURE_TYPES, type PictureFile } from '../../pictures/files/draft.ts'
import { readPicture } from '../../pictures/files/picture-file.ts'
import { isPictureId, originalKey } from '../../pictures/picture-keys.ts'
import { withdrawnAt } from '../../pictures/picture-store.ts'
import { allowAgain, takeDownPicture } from '../../pictures/take-down.ts'
import { MAX_PICTURE_BYTES, storePicture } from '../../pictures/upload.ts'
import { jsonAnswer, problemAnswer } from './answers.ts'
import { type ApiContext, press } from './api-context.ts'
import { mediaTypeOf, parseInput, readJsonBody } from './inputs.ts'
import { PictureWithdrawal } from './requests.ts'

const ACCEPTED_TYPES = PICTURE_TYPES.join(', ')
/** Less is a placeholder, or counts readers. */
const MIN_SIDE = 4

export async function uploadPicture(c: ApiContext) {
  const type = mediaTypeOf(c)
  const accept = { Accept: ACCEPTED_TYPES }
  if (!(PICTURE_TYPES as readonly string[]).includes(type))
    return problemAnswer(c, { status: 415, detail: `A picture comes as ${ACCEPTED_TYPES}; this says ${type || 'nothing'}.`, headers: accept })
  const bytes = await readBytes(c.req.raw, MAX_PICTURE_BYTES)
  if (!bytes.ok) return problemAnswer(c, bytes.problem)
  const file = await readPicture(bytes.value)
  if (!file) return unusablePictureAnswer(c, `These bytes are no picture that can be read as ${type}. Save it again and send that.`, 'No picture stands here.')
  if (file.type !== type)
    return problemAnswer(c, { status: 415, detail: `The header says ${type}, the bytes are ${file.type}. Send it as what it is.`, headers: accept })
  const why = file.flaw ? flawMessage(file.flaw) : sizeFlaw(file)
  if (why) return unusablePictureAnswer(c, why, `${file.width} × ${file.height}, ${bytes.value.length.toLocaleString('en')} bytes.`)
  const kept = await storePicture(c.env.PICTURES, bytes.value, file)
  if (kept.ok) return jsonAnswer(c, kept.picture, kept.created ? 201 : 200, { Location: kept.picture.src })
  return problemAnswer(c, {
    status: 409,
    detail: `This picture was taken down${kept.at ? ` at ${kept.at}` : ''} and cannot be uploaded again; the audit trail says why. An admin can allow it: DELETE /api/pictures/${kept.id}/withdrawal.`,
  })
}

const unusablePictureAnswer = (c: ApiContext, detail: string, message: string) => problemAnswer(c, { status: 422, detail, flaws: [{ pointer: '', message }] })

function flawMessage(flaw: Flaw): string {
  switch (flaw) {
    case 'cut':
      return 'The file ends before its picture does: it was not copied or sent to the end. Get it from its source again.'
    case 'empty':
      return 'The file has the head of a picture, and no picture in it. Get it from its source again.'
    case 'damaged':
      return 'The file is damaged: its parts contradict each other. Save it again in an image editor and send that.'
  }
}

function sizeFlaw(file: PictureFile): string | undefined {
  const { width, height, frames } = file
  if (Math.min(width, height) < MIN_SIDE)
    return `A picture of ${width} × ${height} pixels is a placeholder; it needs at least ${MIN_SIDE} on each side. Send the picture itself.`
  if (!isTooLarge(file)) return undefined
  const bounds = `A picture has at most ${MAX_SIDE.toLocaleString('en')} pixels on a side and ${MAX_PIXELS / 1_000_000} million in all${frames > 1 ? ', its frames together' : ''}.`
  return `${bounds} Make it smaller; readers see at most 1,600 across.`
}

/** Done again, it clears away what is left and purges anew. `reason` comes in the body or the query. */
export async function withdrawPicture(c: ApiContext) {
  const id = pictureIdParam(c)
  if (!id) return unknownPictureAnswer(c)
  const body = await readJsonBody(c, PictureWithdrawal, { optional: true })
  if (!body.ok) return problemAnswer(c, body.problem)
  const query = parseInput(PictureWithdrawal, c.req.query())
  if (!query.ok) return problemAnswer(c, query.problem)
  const done = await takeDownPicture(c.env.PICTURES, id, `${new Date().toISOString().slice(0, 19)}Z`)
  if (!done.ok) return unknownPictureAnswer(c)
  const shown = await press(c).recordPictureWithdrawn(id, c.get('actor'), body.value.reason ?? query.value.reason)
  return jsonAnswer(c, { id, withdrawn: done.at, changed: done.changed, ...shown })
}

export async function allowPicture(c: ApiContext) {
  const id = pictureIdParam(c)
  const outcome = id ? await allowAgain(c.env.PICTURES, id) : 'unknown-picture'
  if (!id || outcome === 'unknown-picture') return unknownPictureAnswer(c)
  if (outcome === 'stands') return problemAnswer(c, { status: 409, detail: 'This picture was not taken down.' })
  await press(c).recordPictureAllowed(id, c.get('actor'))
  return c.body(null, 204)
}

/** As it was sent, with all that it says of who took it, where and with what. */
export async function readOriginal(c: ApiContext) {
  const id = pictureIdParam(c)
  const original = id ? await c.env.PICTURES.get(originalKey(id)) : null
  if (!original) return unknownPictureAnswer(c)
  if (withdrawnAt(original) !== undefined) return problemAnswer(c, { status: 410, detail: 'This picture was taken down; nothing of it remains.' })
  const type = original.httpMetadata?.contentType ?? 'application/octet-stream'
  return c.body(original.body, 200, {
    'Content-Type': type,
    'Content-Length': String(original.size),
    'Content-Disposition': `attachment; filename="${id}.${type.replace(/^image\//, '')}"`,
  })
}

const pictureIdParam = (c: ApiContext) => {
  const id = c.req.param('id') ?? ''
  return isPictureId(id) ? id : undefined
}

const unknownPictureAnswer = (c: ApiContext) => problemAnswer(c, { status: 404, detail: 'No such picture was ever kept here.' })
