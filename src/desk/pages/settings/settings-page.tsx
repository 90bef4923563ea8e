/** The site's settings: its name, its sections, and what stands at the foot of every page. */
import { Hono } from 'hono'
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { SiteToSet } from '../../../copy/shapes/site-to-set.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Checkbox, Select, TextArea, TextField } from '../layout/fields.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, FlawSummary, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { AddressLetters } from './address-letters.tsx'
import { fieldOf, inLines, type SettingsValues, sectionFlaws, siteFrom, subtopicFlaws, valuesOf, valuesSent } from './settings-form.ts'

export const settings = new Hono<DeskEnv>().get('/desk/settings', needing('admin', showSettings)).post('/desk/settings', needing('admin', saveSettings))

const DONE = {
  saved: 'The settings are saved.',
  moved: 'The settings are saved. Stories of the section with a new slug are being moved, and the old address leads on.',
}

type View = { values: SettingsValues; tag: string; flaws?: readonly Flaw[]; message?: MessageText | undefined }

async function showSettings(c: DeskContext) {
  const site = await savedSite(c)
  return settingsResponse(c, { values: valuesOf(site), tag: tagOf(site), message: doneMessage(c.req.url, DONE) })
}

async function saveSettings(c: DeskContext) {
  const form = await readForm(c)
  const before = await savedSite(c)
  const known = valuesOf(before)
  if (!form.ok) return settingsResponse(c, { values: known, tag: tagOf(before), message: { kind: 'refused', text: form.problem.detail } }, 413)
  const values = valuesSent(form.value, known)
  const site = parseWith(SiteToSet, siteFrom(values, before))
  const flaws = [...(site.ok ? [] : inLines(site.flaws)), ...sectionFlaws(values, before), ...subtopicFlaws(values, before)]
  if (!site.ok || flaws.length > 0) return settingsResponse(c, { values, tag: form.value.text('tag'), flaws }, 422)
  const set = await press(c).setSite(site.value, c.get('actor'), [form.value.text('tag')])
  if (!set.ok && set.reason === 'section-moving')
    return settingsResponse(c, { values, tag: tagOf(before), message: { kind: 'refused', text: refusalText(set) } }, 409)
  if (!set.ok) return settingsResponse(c, { values, tag: tagOf(before), message: CHANGED_MEANWHILE }, 412)
  return c.redirect(`/desk/settings?done=${set.sections.some(({ change }) => change === 'moved') ? 'moved' : 'saved'}`, 303)
}

const CHANGED_MEANWHILE: MessageText = {
  kind: 'refused',
  text: 'Somebody else changed the settings while this page was open. Nothing was saved yet: compare with the current settings in another tab, then save to replace them with what’s below.',
}

/** As the press has it: what is compared when it is changed. */
const savedSite = async (c: DeskContext) => (await press(c).readSite()) ?? c.get('site')

async function settingsResponse(c: DeskContext, { values, tag, flaws = [], message }: View, status: 200 | 409 | 412 | 413 | 422 = 200) {
  const uses = await press(c).sections()
  const unnamed = uses.filter(({ section, articles }) => articles > 0 && !c.get('site').sections.some(({ slug }) => slug === section))
  const field = (name: string) => ({ name, value: values[name], flaw: flaws.find(({ pointer }) => fieldOf(pointer) === name)?.message })
  return deskResponse(
    c,
    {
      title: 'Settings',
      area: '/desk/settings',
      message,
      children: (
        <>
          <h1>Settings</h1>
          {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={fieldOf} />}
          <form class="form" method="post" action="/desk/settings">
            <input type="hidden" name="tag" value={tag} />
            <Identity field={field} />
            <TextArea
              {...field('sections')}
              label="Sections"
              rows={8}
              hint="One per line, in the order of the menu: slug | name | description. With another slug and the same name, a section’s stories move there, and its old address leads on"
            />
            <TextArea
              {...field('section-topics')}
              label="Rows by topic on a section’s page"
              rows={3}
              hint="One section per line, with slugs of topics, such as sport: football, chess"
            />
            {unnamed.length > 0 && <Unnamed uses={unnamed} />}
            <AddressLetters field={field('addresses')} lang={values.lang} />
            <Furniture field={field} />
            <Checkbox name="showChanges" label="Show on each article what changed since publication" checked={values.showChanges === 'on'} />
            <div class="buttons">
              <button type="submit">Save settings</button>
            </div>
          </form>
        </>
      ),
    },
    status,
  )
}

type FieldOf = { field: (name: string) => { name: string; value: string | undefined; flaw: string | undefined } }

const Identity = ({ field }: FieldOf) => (
  <>
    <TextField {...field('name')} label="Name" required />
    <TextField {...field('tagline')} label="Tagline" />
    <TextField {...field('url')} label="Address of the published site" type="url" required hint="Without a path, such as https://news.example" />
    <div class="field-row">
      <TextField {...field('lang')} label="Language" hint="A language tag, such as en" />
      <TextField {...field('timeZone')} label="Time zone of the newsroom" hint="Such as Asia/Singapore" />
      <TextField {...field('timeZoneLabel')} label="Name of the zone" hint="Printed beside times, such as SGT" />
    </div>
    <div class="field-row">
      <TextField {...field('badge-label')} label="Award beside the logo" />
      <TextField {...field('badge-detail')} label="The award in full" />
      <TextField {...field('badge-url')} label="Page about the award" />
    </div>
  </>
)

const Unnamed = ({ uses }: { uses: readonly { section: string; articles: number }[] }) => (
  <p class="hint">
    Sections with stories that aren’t in this list, and so in no menu:{' '}
    {uses.map(({ section, articles }) => `${section} (${articles.toLocaleString('en')})`).join(', ')}
  </p>
)

const CRAWLERS = [
  { value: 'allow', label: 'May read the site' },
  { value: 'disallow', label: 'May not read the site' },
]

const Furniture = ({ field }: FieldOf) => (
  <>
    <TextArea {...field('footer')} label="Links at the foot of each page" rows={4} hint="One per line: name | address" />
    <TextArea {...field('socials')} label="Social profiles" rows={4} hint="One per line: name | address" />
    <TextField {...field('xHandle')} label="Name on X" hint="Without the @" />
    <TextField {...field('contact')} label="Contact address" type="email" />
    <TextField {...field('publishingPrinciples')} label="Page about how you work" />
    <TextField {...field('copyright')} label="Copyright line" />
    <Select {...field('aiCrawlers')} label="Crawlers that train models" choices={CRAWLERS} />
    <TextField
      {...field('live-endsAfterHours')}
      label="Hours without an update after which live coverage ends"
      inputmode="numeric"
      hint="12 if it’s left empty; 0 for never"
    />
  </>
)
