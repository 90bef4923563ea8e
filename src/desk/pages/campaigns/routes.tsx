/** Campaigns: what fills the slots for advertisements. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { needing } from '../layout/refusal-pages.tsx'
import {
  bookCampaign,
  deleteCampaign,
  endCampaign,
  previewSaved,
  previewSent,
  saveCampaign,
  showCampaign,
  showCampaigns,
  showNewCampaign,
} from './campaign-handlers.tsx'

export const campaigns = new Hono<DeskEnv>()
  .get('/desk/campaigns', needing('editor', showCampaigns))
  .get('/desk/campaigns/new', needing('editor', showNewCampaign))
  .post('/desk/campaigns/new', needing('editor', bookCampaign))
  .post('/desk/campaigns/preview', needing('editor', previewSent))
  .get('/desk/campaigns/:id', needing('editor', showCampaign))
  .post('/desk/campaigns/:id', needing('editor', saveCampaign))
  .get('/desk/campaigns/:id/preview', needing('editor', previewSaved))
  .post('/desk/campaigns/:id/end', needing('editor', endCampaign))
  .post('/desk/campaigns/:id/delete', needing('editor', deleteCampaign))
