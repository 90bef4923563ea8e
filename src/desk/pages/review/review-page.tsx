/** The story as readers would get it, the links by which others see it, and the newsroom's notes. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Approval, BlockNote, Preview } from '../../../press/writing-calls.ts'
import { Select, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { NotesSection } from '../layout/notes-section.tsx'
import type { SavedStory } from '../layout/saved-story.ts'
import { StoryHead } from '../layout/story-head.tsx'
import type { ShownAs } from './shown-as.ts'

export type ReviewView = SavedStory & {
  shown: ShownAs
  previews: readonly Preview[]
  approvals: readonly Approval[]
  notes: readonly BlockNote[]
  site: Site
  /** Of a link that this person made, or is an editor to. */
  mayEnd: (approval: Approval) => boolean
}

export const ReviewPage = ({ view }: { view: ReviewView }) => (
  <>
    <StoryHead entry={view.entry} title="Preview and approval" here="review" />
    <Frames view={view} />
    <Approvals view={view} />
    <Previews view={view} />
    <NotesSection slug={view.entry.slug} notes={view.notes} blocks={view.article.body} site={view.site} />
  </>
)

const READERS = [
  { value: 'elsewhere', label: 'A reader outside the E.U.' },
  { value: 'eu', label: 'A reader in the E.U.' },
]
const THEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

function Frames({ view: { entry, shown, revision } }: { view: ReviewView }) {
  const address = `/desk/stories/${entry.slug}/review/page?${new URLSearchParams({ revision: String(shown.revision ?? revision), reader: shown.reader, theme: shown.theme })}`
  return (
    <section aria-labelledby="frames-title" class="review-frames">
      <h2 id="frames-title">As readers would see it</h2>
      <form class="filters" method="get">
        <Select name="reader" label="For" value={shown.reader} choices={READERS} />
        <Select name="theme" label="Colours" value={shown.theme} choices={THEMES} />
        <button type="submit" class="quiet">
          Show
        </button>
      </form>
      <div class="frames">
        <div class="frame frame-phone">
          <iframe src={address} title="The story on a phone, 360 pixels wide" loading="lazy" />
        </div>
        <div class="frame frame-desk">
          <iframe src={address} title="The story on a desktop, 1280 pixels wide" loading="lazy" />
        </div>
      </div>
    </section>
  )
}

const actionOf = ({ entry }: ReviewView) => `/desk/stories/${entry.slug}/review`

const OrderButton = ({ view, order, id, label, of }: { view: ReviewView; order: string; id: string; label: string; of: string }) => (
  <form method="post" action={actionOf(view)}>
    <input type="hidden" name="id" value={id} />
    <button type="submit" name="order" value={order} class="quiet small">
      {label}
      <span class="unseen"> {of}</span>
    </button>
  </form>
)

const APPROVAL_STATES = { open: 'Waiting', approved: 'Approved', 'sent-back': 'Sent back', ended: 'Ended' } as const

const Approvals = ({ view }: { view: ReviewView }) => (
  <section aria-labelledby="approvals">
    <h2 id="approvals">Approval by link</h2>
    <p>Somebody without an account can read this revision, and approve it or send it back with a reason. That doesn’t publish it.</p>
    <ul class="review-list">
      {view.approvals.map((approval) => (
        <li>
          <div>
            <span class="state">{APPROVAL_STATES[approval.state]}</span> Revision {approval.revision}, asked by {approval.by},{' '}
            <Moment at={approval.at} site={view.site} />
            {approval.state === 'open' && (
              <span class="hint mark">
                Works until <Moment at={approval.until} site={view.site} />
              </span>
            )}
            {approval.answer && (
              <span class="mark">
                {approval.answer.name}, <Moment at={approval.answer.at} site={view.site} />
                {approval.answer.reason && `: ${approval.answer.reason}`}
              </span>
            )}
          </div>
          {approval.state === 'open' && view.mayEnd(approval) && (
            <OrderButton view={view} order="end-approval" id={approval.id} label="End" of={`the link for revision ${approval.revision}`} />
          )}
        </li>
      ))}
    </ul>
    <form class="form" method="post" action={actionOf(view)}>
      <TextField
        name="until"
        type="datetime-local"
        label={`Works until (${view.site.timeZoneLabel ?? view.site.timeZone})`}
        hint="If empty, it works for a week. It can work for up to 30 days."
      />
      <div class="buttons">
        <button type="submit" name="order" value="approval" class="quiet">
          Make an approval link
        </button>
      </div>
    </form>
  </section>
)

const LIFETIMES = [
  { value: 'day', label: 'A day' },
  { value: 'week', label: 'A week' },
  { value: 'month', label: '30 days' },
]

const Previews = ({ view }: { view: ReviewView }) => (
  <section aria-labelledby="previews">
    <h2 id="previews">Preview links</h2>
    <p>Anyone with the link can read revision {view.revision} as it is now, before it’s published.</p>
    <ul class="review-list">
      {view.previews.map(({ id, until, by }) => (
        <li>
          <div>
            <a href={`/preview/${id}`}>Preview</a>
            {by && ` by ${by}`}, until <Moment at={until} site={view.site} />
          </div>
          <OrderButton view={view} order="end-preview" id={id} label="End" of="this preview" />
        </li>
      ))}
    </ul>
    <form class="form" method="post" action={actionOf(view)}>
      <Select name="lifetime" label="Works for" choices={LIFETIMES} />
      <div class="buttons">
        <button type="submit" name="order" value="preview" class="quiet">
          Make a preview link
        </button>
      </div>
    </form>
  </section>
)

/** Shown once: only its hash is stored. */
export const FreshLinkMessage = ({ link: { kind, url, until }, site }: { link: { kind: 'preview' | 'approval'; url: string; until: string }; site: Site }) => (
  <p class="fresh-link">
    <a href={url}>{url}</a>
    <span class="hint mark">
      {kind === 'approval' ? 'Copy it now: it isn’t shown again.' : 'Send it to whoever should read the story.'} Works until <Moment at={until} site={site} />
    </span>
  </p>
)
