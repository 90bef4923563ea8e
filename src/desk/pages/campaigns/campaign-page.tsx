/** The form of a campaign, with what readers will see of it. */

import type { Flaw } from '../../../copy/parse.ts'
import { SLOTS } from '../../../copy/shapes/campaign.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { Checkbox, Select, TextField } from '../layout/fields.tsx'
import { FlawSummary } from '../layout/message.tsx'
import { type CampaignValues, type CreativeValues, campaignFieldOf } from './campaign-form.ts'

export type CampaignView = {
  /** Undefined for a new one. */
  id: string | undefined
  values: CampaignValues
  tag: string
  flaws: readonly Flaw[]
  site: Site
  /** Why readers don’t see a creative, by the address of its picture. */
  whyHidden: ReadonlyMap<string, string>
  /** What may be ordered beside saving it. */
  order: 'end' | 'delete' | undefined
}

export const SLOT_NAMES: Record<(typeof SLOTS)[number], string> = {
  leaderboard: 'Top of the page',
  body: 'Within the text',
  rail: 'Beside the text',
  footer: 'Foot of the page',
}

const KINDS = [
  { value: 'direct', label: 'Paid' },
  { value: 'house', label: 'Our own, where no paid one fits' },
]

type FieldOf = (name: string) => { name: string; value: string | undefined; flaw: string | undefined }

export const CampaignPage = ({ view }: { view: CampaignView }) => {
  const { id, values, flaws, tag } = view
  const idOf = (pointer: string) => campaignFieldOf(pointer, values.creatives)
  const flawOf = (name: string) => flaws.find(({ pointer }) => idOf(pointer) === name)?.message
  const field: FieldOf = (name) => ({ name, value: values.texts[name], flaw: flawOf(name) })
  return (
    <>
      <div class="head-line">
        <h1>{id === undefined ? 'New campaign' : values.texts.advertiser}</h1>
        <p>
          <a href="/desk/campaigns">All campaigns</a>
        </p>
      </div>
      {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={idOf} />}
      <div class="campaign-columns">
        <form class="form" method="post" action={id === undefined ? '/desk/campaigns/new' : `/desk/campaigns/${id}`}>
          <input type="hidden" name="tag" value={tag} />
          <input type="hidden" name="was" value={id ?? ''} />
          <noscript>
            <input type="hidden" name="plain" value="1" />
          </noscript>
          <Booking field={field} view={view} />
          {values.creatives.map((creative, number) => (
            <CreativeFields creative={creative} number={number} flawOf={flawOf} whyHidden={view.whyHidden.get(creative['picture-src'] ?? '')} />
          ))}
          <div class="buttons">
            <button type="submit">{id === undefined ? 'Book campaign' : 'Save campaign'}</button>
            <button type="submit" class="quiet" formaction="/desk/campaigns/preview" formtarget="creative-preview" formnovalidate>
              Preview
            </button>
          </div>
        </form>
        <Preview id={id} />
      </div>
      <Order view={view} />
    </>
  )
}

const Booking = ({ field, view: { id, values, site } }: { field: FieldOf; view: CampaignView }) => (
  <>
    <TextField {...field('advertiser')} label="Advertiser" required dir="auto" />
    {id === undefined && <TextField {...field('id')} label="Slug" hint="Such as spring-tea. If empty, it’s made from the advertiser’s name" />}
    <div class="field-row">
      <Select {...field('kind')} label="Kind" choices={KINDS} />
      <TextField
        {...field('weight')}
        label="Weight"
        type="number"
        inputmode="numeric"
        hint="1 to 100. The higher it is, the more often the campaign is shown"
      />
    </div>
    <div class="field-row">
      <TextField {...field('from')} label={`From (${zoneName(site)})`} type="datetime-local" hint="If empty: now" />
      <TextField {...field('until')} label={`Until (${zoneName(site)})`} type="datetime-local" hint="If empty: until somebody ends it" />
    </div>
    <fieldset class="field" id="slots-group">
      <legend>Places</legend>
      <p class="hint">If none is chosen: all places</p>
      <div class="check-row">
        {SLOTS.map((slot) => (
          <Checkbox name="slots" value={slot} label={SLOT_NAMES[slot]} checked={values.slots.includes(slot)} />
        ))}
      </div>
    </fieldset>
    <fieldset class="field" id="sections-group">
      <legend>Sections</legend>
      <p class="hint">If none is chosen: all pages</p>
      <div class="check-row">
        {sectionsFor(site, values.sections).map(({ slug, name }) => (
          <Checkbox name="sections" value={slug} label={name} checked={values.sections.includes(slug)} />
        ))}
      </div>
    </fieldset>
  </>
)

