/** Bookings of ad slots. */

import * as v from 'valibot'
import { Campaign } from '../../copy/shapes/campaign.ts'
import { isSlug } from '../../copy/shapes/field.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { jsonAnswer, problemAnswer } from './answers.ts'
import { type ApiContext, press } from './api-context.ts'
import { parseInput, readJsonBody } from './inputs.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'

/** The id stands in the path; in the body it may be left out. */
const CampaignBody = v.looseObject({})

export const listCampaigns = async (c: ApiContext) => jsonAnswer(c, { items: await press(c).campaigns() })

export async function readCampaign(c: ApiContext) {
  const campaign = (await press(c).campaigns()).find(({ id }) => id === c.req.param('id'))
  return campaign ? jsonAnswer(c, campaign, 200, { ETag: `"${tagOf(campaign)}"` }) : unknownCampaignAnswer(c)
}

export async function bookCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const sent = await readJsonBody(c, CampaignBody)
  if (!sent.ok) return problemAnswer(c, sent.problem)
  const campaign = parseInput(Campaign, { id, ...sent.value })
  if (!campaign.ok) return problemAnswer(c, campaign.problem)
  if (campaign.value.id !== id)
    return problemAnswer(c, {
      status: 422,
      detail: '1 problem to fix.',
      flaws: [{ pointer: '/id', message: `The address says "${id}". Leave the id out, or write the same.` }],
    })
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemAnswer(c, expect.problem)
  const booked = await press(c).setCampaign(campaign.value, c.get('actor'), expect.value)
  if (!booked.ok) return problemAnswer(c, refusalProblem(booked))
  return jsonAnswer(c, campaign.value, booked.created ? 201 : 200, { ETag: `"${tagOf(campaign.value)}"` })
}

export async function endCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemAnswer(c, expect.problem)
  const ended = isSlug(id) && (await press(c).removeCampaign(id, c.get('actor'), expect.value))
  if (typeof ended !== 'boolean') return problemAnswer(c, refusalProblem(ended))
  return ended ? c.body(null, 204) : unknownCampaignAnswer(c)
}

const unknownCampaignAnswer = (c: ApiContext) => problemAnswer(c, { status: 404, detail: `There is no campaign "${c.req.param('id')}".` })
