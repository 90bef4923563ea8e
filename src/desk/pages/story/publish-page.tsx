/** Before publishing: what readers will see change, whether it is a correction, and when it comes out. */

import type { Finding } from '../../../copy/checks/finding.ts'
import type { FieldChange } from '../../../copy/diff/word-diff.ts'
import { readableAddress } from '../../../copy/shapes/address-pieces.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Entry } from '../../../press/calls.ts'
import type { BlockNote, CorrectionProposal } from '../../../press/writing-calls.ts'
import { Changes } from '../layout/diff-runs.tsx'
import { TextArea, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { StoryHead } from '../layout/story-head.tsx'
import { blocking, FindingsList } from './findings-list.tsx'

export type PublishValues = { when: string; at: string; nature: string; correction: string }

export type PublishView = {
  entry: Entry
  /** Against what readers see now; undefined where they see nothing yet. */
  changes: FieldChange[] | undefined
  /** Readers' paths that will be stale. */
  stale: readonly string[]
  values: PublishValues
  flaws: Partial<Record<'at' | 'correction', string>>
  /** What the checks found: what blocks it is to be mended first. */
  findings: readonly Finding[]
  /** Somebody's correction, which stands in the form. */
  proposal?: (BlockNote & { proposal: CorrectionProposal }) | undefined
  site: Site
  lang?: string | undefined
}

export const PublishPage = ({ view }: { view: PublishView }) => (
  <>
    <StoryHead entry={view.entry} title="Publish" here="publish" />
    <div class="publish-columns">
      <section aria-labelledby="what-changes">
        <h2 id="what-changes">What will change for readers</h2>
        <WhatChanges view={view} />
      </section>
      <div class="publish-side">
        {view.proposal && <Proposal {...view.proposal} slug={view.entry.slug} site={view.site} isInForm={isProposalInForm(view)} />}
        <Checked view={view} />
        {blocking(view.findings).length === 0 && (isNothingToPublish(view) ? <NoteForm view={view} /> : <PublishForm view={view} />)}
      </div>
    </div>
    <section class="publish-frame" aria-labelledby="as-readers">
      <h2 id="as-readers">As readers will see it</h2>
      <iframe src={`/desk/stories/${view.entry.slug}/publish/page`} title="The story’s page, with what changes marked" loading="lazy" />
    </section>
  </>
)

/** What blocks stands in the place of the form; advice stands above it. */
const Checked = ({ view: { findings, entry } }: { view: PublishView }) => {
  const told = findings.filter(({ level }) => level !== 'ask')
  if (told.length === 0) return null
  const blocked = blocking(findings).length > 0
  return (
    <section class={blocked ? 'message refused' : 'checks'} aria-labelledby="checked">
      <h2 id="checked">{blocked ? 'This can’t be published yet' : 'Before you publish'}</h2>
      <FindingsList findings={told} hrefOf={(name) => `/desk/stories/${entry.slug}#${name}`} />
    </section>
  )
}

const isNothingToPublish = ({ changes, entry }: PublishView) => changes?.length === 0 && entry.live === entry.revision && entry.until === undefined

/** Elsewhere it can be read, at least: there is no form, none for a note, or it was decided. */
const isProposalInForm = ({ proposal, entry, findings }: PublishView) => !proposal?.resolved && entry.live !== undefined && blocking(findings).length === 0

type ProposalProps = NonNullable<PublishView['proposal']> & { slug: string; site: Site; isInForm: boolean }

/** What an agent wrote is read by a person before anybody else gets it. */
const Proposal = ({ id, by, at, resolved, proposal: { correction, revision, isStale }, slug, site, isInForm }: ProposalProps) => (
  <section class={isStale || resolved ? 'message refused' : 'message'} aria-labelledby="proposal">
    <h2 id="proposal">Proposed correction</h2>
    <div>
      <p>
        <bdi>{by}</bdi> proposed the note below, <Moment at={at} site={site} />, for revision {revision}. Check it as you would a letter from a stranger, and
        change what you like. Nothing is published until you do.
      </p>
      {!isInForm && <blockquote dir="auto">{correction}</blockquote>}
      {isStale && <p>Readers don’t have that revision any more. Make sure that the note is still right and still needed.</p>}
      {resolved && (
        <p>
          <bdi>{resolved.by}</bdi> resolved this proposal already.
        </p>
      )}
      {!resolved && (
        <form method="post" action={`/desk/stories/${slug}/review`}>
          <input type="hidden" name="id" value={String(id)} />
          <button type="submit" name="order" value="resolve-note" class="quiet small" aria-label="Decline this correction">
            Decline
          </button>
        </form>
      )}
    </div>
  </section>
)

/** For a mistake that is put right already, or can only be admitted. */
const NoteForm = ({ view }: { view: PublishView }) => (
  <form class="form publish-form" method="post" action={`/desk/stories/${view.entry.slug}/publish`}>
    <input type="hidden" name="base" value={String(view.entry.revision)} />
    <input type="hidden" name="when" value="now" />
    <NoteProposed view={view} />
    <Nature view={view} legend="Add a note to what readers have" natures={NATURES.filter(({ value }) => value !== 'none')} />
    <div class="buttons">
      <button type="submit">Publish the note</button>
      <a class="button quiet" href={`/desk/stories/${view.entry.slug}`}>
        Change the text first
      </a>
    </div>
  </form>
)

const NoteProposed = ({ view: { proposal } }: { view: PublishView }) => (proposal ? <input type="hidden" name="note" value={String(proposal.id)} /> : null)

const PublishForm = ({ view }: { view: PublishView }) => (
  <form class="form publish-form" method="post" action={`/desk/stories/${view.entry.slug}/publish`}>
    <input type="hidden" name="base" value={String(view.entry.revision)} />
    <NoteProposed view={view} />
    {view.changes !== undefined && <Nature view={view} legend="This change is" natures={NATURES} />}
    <When view={view} />
    <div class="buttons">
      <button type="submit">Publish</button>
      <a class="button quiet" href={`/desk/stories/${view.entry.slug}`}>
        Not yet
      </a>
    </div>
    <Stale paths={view.stale} />
  </form>
)

function WhatChanges({ view: { changes, entry, lang } }: { view: PublishView }) {
  if (changes === undefined)
    return (
      <p>
        Readers don’t have this story {entry.state === 'withdrawn' ? 'any more' : 'yet'}. It will be at{' '}
        <code>
          <bdi>{readableAddress(entry.url)}</bdi>
        </code>
        .
      </p>
    )
  if (changes.length === 0) return <p>Nothing. Readers already have this version.</p>
  return <Changes changes={changes} lang={lang} teaches />
}

const NATURES = [
  { value: 'none', label: 'New facts, or a typo', hint: 'No note' },
  { value: 'correction', label: 'A correction', hint: 'Something was wrong' },
  { value: 'clarification', label: 'A clarification', hint: 'Something could be misunderstood' },
] as const

/** Asked of what readers have had already. */
const Nature = ({
  view: { values, flaws, findings },
  legend,
  natures,
}: {
  view: PublishView
  legend: string
  natures: readonly (typeof NATURES)[number][]
}) => {
  const chosen = natures.some(({ value }) => value === values.nature) ? values.nature : natures[0]?.value
  const question = findings.find(({ level }) => level === 'ask')?.message
  return (
    <fieldset class="field choices">
      <legend>{legend}</legend>
      {question && <p class="question">{question}</p>}
      {natures.map(({ value, label, hint }) => (
        <div class="choice">
          <input type="radio" id={`nature-${value}`} name="nature" value={value} checked={chosen === value} />
          <label for={`nature-${value}`}>
            {label} <span class="hint">{hint}</span>
          </label>
        </div>
      ))}
      <TextArea
        name="correction"
        label="Note for readers"
        hint="What was wrong, and what’s right. Dated, published with the story, and never removed."
        value={values.correction}
        flaw={flaws.correction}
        rows={2}
        dir="auto"
      />
    </fieldset>
  )
}

const When = ({ view: { values, flaws, site } }: { view: PublishView }) => (
  <fieldset class="field choices">
    <legend>When</legend>
    <div class="choice">
      <input type="radio" id="when-now" name="when" value="now" checked={values.when !== 'at'} />
      <label for="when-now">Now</label>
    </div>
    <div class="choice">
      <input type="radio" id="when-at" name="when" value="at" checked={values.when === 'at'} />
      <label for="when-at">
        At another time <span class="hint">In the future, it’s scheduled; in the past, it’s backdated</span>
      </label>
    </div>
    <TextField name="at" type="datetime-local" label={`Date and time (${site.timeZoneLabel ?? site.timeZone})`} value={values.at} flaw={flaws.at} />
  </fieldset>
)

const Stale = ({ paths }: { paths: readonly string[] }) =>
  paths.length === 0 ? null : (
    <details>
      <summary>{paths.length === 1 ? '1 page' : `${paths.length} pages`} will be updated</summary>
      <ul class="paths">
        {paths.map((path) => (
          <li>
            <code>{path}</code>
          </li>
        ))}
      </ul>
    </details>
  )
