/** All campaigns: those that run, those to come, and those that have ended. */
import { type Campaign, SLOTS } from '../../../copy/shapes/campaign.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { Moment } from '../layout/moment.tsx'
import { SLOT_NAMES } from './campaign-page.tsx'

type Phase = 'running' | 'to come' | 'ended'

/** `now` is a moment in the notation of copy. */
export function phaseOf({ from, until }: Pick<Campaign, 'from' | 'until'>, now: string): Phase {
  if (until && until <= now) return 'ended'
  return from && from > now ? 'to come' : 'running'
}

const PHASES: readonly { phase: Phase; title: string; none: string }[] = [
  { phase: 'running', title: 'Running', none: 'No campaign is running.' },
  { phase: 'to come', title: 'Upcoming', none: 'No campaign is booked for later.' },
  { phase: 'ended', title: 'Ended', none: 'No campaign has ended yet.' },
]

export const CampaignList = ({ campaigns, site, now }: { campaigns: readonly Campaign[]; site: Site; now: string }) => (
  <>
    <div class="head-line">
      <h1>Campaigns</h1>
      <a class="button" href="/desk/campaigns/new">
        New campaign
      </a>
    </div>
    {PHASES.map(({ phase, title, none }) => (
      <Group title={title} none={none} campaigns={campaigns.filter((campaign) => phaseOf(campaign, now) === phase)} site={site} />
    ))}
  </>
)

const Group = ({ title, none, campaigns, site }: { title: string; none: string; campaigns: readonly Campaign[]; site: Site }) =>
  campaigns.length === 0 ? (
    <section>
      <h2>{title}</h2>
      <p class="quiet-text">{none}</p>
    </section>
  ) : (
    <table class="rows stacking">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Advertiser</th>
          <th scope="col">Places</th>
          <th scope="col">From</th>
          <th scope="col">Until</th>
          <th scope="col" class="number">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <Row campaign={campaign} site={site} />
        ))}
      </tbody>
    </table>
  )

const Row = ({ campaign: { id, advertiser, kind, slots, sections, from, until, weight, creatives }, site }: { campaign: Campaign; site: Site }) => (
  <tr>
    <th scope="row" class="title">
      <a href={`/desk/campaigns/${id}`} dir="auto">
        {advertiser}
      </a>
      <span class="row-note" dir="auto">
        {[creatives[0]?.headline, creatives.length > 1 ? `and ${creatives.length - 1} more` : '', kind === 'house' ? '(our own)' : '']
          .filter(Boolean)
          .join(' ')}
      </span>
    </th>
    <td data-label="Places">
      {slots?.length
        ? SLOTS.filter((slot) => slots.includes(slot))
            .map((slot) => SLOT_NAMES[slot])
            .join(', ')
        : 'All'}
      {sections?.length ? ` in ${sections.join(', ')}` : ''}
    </td>
    <td data-label="From">{from ? <Moment at={from} site={site} /> : 'No start date'}</td>
    <td data-label="Until">{until ? <Moment at={until} site={site} /> : 'No end date'}</td>
    <td data-label="Weight" class="number">
      {weight}
    </td>
  </tr>
)
