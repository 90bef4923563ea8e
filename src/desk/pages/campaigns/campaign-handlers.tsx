/** Campaigns: listed by whether they run, booked, changed, looked at, ended. */

import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { Campaign } from '../../../copy/shapes/campaign.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import type { Child } from '../../../markup/markup.ts'
import type { ExpectedTag } from '../../../press/calls.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { TypedText } from '../layout/typed-text.tsx'
import { type CampaignValues, campaignFrom, NEW_CAMPAIGN, valuesOfCampaign, valuesSent } from './campaign-form.ts'
import { CampaignList, phaseOf } from './campaign-list.tsx'
import { CampaignPage } from './campaign-page.tsx'
import { CreativePreview, PreviewMessage, previewResponse } from './creative-preview.tsx'

const DONE = { booked: 'Booked. Readers see it within a minute of its start.', saved: 'Saved.', ended: 'Ended.', deleted: 'Deleted.' }

const CHANGED_MEANWHILE: MessageText = {
  kind: 'refused',
  text: 'Somebody else changed this campaign while its page was open. Nothing was saved yet: compare with the current one in another tab, then save to replace it with what’s below.',
}
const ALREADY_THERE: MessageText = { kind: 'refused', text: 'There’s a campaign of this name already. Enter another name in addresses.' }

export async function showCampaigns(c: DeskContext) {
  const campaigns = await press(c).campaigns()
  const children = <CampaignList campaigns={campaigns} site={c.get('site')} now={instantOf(Date.now())} />
  return deskResponse(c, { title: 'Campaigns', area: '/desk/campaigns', message: doneMessage(c.req.url, DONE), children })
}

export const showNewCampaign = (c: DeskContext) => campaignResponse(c, undefined, {})

export async function showCampaign(c: DeskContext) {
  const campaign = await campaignInPath(c)
  return campaign ? campaignResponse(c, campaign, { message: doneMessage(c.req.url, DONE) }) : unknownResponse(c)
}

export const bookCampaign = (c: DeskContext) => receive(c, undefined)

export async function saveCampaign(c: DeskContext) {
  const campaign = await campaignInPath(c)
  return campaign ? receive(c, campaign) : unknownResponse(c, await typedText(c))
}

