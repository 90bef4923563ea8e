/** Bookings of ad slots. */

import * as v from 'valibot'
import { Campaign } from '../../copy/campaign.ts'
import { isSlug } from '../../copy/field.ts'
import { type ApiContext, bodyOf, json, parsed, press, problem } from './door.ts'

/** The id stands in the path; in the body it may be left out. */
const Sent = v.looseObject({})

export const listCampaigns = async (c: ApiContext) => json(c, { items: await press(c).campaigns() })

export async function readCampaign(c: ApiContext) {
  const campaign = (await press(c).campaigns()).find(({ id }) => id === c.req.param('id'))
  return campaign ? json(c, campaign) : unknown(c)
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
      flaws: [{ pointer: '/id', message: `The address says "${id}". Leave the id out, or write the same.` }],
    })
  const { created } = await press(c).setCampaign(campaign.value, c.get('actor'))
  return json(c, campaign.value, created ? 201 : 200)
}

export async function endCampaign(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  return isSlug(id) && (await press(c).removeCampaign(id, c.get('actor'))) ? c.body(null, 204) : unknown(c)
}

const unknown = (c: ApiContext) => problem(c, { status: 404, detail: `There is no campaign "${c.req.param('id')}".` })
