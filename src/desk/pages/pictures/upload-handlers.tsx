/** Pictures uploaded by a form. Each file stands or falls by itself; words that were typed come back with what was refused. */
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { PictureDetails } from '../../../copy/shapes/picture-details.ts'
import { type SentFile, saveSentFile } from '../../picture-upload.ts'
import type { DeskContext } from '../desk-context.ts'
import { readFileForm } from '../layout/file-form.ts'
import { detailsFrom, inFormWords, NO_VALUES, valuesSent } from './details-form.ts'
import { picturesResponse } from './list-handlers.tsx'
import { MAX_UPLOAD_FORM_BYTES } from './upload-form.tsx'

export async function uploadPictures(c: DeskContext) {
  const form = await readFileForm(c, 'files', MAX_UPLOAD_FORM_BYTES)
  if (!form.ok) return picturesResponse(c, { values: NO_VALUES, flaws: [{ pointer: '/file', message: TOO_LARGE }] }, 413)
  const values = valuesSent(form.value)
  const details = parseWith(PictureDetails, detailsFrom(values, {}, c.get('site').timeZone))
  if (!details.ok) return picturesResponse(c, { values, flaws: [...inFormWords(details.flaws), { pointer: '/file', message: CHOOSE_AGAIN }] }, 422)
  if (form.value.files.length === 0) return picturesResponse(c, { values, flaws: [{ pointer: '/file', message: 'Choose one or more files.' }] }, 422)
  const saved: SentFile[] = []
  for (const file of form.value.files) saved.push(await saveSentFile(c.env, file, c.get('actor'), { timeZone: c.get('site').timeZone, details: details.value }))
  const flaws = saved.flatMap((one): Flaw[] => (one.ok ? [] : [{ pointer: '/file', message: one.message }]))
  if (flaws.length > 0) return picturesResponse(c, { values, flaws }, 422)
  const [only] = saved
  if (saved.length === 1 && only?.ok) return c.redirect(`/desk/pictures/${only.id}?done=${doneWith(only)}`, 303)
  return c.redirect('/desk/pictures?done=uploaded', 303)
}

const TOO_LARGE = 'These files are larger than 30 MB together. Upload fewer at a time, or make them smaller: readers see a picture at most 1,600 pixels wide.'
const CHOOSE_AGAIN = 'Browsers forget chosen files when a form comes back. Choose them again.'

const doneWith = ({ isNew, isMoving }: { isNew: boolean; isMoving: boolean }) => (!isNew ? 'known' : isMoving ? 'moving' : 'uploaded')
