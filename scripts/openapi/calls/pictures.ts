/** Uploading pictures and taking them down. */
import { PictureDetails } from '../../../src/copy/shapes/picture-details.ts'
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const picturesCalls: Record<string, ApiCall> = {
  'POST /pictures': {
    id: 'uploadPicture',
    summary: 'Upload a picture of up to 20 MB as the request body',
    tag: 'Pictures',
    role: 'reporter',
    description: 'What the file says of itself (IPTC and XMP) describes a new picture. HEIC becomes a JPEG for readers.',
    body: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes', 'image/heic': 'bytes' },
    answers: {
      200: { description: 'This picture was already here.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
      201: { description: 'Kept.', content: { 'application/json': 'Picture' }, headers: ['Location'] },
    },
    refusals: [409, 413, 415, 422],
  },
  'GET /pictures': {
    id: 'listPictures',
    summary: 'List or search uploaded pictures, newest first',
    tag: 'Pictures',
    role: 'reporter',
    query: requests.PicturesQuery,
    answers: { 200: { description: 'A page of the catalogue.', content: { 'application/json': 'Pictures' } } },
    refusals: [422],
  },
  'GET /pictures/{id}': {
    id: 'readPicture',
    summary: 'Get what we know of a picture, and where it is used',
    tag: 'Pictures',
    role: 'reporter',
    answers: { 200: { description: 'The picture.', content: { 'application/json': 'PictureWithUses' }, headers: ['ETag'] } },
    refusals: [404],
  },
  'PUT /pictures/{id}': {
    id: 'setPictureDetails',
    summary: 'Replace what we say of a picture: its words, focus point, how it was made, and its rights',
    description:
      'The words of articles aren’t changed. How it was made, and its rights, readers see in articles that show it: while one is published, that needs an editor.',
    tag: 'Pictures',
    role: 'reporter',
    headers: ['If-Match'],
    body: { 'application/json': PictureDetails },
    answers: { 200: { description: 'The picture.', content: { 'application/json': 'PictureInfo' }, headers: ['ETag'] } },
    refusals: [400, 403, 404, 412, 413, 415, 422],
  },
  'GET /pictures/{id}/original': {
    id: 'readOriginal',
    summary: 'Get a picture’s original file, with all its metadata',
    description: 'Readers never get this file. They get a copy without metadata.',
    tag: 'Pictures',
    role: 'editor',
    answers: {
      200: {
        description: 'The file.',
        content: { 'image/jpeg': 'bytes', 'image/png': 'bytes', 'image/webp': 'bytes', 'image/avif': 'bytes', 'image/gif': 'bytes', 'image/heic': 'bytes' },
      },
    },
    refusals: [404, 410],
  },
  'DELETE /pictures/{id}': {
    id: 'takeDownPicture',
    summary: 'Withdraw a picture: delete its file and all variants, and refuse the same file in future',
    description: 'Readers then get 410. Articles aren’t changed: the answer lists the articles and campaigns that still show the picture. It’s safe to repeat.',
    tag: 'Pictures',
    role: 'editor',
    query: requests.PictureWithdrawal,
    body: { 'application/json': requests.PictureWithdrawal },
    bodyOptional: true,
    answers: { 200: { description: 'The picture’s files were deleted.', content: { 'application/json': 'PictureTakenDown' } } },
    refusals: [400, 404, 413, 415, 422],
  },
  'DELETE /pictures/{id}/withdrawal': {
    id: 'allowPicture',
    summary: 'Allow a withdrawn picture to be uploaded again',
    tag: 'Pictures',
    role: 'admin',
    answers: { 204: { description: 'Allowed. The picture has to be uploaded again.' } },
    refusals: [404, 409],
  },
}
