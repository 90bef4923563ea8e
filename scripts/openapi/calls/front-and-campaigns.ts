/** Pinning the front and booking campaigns. */
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

export const frontAndCampaignsCalls: Record<string, ApiCall> = {
  'GET /front': {
    id: 'readFront',
    summary: 'List the articles pinned to the front',
    tag: 'Front and campaigns',
    role: 'reporter',
    answers: { 200: { description: 'Slugs, in their order on the front.', content: { 'application/json': 'Front' }, headers: ['ETag'] } },
  },
  'PUT /front': {
    id: 'setFront',
    summary: 'Pin articles to the front, in order',
    tag: 'Front and campaigns',
    role: 'editor',
    headers: ['If-Match'],
    body: { 'application/json': requests.FrontBody },
    answers: { 200: { description: 'The pinned slugs, and which of them are unknown.', content: { 'application/json': 'FrontChanged' }, headers: ['ETag'] } },
    refusals: [400, 412, 413, 415, 422],
  },
  'GET /most-read': {
    id: 'readMostRead',
    summary: 'List what is read most',
    description: 'In the last 24 hours, with how often. Counted without cookies; robots are not counted.',
    tag: 'Front and campaigns',
    role: 'reporter',
    answers: { 200: { description: 'Up to 100 articles, the most read first.', content: { 'application/json': 'MostRead' } } },
  },
  'PUT /most-read/left-out/{slug}': {
    id: 'leaveOutOfMostRead',
    summary: 'Leave an article out of the lists of what is read most',
    tag: 'Front and campaigns',
    role: 'editor',
    answers: { 204: { description: 'Left out, or it was already.' } },
    refusals: [404],
  },
  'DELETE /most-read/left-out/{slug}': {
    id: 'putBackIntoMostRead',
    summary: 'Put an article back into the lists of what is read most',
    tag: 'Front and campaigns',
    role: 'editor',
    answers: { 204: { description: 'Put back, or it was not left out.' } },
    refusals: [404],
  },
  'GET /campaigns': {
    id: 'listCampaigns',
    summary: 'List campaigns',
    tag: 'Front and campaigns',
    role: 'reporter',
    answers: { 200: { description: 'All campaigns.', content: { 'application/json': 'Campaigns' } } },
  },
  'GET /campaigns/{id}': {
    id: 'readCampaign',
    summary: 'Get a campaign',
    tag: 'Front and campaigns',
    role: 'reporter',
    answers: { 200: { description: 'The campaign.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] } },
    refusals: [404],
  },
  'PUT /campaigns/{id}': {
    id: 'bookCampaign',
    summary: 'Create or change a campaign',
    tag: 'Front and campaigns',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'BookedCampaign' },
    answers: {
      200: { description: 'Changed.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] },
      201: { description: 'Booked.', content: { 'application/json': 'Campaign' }, headers: ['ETag'] },
    },
    refusals: [400, 409, 412, 413, 415, 422],
  },
  'DELETE /campaigns/{id}': {
    id: 'endCampaign',
    summary: 'End a campaign',
    tag: 'Front and campaigns',
    role: 'editor',
    headers: ['If-Match'],
    answers: { 204: { description: 'Ended.' } },
    refusals: [400, 404, 412],
  },
}
