/** Pictures: uploaded, found, described and withdrawn. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { needing } from '../layout/refusal-pages.tsx'
import { showPictures } from './list-handlers.tsx'
import { allowPicture, savePicture, showPicture, withdrawPicture } from './picture-handlers.tsx'
import { uploadPictures } from './upload-handlers.tsx'

export const pictures = new Hono<DeskEnv>()
  .get('/desk/pictures', showPictures)
  .post('/desk/pictures', uploadPictures)
  .get('/desk/pictures/:id', showPicture)
  .post('/desk/pictures/:id', savePicture)
  .post('/desk/pictures/:id/withdraw', needing('editor', withdrawPicture))
  .post('/desk/pictures/:id/allow', needing('admin', allowPicture))
