/** Uploading pictures and taking them down. */
import * as requests from '../../../src/desk/api/requests.ts'
import type { ApiCall } from '../api-call.ts'

export const picturesCalls: Record<string, ApiCall> = {
  'POST /pictures': {
    id: 'uploadPicture',
    summary: 'Upload a picture: the bytes are the body, at most 20 MB',
    tag: 'Pictures',
    role: 'reporter',
    body: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' },
    answers: {
      200: { description: 'These bytes were here already.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
      201: { description: 'Kept.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
    },
    refusals: [409, 413, 415, 422],
  },
  'GET /pictures/{id}/original': {
    id: 'readOriginal',
    summary: 'Read a picture as it was sent, with all that it says of who took it, where and with what',
    description: 'Readers never get this file: theirs has what draws the picture, and nothing else.',
    tag: 'Pictures',
    role: 'editor',
    answers: {
      200: {
        description: 'The bytes.',
        content: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes' },
      },
    },
    refusals: [404, 410],
  },
  'DELETE /pictures/{id}': {
    id: 'takeDownPicture',
    summary: 'Take a picture down: the file and every variant are deleted and answer 410, and the same bytes are not taken again',
    description: 'Copy is not changed: the answer names the articles and campaigns that show the picture. Done again, it clears away what is left.',
    tag: 'Pictures',
    role: 'editor',
    query: requests.PictureWithdrawal,
    body: { 'application/json': requests.PictureWithdrawal },
    bodyOptional: true,
    answers: { 200: { description: 'Nothing of it remains.', content: { 'application/json': 'PictureTakenDown' } } },
    refusals: [400, 404, 413, 415, 422],
  },
  'DELETE /pictures/{id}/withdrawal': {
    id: 'allowPicture',
    summary: 'Allow that a picture which was taken down is uploaded again',
    tag: 'Pictures',
    role: 'admin',
    answers: { 204: { description: 'Allowed. The picture does not come back by itself.' } },
    refusals: [404, 409],
  },
}
