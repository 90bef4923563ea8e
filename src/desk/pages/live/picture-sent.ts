/** The picture that the live desk’s form sends: uploaded, or taken from the catalogue, with its words. */
import type { Flaw } from '../../../copy/parse.ts'
import { NO_LICENCE } from '../../../copy/shapes/picture-details.ts'
import { type PictureInfo, picturePressOf } from '../../../press/picture-calls.ts'
import { saveSentFile } from '../../picture-upload.ts'
import type { DeskContext } from '../desk-context.ts'
import type { FileForm } from '../layout/file-form.ts'
import type { Typed } from './live-forms.ts'

/** `typed` names what was uploaded, so that nobody has to choose the file again. */
export type PictureSent = { typed: Typed } & ({ ok: true; block?: unknown } | { ok: false; flaws: Flaw[] })

export async function pictureSent(c: DeskContext, form: FileForm, before: Typed): Promise<PictureSent> {
  const [file] = form.files
  const saved = file && (await saveSentFile(c.env, file, c.get('actor'), { timeZone: c.get('site').timeZone }))
  if (saved && !saved.ok) return { ok: false, typed: before, flaws: [{ pointer: '/file', message: saved.message }] }
  const typed = { ...before, ...(saved && { picture: saved.id }) }
  if (!typed.picture) return { ok: true, typed }
  const picture = await picturePressOf(c.env).picture(typed.picture)
  const why = whyNotShown(picture)
  if (!picture || why) return { ok: false, typed: { ...typed, picture: '' }, flaws: [{ pointer: '/file', message: `${why} Choose another.` }] }
  const alt = typed.decorative ? '' : typed.alt || picture.alt
  if (alt === undefined) return { ok: false, typed, flaws: [{ pointer: '/alt', message: NO_ALT }] }
  return { ok: true, typed, block: blockOf(picture, alt) }
}

/** A reader would find the update without it, and nobody would have been told. */
function whyNotShown(picture: PictureInfo | null) {
  if (!picture || picture.withdrawn) return 'This picture was withdrawn.'
  if (picture.rights?.licence === NO_LICENCE) return 'We have no right to show this picture.'
  return picture.takenOff ? 'Our rights to this picture have ended.' : undefined
}

const NO_ALT = 'Describe the picture for people who can’t see it, or mark it as decorative.'

const blockOf = ({ src, width, height, caption, credit, focus }: PictureInfo, alt: string) => ({
  type: 'picture',
  src,
  alt,
  width,
  height,
  ...(caption && { caption }),
  ...(credit && { credit }),
  ...(focus && { focus }),
})
