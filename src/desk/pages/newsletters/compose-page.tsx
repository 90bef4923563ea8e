/** The form of an issue that is drafted or changed. */
import type { Flaw } from '../../../copy/parse.ts'
import type { NewsletterList, Site } from '../../../copy/shapes/site.ts'
import type { Entry } from '../../../press/calls.ts'
import { Select, TextArea, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { RequestKey } from '../layout/request-key.tsx'
import { type IssueValues, issueFieldOf } from './compose-form.ts'

const KINDS = [
  { value: 'digest', label: 'Digest of several stories' },
  { value: 'breaking', label: 'Breaking news' },
  { value: 'story', label: 'One story in full' },
]

/** The draft that is being changed: `tag` is what it was made of when the form was shown, `byRule` where nobody chose its articles. */
export type ChangedDraft = { issue: string; tag: string; byRule: boolean }

type FormProps = {
  list: NewsletterList
  values: IssueValues
  flaws: readonly Flaw[]
  stories: readonly Entry[]
  site: Site
  draft: ChangedDraft | undefined
}

export const ComposeForm = ({ list, values, flaws, stories, site, draft }: FormProps) => {
  const flawOf = (name: string) => flaws.find(({ pointer }) => issueFieldOf(pointer) === name)?.message
  return (
    <form class="form" method="post" action={draft ? `/desk/newsletters/${list.slug}/${draft.issue}/edit` : `/desk/newsletters/${list.slug}/new`}>
      <RequestKey />
      {draft && <input type="hidden" name="tag" value={draft.tag} />}
      <Select name="kind" label="Kind" value={values.kind} choices={KINDS} flaw={flawOf('kind')} />
      <TextField name="subject" label="Subject" hint="If empty, it’s made from the articles" value={values.subject} flaw={flawOf('subject')} dir="auto" />
      <TextArea
        name="introduction"
        label="Introduction"
        hint="Before the articles. An empty line starts a new paragraph; <em>, <strong> and <a href> work."
        value={values.introduction}
        flaw={flawOf('introduction')}
        dir="auto"
      />
      <TextArea name="articles" label="Articles, in order" hint={articlesHint(draft)} rows={8} value={values.articles} flaw={flawOf('articles')} />
      <fieldset class="field">
        <legend>Recently published</legend>
        <p class="hint">The ones you tick come after the articles above.</p>
        <div class="pick-list" tabindex={0} role="group" aria-label="Recently published">
          {stories.map((story) => (
            <Pick story={story} isPicked={values.picked.includes(story.slug)} site={site} />
          ))}
        </div>
      </fieldset>
      <div class="buttons">
        <button type="submit" name="order" value="save">
          {draft ? 'Save changes' : 'Save draft'}
        </button>
        <button type="submit" name="order" value="preview" class="quiet">
          Preview
        </button>
      </div>
    </form>
  )
}

const articlesHint = (draft: ChangedDraft | undefined) =>
  draft?.byRule
    ? 'One per line. These are the ones published since its last issue. Saved here, they stay; if you leave this empty, they’re chosen anew when it’s sent.'
    : 'Slugs or addresses, one per line. If empty, a digest takes everything published since its last issue.'

const Pick = ({ story: { slug, headline, publishedAt }, isPicked, site }: { story: Entry; isPicked: boolean; site: Site }) => (
  <div class="field check">
    <input id={`pick-${slug}`} type="checkbox" name="pick" value={slug} checked={isPicked} />
    <label for={`pick-${slug}`}>
      <span dir="auto">{headline}</span>{' '}
      <span class="hint">
        <Moment at={publishedAt} site={site} />
      </span>
    </label>
  </div>
)
