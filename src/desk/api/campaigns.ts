/** Bookings of ad slots. */

import * as v from 'valibot'
import { Campaign } from '../../copy/shapes/campaign.ts'
import { isSlug } from '../../copy/shapes/field.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { type ApiContext, bodyOf, json, parsed, press, problem } from './door.ts'
import { expectedTag } from './precondition.ts'
import { refusalProblem } from './refusal.ts'

/** The id stands in the path; in the body it may be left out. */
const Sent = v.looseObject({})

export const listCampaigns = async (c: ApiContext) => json(c, { items: await press(c).campaigns() })

export async function readCampaign(c: ApiContext) {
  const campaign = (await press(c).campaigns()).find(({ id }) => id === c.req.param('id'))
  return campaign ? json(c, campaign, 200, { ETag: `"${tagOf(campaign)}"` }) : unknown(c)
}

export async function bookCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const sent = await bodyOf(c, Sent)
  if (!sent.ok) return problem(c, sent.problem)
  const campaign = parsed(Campaign, { id, ...sent.value })
  if (!campaign.ok) return problem(c, campaign.problem)
  if (campaign.value.id !== id)
    return problem(c, {
      status: 422,
      detail: '1 problem to fix.',
      flaws: [{ pointer: '/id', message: `The id must be "${id}", as in the address. Change it or leave it out.` }],
    })
  const expect = expectedTag(c)
  if (!expect.ok) return problem(c, expect.problem)
  const booked = await press(c).setCampaign(campaign.value, c.get('actor'), expect.value)
  if (!booked.ok) return problem(c, refusalProblem(booked))
  return json(c, campaign.value, booked.created ? 201 : 200, { ETag: `"${tagOf(campaign.value)}"` })
}

export async function endCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  const expect = expectedTag(c)
  if (!expect.ok) return problem(c, expect.problem)
  const ended = isSlug(id) && (await press(c).removeCampaign(id, c.get('actor'), expect.value))
  if (typeof ended !== 'boolean') return problem(c, refusalProblem(ended))
  return ended ? c.body(null, 204) : unknown(c)
}

const unknown = (c: ApiContext) => problem(c, { status: 404, detail: `There’s no campaign "${c.req.param('id')}".` })
