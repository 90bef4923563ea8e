/** Bookings of ad slots. */

import * as v from 'valibot'
import { Campaign } from '../../copy/shapes/campaign.ts'
import { isAsciiSlug } from '../../copy/shapes/slug-spelling.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { type ApiContext, press } from './api-context.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { parseInput, readJsonBody } from './request-inputs.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** The id is in the path; in the body it may be left out. */
const CampaignBody = v.looseObject({})

export const listCampaigns = async (c: ApiContext) => jsonResponse(c, { items: await press(c).campaigns() })

export async function readCampaign(c: ApiContext) {
  const campaign = await press(c).campaign(c.req.param('id') ?? '')
  return campaign ? jsonResponse(c, campaign, 200, { ETag: `"${tagOf(campaign)}"` }) : unknownCampaignResponse(c)
}

export async function bookCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const sent = await readJsonBody(c, CampaignBody)
  if (!sent.ok) return problemResponse(c, sent.problem)
  const campaign = parseInput(Campaign, { id, ...sent.value })
  if (!campaign.ok) return problemResponse(c, campaign.problem)
  if (campaign.value.id !== id)
    return problemResponse(c, {
      status: 422,
      detail: '1 problem to fix.',
      flaws: [{ pointer: '/id', message: `The id must be "${id}", as in the address. Change it or leave it out.` }],
    })
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const booked = await press(c).setCampaign(campaign.value, c.get('actor'), expect.value)
  if (!booked.ok) return problemResponse(c, refusalProblem(booked))
  return jsonResponse(c, campaign.value, booked.created ? 201 : 200, { ETag: `"${tagOf(campaign.value)}"` })
}

export async function endCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const ended = isAsciiSlug(id) && (await press(c).removeCampaign(id, c.get('actor'), expect.value))
  if (typeof ended !== 'boolean') return problemResponse(c, refusalProblem(ended))
  return ended ? c.body(null, 204) : unknownCampaignResponse(c)
}

const unknownCampaignResponse = (c: ApiContext) => problemResponse(c, { status: 404, detail: `There’s no campaign "${c.req.param('id')}".` })
