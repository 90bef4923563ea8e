/** Pictures in: the bytes themselves are the body. */
import { readBytes } from '../../edge/request-body.ts'
import { keepPicture, MAX_PICTURE_BYTES } from '../../pictures/keep.ts'
import { headOf, PICTURE_TYPES } from '../../pictures/picture-head.ts'
import { type ApiContext, json, mediaType, problem } from './door.ts'

const TYPES = PICTURE_TYPES.join(', ')

export async function uploadPicture(c: ApiContext) {
  const type = mediaType(c)
  const accept = { Accept: TYPES }
  if (!(PICTURE_TYPES as readonly string[]).includes(type))
    return problem(c, { status: 415, detail: `A picture comes as ${TYPES}; this says ${type || 'nothing'}.`, headers: accept })
  const bytes = await readBytes(c.req.raw, MAX_PICTURE_BYTES)
  if (!bytes.ok) return problem(c, bytes.problem)
  const head = headOf(bytes.value)
  if (!head)
    return problem(c, {
      status: 422,
      detail: `These bytes are no picture that can be read as ${type}. Save it again and send that.`,
      flaws: [{ pointer: '', message: 'No whole picture stands here.' }],
    })
  if (head.type !== type)
    return problem(c, { status: 415, detail: `The header says ${type}, the bytes are ${head.type}. Send it as what it is.`, headers: accept })
  if (Math.max(head.width, head.height) > 20_000)
    return problem(c, {
      status: 422,
      detail: 'A picture has at most 20,000 pixels on a side.',
      flaws: [{ pointer: '', message: `This one has ${head.width} × ${head.height}.` }],
    })
  const { created, ...picture } = await keepPicture(c.env.PICTURES, bytes.value, head)
  return json(c, picture, created ? 201 : 200, { Location: picture.src })
}
