/** The calls about pictures. */

import { pictureOf, pictureRow } from './ledger/picture-row.ts'
import { countTransformations } from './ledger/transformations.ts'
import type { PictureCalls } from './picture-calls.ts'
import { addOlderPicture, recordOlderPictures, recordPicture, rightsOf, setPictureDetails } from './pictures/catalogue.ts'
import { endingPictures } from './pictures/ending-pictures.ts'
import { listPictures } from './pictures/find.ts'
import { usesOfPicture } from './pictures/uses.ts'
import { change, read, type Task } from './task.ts'

type PictureCallTable = { [Name in keyof PictureCalls]: (...asked: Parameters<PictureCalls[Name]>) => Task<Awaited<ReturnType<PictureCalls[Name]>>> }

export const PICTURE_CALLS: PictureCallTable = {
  recordPicture: (facts, actor, details, fromFile) =>
    change({ actor, needs: 'reporter' }, (ledger, now) => recordPicture(ledger, facts, actor, now, { details, fromFile })),
  recordOlderPictures: (pictures, after) => change(undefined, (ledger) => recordOlderPictures(ledger, pictures, after)),
  recordOlderPicture: (picture) => change(undefined, (ledger) => addOlderPicture(ledger, picture)),
  pictures: (query) => read((ledger) => listPictures(ledger, query)),
  picture: (id) =>
    read((ledger) => {
      const found = pictureRow(ledger, id)
      return found ? pictureOf(found) : null
    }),
  setPictureDetails: (id, details, actor, expect) =>
    change({ actor, needs: 'reporter' }, (ledger, now) => setPictureDetails(ledger, id, details, actor, now, expect)),
  pictureUses: (id) => change(undefined, (ledger) => usesOfPicture(ledger, id)),
  pictureRights: (ids) => read((ledger) => rightsOf(ledger, ids)),
  countTransformations: (count) => change(undefined, (ledger, now) => countTransformations(ledger, count, now)),
  endingPictures: () => read((ledger, now) => endingPictures(ledger, now)),
}
