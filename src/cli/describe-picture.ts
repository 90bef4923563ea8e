/** What another system, or an export, knows of a picture that was just uploaded → the newsroom's record of it. */
import { PictureDetails } from '../copy/shapes/picture-details.ts'
import type { Api, Reply } from './api.ts'

/** As `POST /api/pictures` answers. */
export type UploadAnswer = PictureDetails & { id: string; src: string; width: number; height: number }

/**
 * It stands before what the file says of itself. Of a picture that was here before, only if nobody has said anything yet: whatever was to say it may have
 * been killed. That it cannot is no reason to lose the picture.
 */
export async function describePicture(api: Api, { value, status }: Extract<Reply<UploadAnswer>, { ok: true }>, said: PictureDetails) {
  const known = Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(PictureDetails.entries, name)))
  const isKnown = status !== 201 && Object.keys(known).length > 0
  if (Object.keys(said).length > 0 && !isKnown) await api.ask('PUT', `/api/pictures/${value.id}`, { body: { ...known, ...said } })
}
