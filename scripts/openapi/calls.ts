/** The editors' API: what each call does, takes and answers. document.ts makes the OpenAPI document of it. */
import type { ApiCall } from './api-call.ts'
import { administrationCalls } from './calls/administration.ts'
import { approvalsCalls } from './calls/approvals.ts'
import { articlesCalls } from './calls/articles.ts'
import { blockNotesCalls } from './calls/block-notes.ts'
import { draftsCalls } from './calls/drafts.ts'
import { editionCalls } from './calls/edition.ts'
import { frontAndCampaignsCalls } from './calls/front-and-campaigns.ts'
import { liveCalls } from './calls/live.ts'
import { newslettersCalls } from './calls/newsletters.ts'
import { peopleCalls } from './calls/people.ts'
import { picturesCalls } from './calls/pictures.ts'
import { publicationCalls } from './calls/publication.ts'
import { redirectsCalls } from './calls/redirects.ts'
import { referenceCalls } from './calls/reference.ts'
import { subscribersCalls } from './calls/subscribers.ts'

export const API_CALLS: Record<string, ApiCall> = {
  ...articlesCalls,
  ...draftsCalls,
  ...blockNotesCalls,
  ...approvalsCalls,
  ...publicationCalls,
  ...liveCalls,
  ...picturesCalls,
  ...frontAndCampaignsCalls,
  ...administrationCalls,
  ...peopleCalls,
  ...referenceCalls,
  ...redirectsCalls,
  ...editionCalls,
  ...newslettersCalls,
  ...subscribersCalls,
}
