/** One picture: what is said of it is changed, and it is taken down or allowed again. */

import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { PictureDetails } from '../../../copy/shapes/picture-details.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { isPictureId } from '../../../pictures/picture-keys.ts'
import { allowAgain, takeDownPicture } from '../../../pictures/take-down.ts'
import { type PictureInfo, picturePressOf, tagOfDetails } from '../../../press/picture-calls.ts'
import { hasRole } from '../../access.ts'
import { collectPicture } from '../../older-pictures.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { textSent } from '../layout/text-sent.ts'
import { type DetailsValues, detailsFrom, inFormWords, valuesOfDetails, valuesSent } from './details-form.ts'
import { focusFromClick } from './focus-map.tsx'
import { nameOf } from './picture-grid.tsx'
import { PicturePage } from './picture-page.tsx'

const DONE = {
  saved: 'Saved. Stories keep the words they were filed with; what readers are told of how it was made, and its rights, change there too.',
  uploaded: 'Uploaded. Say what it shows before it’s used.',
  moving:
    'Uploaded. It moves: most readers see it play, all the time, and some see its first frame alone. Leave it out if it flashes, and say what it shows before it’s used.',
  known: 'We already have this file, and this is it.',
  withdrawn: 'Withdrawn. Its files are deleted, and readers see an empty place. Change the stories below.',
}

const CHANGED_MEANWHILE: MessageText = {
  kind: 'refused',
  text: 'Somebody else changed this picture while its page was open. Nothing was saved yet: compare with its page in another tab, then save to replace what’s there with what’s below.',
}

export async function showPicture(c: DeskContext) {
  const picture = await pictureInPath(c)
  return picture ? pictureResponse(c, picture, {}) : unknownResponse(c)
}

/** The picture itself is one of the form's buttons: where it is clicked is its focus point. */
export async function savePicture(c: DeskContext) {
  const picture = await pictureInPath(c)
  if (!picture) return unknownResponse(c)
  const form = await readForm(c)
  if (!form.ok) return pictureResponse(c, picture, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  const values = { ...valuesSent(form.value), ...focusFromClick(form.value, picture) }
  const tag = form.value.text('tag')
  const details = parseWith(PictureDetails, detailsFrom(values, picture, c.get('site').timeZone))
  if (!details.ok) return pictureResponse(c, picture, { values, tag, flaws: inFormWords(details.flaws) }, 422)
  const set = await picturePressOf(c.env).setPictureDetails(picture.id, details.value, c.get('actor'), [tag])
  if (!set) return unknownResponse(c)
  if (!set.ok && set.reason === 'not-allowed') return pictureResponse(c, picture, { values, tag, message: { kind: 'refused', text: set.message } }, 422)
  if (!set.ok) return pictureResponse(c, picture, { values, message: CHANGED_MEANWHILE }, 412)
  return c.redirect(`/desk/pictures/${picture.id}?done=saved`, 303)
}

export async function withdrawPicture(c: DeskContext) {
  const picture = await pictureInPath(c)
  if (!picture) return unknownResponse(c)
  const form = await readForm(c)
  const reason = textSent(form.ok ? form.value.text('reason') : '')
  if (!reason.ok) return pictureResponse(c, picture, { message: { kind: 'refused', text: reason.message } }, 422)
  const done = await takeDownPicture(c.env.PICTURES, picture.id, instantOf(Date.now()))
  if (!done.ok) return unknownResponse(c)
  await press(c).recordPictureWithdrawn(picture.id, c.get('actor'), reason.value)
  return c.redirect(`/desk/pictures/${picture.id}?done=withdrawn`, 303)
}

export async function allowPicture(c: DeskContext) {
  const picture = await pictureInPath(c)
  if (!picture) return unknownResponse(c)
  if ((await allowAgain(c.env.PICTURES, picture.id)) === 'not-withdrawn')
    return pictureResponse(c, picture, { message: { kind: 'refused', text: 'This picture isn’t withdrawn.' } }, 412)
  await press(c).recordPictureAllowed(picture.id, c.get('actor'))
  return c.redirect('/desk/pictures?done=allowed', 303)
}

async function pictureInPath(c: DeskContext) {
  const id = c.req.param('id') ?? ''
  return isPictureId(id) ? ((await picturePressOf(c.env).picture(id)) ?? (await collectPicture(c.env, id))) : null
}

const unknownResponse = (c: DeskContext) => notFoundResponse(c, 'There’s no such picture. It may have been deleted, or allowed to be uploaded again.')

type Asked = { values?: DetailsValues; tag?: string; flaws?: readonly Flaw[]; message?: MessageText }

async function pictureResponse(c: DeskContext, picture: PictureInfo, { values, tag, flaws = [], message }: Asked, status: 200 | 412 | 422 = 200) {
  const site = c.get('site')
  const view = {
    picture,
    uses: await picturePressOf(c.env).pictureUses(picture.id),
    values: values ?? valuesOfDetails(picture, site.timeZone),
    tag: tag ?? tagOfDetails(picture),
    flaws,
    site,
    now: instantOf(Date.now()),
    mayWithdraw: hasRole(c.get('actor'), 'editor'),
    mayAllow: hasRole(c.get('actor'), 'admin'),
  }
  return deskResponse(
    c,
    {
      title: nameOf(picture),
      area: '/desk/pictures',
      message: message ?? doneMessage(c.req.url, DONE),
      scripts: ['desk-pictures.js'],
      children: <PicturePage view={view} />,
    },
    status,
  )
}