async function receive(c: DeskContext, before: Campaign | undefined) {
  const form = await readForm(c)
  if (!form.ok) return campaignResponse(c, before, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  const values = valuesSent(form.value)
  const tag = form.value.text('tag')
  const read = parsedCampaign(values, before, c.get('site').timeZone)
  if (!read.ok) return campaignResponse(c, before, { values, tag, flaws: read.flaws }, 422)
  const expect: ExpectedTag = before ? [tag] : 'none'
  const set = await press(c).setCampaign(read.campaign, c.get('actor'), expect)
  // The form was sent twice.
  const isBooked = !set.ok && !before && isSame(await press(c).campaign(read.campaign.id), read.campaign)
  if (!set.ok && set.reason === 'no-room') return campaignResponse(c, before, { values, tag, message: { kind: 'refused', text: refusalText(set) } }, 409)
  if (!set.ok && !isBooked) return campaignResponse(c, before, { values, message: before ? CHANGED_MEANWHILE : ALREADY_THERE }, 412)
  return c.redirect(`/desk/campaigns/${read.campaign.id}?done=${before ? 'saved' : 'booked'}`, 303)
}

const isSame = (one: Campaign | null, other: Campaign) => one !== null && tagOf(one) === tagOf(other)

type Read = { ok: true; campaign: Campaign } | { ok: false; flaws: Flaw[] }

function parsedCampaign(values: CampaignValues, before: Campaign | undefined, timeZone: string): Read {
  const read = campaignFrom(values, before, timeZone)
  if (!read.ok) return { ok: false, flaws: [{ pointer: `/${read.field}`, message: read.message }] }
  const parsed = parseWith(Campaign, read.campaign)
  if (!parsed.ok) return parsed
  const { from, until } = parsed.value
  if (from && until && until <= from) return { ok: false, flaws: [{ pointer: '/until', message: 'A campaign must end after it begins.' }] }
  return { ok: true, campaign: parsed.value }
}

/** What was typed, in a frame. */
export async function previewSent(c: DeskContext) {
  const form = await readForm(c)
  const { lang, timeZone } = c.get('site')
  if (!form.ok) return previewResponse(c, <PreviewMessage text={form.problem.detail} lang={lang} />, 422)
  const before = (await press(c).campaign(form.value.text('was'))) ?? undefined
  const read = parsedCampaign(valuesSent(form.value), before, timeZone)
  if (read.ok) return previewResponse(c, <CreativePreview campaign={read.campaign} lang={lang} plain={form.value.has('plain')} />)
  return previewResponse(c, <PreviewMessage text={read.flaws.map(({ message }) => message).join(' ')} lang={lang} />, 422)
}

export async function previewSaved(c: DeskContext) {
  const campaign = await campaignInPath(c)
  const { lang } = c.get('site')
  return campaign
    ? previewResponse(c, <CreativePreview campaign={campaign} lang={lang} plain={c.req.query('plain') !== undefined} />)
    : previewResponse(c, <PreviewMessage text="There’s no such campaign." lang={lang} />, 404)
}

export async function endCampaign(c: DeskContext) {
  const campaign = await campaignInPath(c)
  const form = await readForm(c)
  if (!campaign || !form.ok) return unknownResponse(c)
  const set = await press(c).setCampaign({ ...campaign, until: instantOf(Date.now()) }, c.get('actor'), [form.value.text('tag')])
  return set.ok ? c.redirect('/desk/campaigns?done=ended', 303) : campaignResponse(c, campaign, { message: CHANGED_MEANWHILE }, 412)
}

export async function deleteCampaign(c: DeskContext) {
  const campaign = await campaignInPath(c)
  const form = await readForm(c)
  if (!campaign || !form.ok) return unknownResponse(c)
  const removed = await press(c).removeCampaign(campaign.id, c.get('actor'), [form.value.text('tag')])
  return typeof removed === 'boolean' ? c.redirect('/desk/campaigns?done=deleted', 303) : campaignResponse(c, campaign, { message: CHANGED_MEANWHILE }, 412)
}

const campaignInPath = async (c: DeskContext) => (await press(c).campaign(c.req.param('id') ?? '')) ?? undefined

const unknownResponse = (c: DeskContext, typed?: Child) => notFoundResponse(c, 'There’s no such campaign. Somebody may have deleted it.', typed)

async function typedText(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return undefined
  const { texts, creatives } = valuesSent(form.value)
  return <TypedText texts={[texts.advertiser, ...creatives.flatMap(({ was: _, ...creative }) => Object.values(creative))]} />
}

/** By the addresses of pictures of ours that readers may see no more. */
async function whyHidden(c: DeskContext, { creatives }: CampaignValues): Promise<ReadonlyMap<string, string>> {
  const addresses = [...new Set(creatives.map((creative) => creative['picture-src'] ?? ''))]
  const found = await Promise.all(
    addresses.map(async (src) => {
      const id = /\/pictures\/([0-9a-f]{32})$/.exec(src)?.[1]
      const picture = id && (await picturePressOf(c.env).picture(id))
      return [src, picture ? (picture.withdrawn ? PICTURE_WITHDRAWN : picture.takenOff && RIGHTS_ENDED) : undefined] as const
    }),
  )
  return new Map(found.flatMap(([src, why]) => (why ? [[src, why]] : [])))
}

const PICTURE_WITHDRAWN = 'Readers don’t see this creative: its picture was withdrawn. Choose another picture.'
const RIGHTS_ENDED = 'Readers don’t see this creative: our rights to its picture have ended. Extend them on the picture’s page, or choose another picture.'

type Asked = { values?: CampaignValues; tag?: string; flaws?: readonly Flaw[]; message?: MessageText | undefined }

async function campaignResponse(
  c: DeskContext,
  campaign: Campaign | undefined,
  { values, tag, flaws = [], message }: Asked,
  status: 200 | 409 | 412 | 422 = 200,
) {
  const site = c.get('site')
  const shown = values ?? (campaign ? valuesOfCampaign(campaign, site.timeZone) : NEW_CAMPAIGN)
  const view = {
    id: campaign?.id,
    values: shown,
    whyHidden: await whyHidden(c, shown),
    tag: tag ?? (campaign ? tagOf(campaign) : ''),
    flaws,
    site,
    order: campaign && (phaseOf(campaign, instantOf(Date.now())) === 'running' ? ('end' as const) : ('delete' as const)),
  }
  const title = campaign ? campaign.advertiser : 'New campaign'
  return deskResponse(c, { title, area: '/desk/campaigns', message, children: <CampaignPage view={view} /> }, status)
}
