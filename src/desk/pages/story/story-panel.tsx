/** Beside the story: its state, its orders, and the details that readers don't see in the text. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Entry } from '../../../press/calls.ts'
import { Checkbox, TextArea, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { StateLabel } from '../layout/state-label.tsx'
import { OthersDrafts } from './draft-offer.tsx'
import { FindingsList } from './findings-list.tsx'
import type { FieldOf, StoryView } from './story-view.ts'

export const StoryPanel = ({ view, site, field }: { view: StoryView; site: Site; field: FieldOf }) => (
  <aside class="story-panel" aria-label="State and orders">
    <div class="save-state" data-save-state="" />
    <div class="buttons">
      <button type="submit" name="order" value="file" class="quiet">
        File
      </button>
      {view.canPublish && (
        <button type="submit" name="order" value="publish">
          Publish …
        </button>
      )}
      <button type="submit" name="order" value="preview" class="quiet" formtarget="_blank">
        Preview
      </button>
      <button type="submit" name="order" value="draft" class="quiet" data-without-script="">
        Save as draft
      </button>
    </div>
    {view.entry ? (
      <State entry={view.entry} site={site} />
    ) : (
      <TextField {...field('slug')} value={view.slug} dir="auto" label="Slug" hint="The last part of its address. If empty, it’s made from the headline." />
    )}
    {view.entry && view.values.kind === 'live' && (
      <p>
        <a href={`/desk/live/${view.entry.slug}`}>Open the live desk</a>
      </p>
    )}
    <p class="people-here" role="status" data-presence="" hidden />
    <OthersDrafts names={view.others ?? []} />
    <section class="checks" aria-labelledby="checks-title" data-checks="">
      <h2 id="checks-title">Before publishing</h2>
      {view.checks && view.checks.findings.length > 0 ? (
        <FindingsList findings={view.checks.findings} hrefOf={(name) => `#${name}`} />
      ) : (
        <p>{view.checks ? 'Nothing to fix.' : 'Problems are listed here when you save the story.'}</p>
      )}
    </section>
    <Details field={field} values={view.values} site={site} />
  </aside>
)

const State = ({ entry, site }: { entry: Entry; site: Site }) => (
  <div class="story-state">
    <p>
      <StateLabel entry={entry} /> Revision {entry.revision}, filed by {entry.by}, <Moment at={entry.at} site={site} />
    </p>
    {entry.live !== undefined && entry.live !== entry.revision && <p>Readers see revision {entry.live}.</p>}
    {entry.until && (
      <p>
        Goes live <Moment at={entry.until} site={site} />
      </p>
    )}
    {entry.live !== undefined && (
      <p>
        <a class="story-link" href={entry.url}>
          Read it on the site
        </a>
      </p>
    )}
  </div>
)

const Details = ({ field, values, site }: { field: FieldOf; values: StoryView['values']; site: Site }) => (
  <details class="story-details" open={['seo-title', 'seo-description', 'canonical', 'lang'].some((name) => field(name).flaw)}>
    <summary>Search, sharing and language</summary>
    <SharePreview values={values} site={site} />
    <TextField {...field('seo-title')} label="Title for search and sharing" dir="auto" />
    <TextArea {...field('seo-description')} label="Description for search and sharing" rows={2} dir="auto" />
    <TextField {...field('canonical')} label="First published at" hint="Address of the original, if it isn’t this one" />
    <TextField {...field('lang')} label="Language" hint="A language tag, if it isn’t the site’s" />
    <Checkbox {...field('seo-noindex')} value="on" checked={values['seo-noindex'] === 'on'} label="Keep it out of search engines" />
    <Checkbox {...field('developing')} value="on" checked={values.developing === 'on'} label="Developing: details may change" />
    <Checkbox {...field('sensitive')} value="on" checked={values.sensitive === 'on'} label="Sensitive: no advertisements" />
  </details>
)

/** What search engines and shared links show, as it was when the page was opened. */
function SharePreview({ values, site }: { values: StoryView['values']; site: Site }) {
  const title = values['seo-title'] || values.headline
  if (!title) return null
  return (
    <figure class="share-preview">
      {values['picture-src'] && <img src={values['picture-src']} alt="" width={values['picture-width']} height={values['picture-height']} />}
      <p class="share-site">{URL.canParse(site.url) ? new URL(site.url).host : site.name}</p>
      <p class="share-title" dir="auto">
        {title}
      </p>
      <p class="share-description" dir="auto">
        {values['seo-description'] || values.standfirst}
      </p>
      <figcaption class="hint">As it looks where it’s found or shared</figcaption>
    </figure>
  )
}
