/** Drafting an issue: its articles, subject and introduction, seen as a letter before it is saved. */
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import type { NewsletterList, Site } from '../../../copy/shapes/site.ts'
import { type IssueRefusal, mailingListOf } from '../../../newsletter/calls.ts'
import type { Entry } from '../../../press/calls.ts'
import { newsroomPressOf } from '../../../press/newsroom-calls.ts'
import { issueProblem } from '../../api/issue-problem.ts'
import { IssueBody } from '../../api/request-schemas.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Select, TextArea, TextField } from '../layout/fields.tsx'
import { readForm } from '../layout/form.ts'
import { FlawSummary, type MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { RequestKey, requestKeyOf } from '../layout/request-key.tsx'
import { type IssueValues, issueFieldOf, issueFrom, previewPath, valuesSent } from './compose-form.ts'
import { LetterFrames } from './letter-frames.tsx'

/** Recently published, to tick. */
const OFFERED_STORIES = 40

export async function showNewIssue(c: DeskContext) {
  const list = listInPath(c)
  if (!list) return unknownListResponse(c)
  return composeResponse(c, list, { values: { kind: list.kind, subject: '', introduction: '', articles: '', picked: [] } })
}

/** `preview` shows the letter and saves nothing. */
export async function createIssue(c: DeskContext) {
  const list = listInPath(c)
  if (!list) return unknownListResponse(c)
  const form = await readForm(c)
  if (!form.ok) return composeResponse(c, list, { values: EMPTY, message: { kind: 'refused', text: form.problem.detail } }, 422)
  const values = valuesSent(form.value)
  const body = parseWith(IssueBody, issueFrom(values))
  if (!body.ok) return composeResponse(c, list, { values, flaws: body.flaws }, 422)
  if (form.value.text('order') === 'preview') return composeResponse(c, list, { values, isPreview: true })
  const { kind = list.kind, articles, introduction, subject } = body.value
  const source = { kind, list: list.slug, ...(articles && { articles }), ...(introduction && { introduction }), ...(subject && { subject }) }
  const created = await mailingListOf(c.env).createIssue(source, c.get('actor').name, await requestKeyOf(form.value, source))
  if (!created.ok) return composeResponse(c, list, { values, message: refusalMessage(created) }, 422)
  if (!created.isKnown) await press(c).recordAudit({ what: 'draft-issue', detail: `${list.slug}/${created.issue.issue}` }, c.get('actor'))
  return c.redirect(`/desk/newsletters/${list.slug}/${created.issue.issue}?done=drafted`, 303)
}

const EMPTY: IssueValues = { kind: '', subject: '', introduction: '', articles: '', picked: [] }

const refusalMessage = (refusal: IssueRefusal): MessageText => ({ kind: 'refused', text: issueProblem(refusal).detail })

const listInPath = (c: DeskContext) => c.get('site').newsletter?.lists.find(({ slug }) => slug === c.req.param('list'))

const unknownListResponse = (c: DeskContext) => notFoundResponse(c, 'The site has no such newsletter.')

type Asked = { values: IssueValues; flaws?: readonly Flaw[]; message?: MessageText; isPreview?: boolean }

async function composeResponse(c: DeskContext, list: NewsletterList, { values, flaws = [], message, isPreview }: Asked, status: 200 | 422 = 200) {
  const stories = (await newsroomPressOf(c.env).list({ state: 'published', limit: OFFERED_STORIES })).items
  const preview = isPreview ? previewPath(list.slug, values) : undefined
  const children = (
    <>
      <div class="head-line">
        <h1>{`Draft an issue of ${list.name}`}</h1>
        <a href={`/desk/newsletters/${list.slug}`}>All issues</a>
      </div>
      {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={issueFieldOf} />}
      {preview && <LetterFrames src={preview} />}
      {isPreview && !preview && (
        <p>The introduction is too long to be shown before it’s saved. Save the draft: its page shows the letter, and nothing is sent by that.</p>
      )}
      <ComposeForm list={list} values={values} flaws={flaws} stories={stories} site={c.get('site')} />
    </>
  )
  return deskResponse(c, { title: 'Draft an issue', area: '/desk/newsletters', message, children }, status)
}

const KINDS = [
  { value: 'digest', label: 'Digest of several stories' },
  { value: 'breaking', label: 'Breaking news' },
  { value: 'story', label: 'One story in full' },
]

type FormProps = { list: NewsletterList; values: IssueValues; flaws: readonly Flaw[]; stories: readonly Entry[]; site: Site }

const ComposeForm = ({ list, values, flaws, stories, site }: FormProps) => {
  const flawOf = (name: string) => flaws.find(({ pointer }) => issueFieldOf(pointer) === name)?.message
  return (
    <form class="form" method="post" action={`/desk/newsletters/${list.slug}/new`}>
      <RequestKey />
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
      <TextArea
        name="articles"
        label="Articles, in order"
        hint="Slugs or addresses, one per line. If empty, a digest takes everything published since its last issue."
        value={values.articles}
        flaw={flawOf('articles')}
      />
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
          Save draft
        </button>
        <button type="submit" name="order" value="preview" class="quiet">
          Preview
        </button>
      </div>
    </form>
  )
}

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
