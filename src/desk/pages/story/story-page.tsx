/** The story as a form, in the order and look of its page. Without a script the body is Markdown; with one, it is the page itself. */
import { KINDS } from '../../../copy/shapes/article.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { storyFieldOf } from '../../story-values.ts'
import { Select, TextArea, TextField } from '../layout/fields.tsx'
import { FlawSummary } from '../layout/message.tsx'
import { NotesSection } from '../layout/notes-section.tsx'
import { StoryPages } from '../layout/story-head.tsx'
import { DetailFields } from './detail-fields.tsx'
import { DraftOfferMessage } from './draft-offer.tsx'
import { StoryPanel } from './story-panel.tsx'
import type { FieldOf, StoryView } from './story-view.ts'

export function StoryPage({ view, site }: { view: StoryView; site: Site }) {
  const { values, flaws = [], action, base, entry } = view
  const field: FieldOf = (name) => ({ name, value: values[name], flaw: flaws.find(({ pointer }) => storyFieldOf(pointer) === name)?.message })
  const lang = values.lang || site.lang
  return (
    <>
      {entry && <StoryPages slug={entry.slug} here="story" />}
      {view.offer && <DraftOfferMessage offer={view.offer} newest={entry?.revision ?? 0} site={site} />}
      <form class="story-form" method="post" action={action} autocomplete="off" {...forScript(view, site, lang)}>
        <input type="hidden" name="base" value={String(base)} />
        <input type="hidden" name="draft" value={`${view.draftId} ${(view.draftTag ?? `${newTab()}.0`).replace('.', ' ')}`} />
        {view.knownErased && <input type="hidden" name="known-erased" value={String(view.knownErased)} />}
        {view.replacing && <input type="hidden" name="replacing" value={view.replacing} />}
        <input type="hidden" name="body" value="" />
        <h1 class="unseen">{values.headline || 'New story'}</h1>
        {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={storyFieldOf} />}
        <div class="story-columns">
          <div class="story-sheet" lang={lang} dir="auto">
            <Head field={field} site={site} lang={lang} />
            <DetailFields.Picture field={field} values={values} />
            <TextArea
              {...field('markdown')}
              value={view.markdown}
              label="Text"
              hint="Markdown. An empty line starts a new paragraph, ## a heading, > a quote, - a list."
              rows={18}
              dir="auto"
            />
            <DetailFields.Foot field={field} topics={view.topics.map(({ name }) => name)} />
          </div>
          <StoryPanel view={view} site={site} field={field} />
        </div>
        {view.blocks && <ScriptData name="body-data" value={view.blocks} />}
        <ScriptData name="known-topics" value={view.topics.map(({ name }) => name)} />
        {view.checks && <ScriptData name="check-data" value={{ ...view.checks.context, houseStyle: undefined }} />}
      </form>
      {entry && view.notes && <NotesSection slug={entry.slug} notes={view.notes} blocks={view.blocks ?? []} site={site} from="story" />}
    </>
  )
}

/** What the page's script has to know. */
const forScript = ({ entry, draftId, draftTag, formerly, by }: StoryView, site: Site, lang: string) => ({
  'data-story': entry?.slug ?? '',
  'data-state': entry?.state ?? '',
  'data-lang': lang,
  'data-draft': draftId,
  'data-by': by,
  'data-zone': site.timeZone,
  ...(draftTag && { 'data-draft-tag': draftTag }),
  ...(formerly && { 'data-formerly': formerly }),
})

/** Each form is a page of its own, so that what another has saved is never taken for its work. */
const newTab = () => crypto.randomUUID().replaceAll('-', '')

/** Data for the script, and no script: the page's policy runs nothing that stands in it. */
const ScriptData = ({ name, value }: { name: string; value: object }) => (
  <textarea hidden disabled class={name}>
    {JSON.stringify(value)}
  </textarea>
)

const Head = ({ field, site, lang }: { field: FieldOf; site: Site; lang: string }) => (
  <>
    <div class="field-row">
      <Select {...field('section')} label="Section" choices={sectionsFor(site, field('section').value)} />
      <Select {...field('kind')} label="Kind" choices={KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))} />
      <TextField {...field('kicker')} label="Kicker" dir="auto" lang={lang} />
    </div>
    <div class="headline-field">
      <TextArea {...field('headline')} label="Headline" rows={1} dir="auto" lang={lang} />
    </div>
    <div class="standfirst-field">
      <TextArea {...field('standfirst')} label="Standfirst" rows={2} dir="auto" lang={lang} />
    </div>
    <div class="field-row">
      <TextArea {...field('byline')} label="Byline" hint="One writer per line: name | role" rows={1} dir="auto" />
      <TextField {...field('dateline')} label="Dateline" hint="Place of reporting" dir="auto" />
    </div>
  </>
)

const KIND_NAMES: Record<(typeof KINDS)[number], string> = {
  news: 'News',
  live: 'Live',
  analysis: 'Analysis',
  explainer: 'Explainer',
  opinion: 'Opinion',
  sponsored: 'Sponsored',
}

/** The site's sections, and the story's own where the site no longer lists it. */
function sectionsFor({ sections }: Site, own: string | undefined) {
  const listed = sections.map(({ slug, name }) => ({ value: slug, label: name }))
  return !own || listed.some(({ value }) => value === own) ? listed : [...listed, { value: own, label: `${own} (not in the site’s sections)` }]
}