const zoneName = ({ timeZoneLabel, timeZone }: Site) => timeZoneLabel ?? timeZone

/** A campaign may name a section that the site has no longer. */
const sectionsFor = (site: Site, chosen: readonly string[]) => [
  ...site.sections.map(({ slug, name }) => ({ slug, name })),
  ...chosen.filter((slug) => !site.sections.some((section) => section.slug === slug)).map((slug) => ({ slug, name: slug })),
]

type CreativeProps = { creative: CreativeValues; number: number; flawOf: (name: string) => string | undefined; whyHidden: string | undefined }

const CreativeFields = ({ creative, number, flawOf, whyHidden }: CreativeProps) => {
  const field = (name: string) => ({ name: `c${number}-${name}`, value: creative[name], flaw: flawOf(`c${number}-${name}`) })
  const isNew = !creative.was
  return (
    <fieldset class="field creative-fields">
      <legend>{isNew && number > 0 ? 'Another creative' : `Creative ${number + 1}`}</legend>
      {isNew && number > 0 && <p class="hint">Optional. Creatives take turns every quarter of an hour.</p>}
      {whyHidden && <p class="flaw">{whyHidden}</p>}
      {!isNew && <p class="hint">To remove it, empty all its fields.</p>}
      <input type="hidden" name={`c${number}-was`} value={creative.was ?? ''} />
      <TextField {...field('headline')} label="Headline" dir="auto" />
      <TextField {...field('text')} label="Text" dir="auto" />
      <div class="field-row">
        <TextField {...field('action')} label="Link text" dir="auto" hint="Such as Read more" />
        <TextField {...field('href')} label="Link address" hint="https://… or a path on this site" />
      </div>
      <details open={Boolean(creative['picture-src']) || ['src', 'alt', 'width', 'height'].some((name) => flawOf(`c${number}-picture-${name}`))}>
        <summary>Picture and name</summary>
        <div class="form">
          <TextField {...field('picture-src')} label="Address of the picture" hint="From Pictures, or an https address" />
          <TextField {...field('picture-alt')} label="Alt text" dir="auto" hint="Leave it empty if the picture adds nothing to the words" />
          <div class="field-row">
            <TextField {...field('picture-width')} label="Width in pixels" inputmode="numeric" />
            <TextField {...field('picture-height')} label="Height in pixels" inputmode="numeric" />
          </div>
          <TextField {...field('id')} label="Creative’s name in reports" hint="If empty, it’s made from the headline" />
        </div>
      </details>
    </fieldset>
  )
}

/**
 * The form is sent into the frame by its second button: it shows what was typed, and saves nothing. Of a new campaign there is nothing to be
 * seen before that, so its frame takes no room until then.
 */
const Preview = ({ id }: { id: string | undefined }) => (
  <aside class={id === undefined ? 'campaign-preview not-yet' : 'campaign-preview'} aria-labelledby="preview-title">
    <h2 id="preview-title">As readers see it</h2>
    <p class="hint">“Preview” shows here what you’ve typed. It saves nothing.</p>
    <iframe
      id="creative-preview"
      name="creative-preview"
      title="Preview of the creatives"
      {...(id !== undefined && { src: `/desk/campaigns/${id}/preview` })}
      width="360"
      height="640"
      sandbox="allow-scripts"
    />
    {id !== undefined && (
      <noscript>
        <p>
          <a href={`/desk/campaigns/${id}/preview?plain=1`} target="creative-preview">
            Show it without a script
          </a>
        </p>
      </noscript>
    )}
  </aside>
)

const ORDERS = {
  end: { button: 'End now', confirm: 'End this campaign now?', text: 'It stops within a minute, and stays in the list of ended campaigns.' },
  delete: { button: 'Delete', confirm: 'Delete this campaign for good?', text: 'It’s removed from the list for good.' },
}

const Order = ({ view: { id, tag, order } }: { view: CampaignView }) =>
  id === undefined || !order ? null : (
    <details class="danger-zone">
      <summary>{order === 'end' ? 'End this campaign' : 'Delete this campaign'}</summary>
      <form class="form" method="post" action={`/desk/campaigns/${id}/${order}`}>
        <input type="hidden" name="tag" value={tag} />
        <p>{ORDERS[order].text}</p>
        <div class="buttons">
          <button type="submit" class="danger" data-confirm={ORDERS[order].confirm}>
            {ORDERS[order].button}
          </button>
        </div>
      </form>
    </details>
  )
