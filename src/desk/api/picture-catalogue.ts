/** The catalogue of pictures: found by their words, and what the newsroom says of each. */
import { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { type PictureInfo, picturePressOf, tagOfDetails } from '../../press/picture-calls.ts'
import { collectOlderPictures, collectPicture } from '../older-pictures.ts'
import type { ApiContext } from './api-context.ts'
import { pictureIdParam, unknownPictureResponse } from './pictures.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { PicturesQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export async function listPictures(c: ApiContext) {
  const query = readQuery(c, PicturesQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const { state, ...asked } = query.value
  // Few by nature: what is to be looked after within a week.
  if (state === 'ending' || state === 'ended') return jsonResponse(c, { items: (await picturePressOf(c.env).endingPictures())[state] })
  const pictures = () => picturePressOf(c.env).pictures({ ...asked, withdrawn: state === 'withdrawn' })
  const found = await pictures()
  const isMore = found.olderAfter !== undefined && (await collectOlderPictures(c.env, found.olderAfter))
  const { items, nextCursor } = isMore ? await pictures() : found
  return jsonResponse(c, { items, ...(nextCursor !== undefined && { nextCursor }) })
}

export async function readPictureInfo(c: ApiContext) {
  const id = pictureIdParam(c)
  const picture = id && ((await picturePressOf(c.env).picture(id)) ?? (await collectPicture(c.env, id)))
  if (!picture) return unknownPictureResponse(c)
  return pictureResponse(c, picture, { uses: await picturePressOf(c.env).pictureUses(picture.id) })
}

export async function setPictureDetails(c: ApiContext) {
  const id = pictureIdParam(c)
  if (!id) return unknownPictureResponse(c)
  const details = await readJsonBody(c, PictureDetails)
  if (!details.ok) return problemResponse(c, details.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  if (!(await picturePressOf(c.env).picture(id))) await collectPicture(c.env, id)
  const set = await picturePressOf(c.env).setPictureDetails(id, details.value, c.get('actor'), expect.value)
  if (!set) return unknownPictureResponse(c)
  return set.ok ? pictureResponse(c, set.picture) : problemResponse(c, refusalProblem(set))
}

const pictureResponse = (c: ApiContext, picture: PictureInfo, more = {}) =>
  jsonResponse(c, { ...picture, ...more }, 200, { ETag: `"${tagOfDetails(picture)}"` })
