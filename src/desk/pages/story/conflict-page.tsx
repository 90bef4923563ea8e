/** Two people changed the same words: both versions side by side, and nothing is filed until each is settled. */

import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import { isOfBlocks } from '../../../copy/merge/settle-conflicts.ts'
import type { Conflict } from '../../../copy/merge/three-way.ts'
import type { Block } from '../../../copy/shapes/block.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { Moment } from '../layout/moment.tsx'
import type { SavedStory } from '../layout/saved-story.ts'
import type { SentStory } from './sent-story.ts'

export type ConflictView = {
  conflicts: readonly Conflict[]
  theirs: SavedStory
  sent: SentStory
  /** What was ordered, to be done once this is settled. */
  order: string
  /** Choices that were made before somebody filed once more. */
  outdated: boolean
  site: Site
}

export const ConflictPage = ({ view }: { view: ConflictView }) => {
  const { conflicts, theirs, sent, order, outdated, site } = view
  return (
    <form class="conflicts" method="post" action={`/desk/stories/${theirs.entry.slug}`}>
      <h1>Choose which version to keep</h1>
      <p>
        {theirs.entry.by} filed revision {theirs.revision} (<Moment at={theirs.entry.at} site={site} />) while you were writing. Everything else fits together;{' '}
        {conflicts.length === 1 ? 'in this place you both changed the same words' : `in these ${conflicts.length} places you both changed the same words`}. Your
        text is safe, and nothing is filed until you choose.
      </p>
      {outdated && <p>A newer revision was filed while you were choosing, so please choose again.</p>}
      <SentAgain sent={sent} order={order} />
      <input type="hidden" name="theirs" value={String(theirs.revision)} />
      <input type="hidden" name="conflicts" value={String(conflicts.length)} />
      {conflicts.map((conflict, at) => (
        <ConflictField conflict={conflict} at={at} by={theirs.entry.by} />
      ))}
      <div class="buttons">
        <button type="submit">File this version</button>
      </div>
    </form>
  )
}

/** All that the story's form sent, so that it can be filed once the choices are made. */
const SentAgain = ({ sent, order }: { sent: SentStory; order: string }) => (
  <>
    {Object.entries({ ...sent.values, base: String(sent.base), 'known-erased': String(sent.knownErased), slug: sent.slug, order, markdown: sent.markdown }).map(
      ([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ),
    )}
    {sent.blocks && <input type="hidden" name="body" value={JSON.stringify(sent.blocks)} />}
    {sent.draft && <input type="hidden" name="draft" value={`${sent.draft.id} ${sent.draft.tab} ${sent.draft.sequence}`} />}
  </>
)

const ConflictField = ({ conflict, at, by }: { conflict: Conflict; at: number; by: string }) => (
  <fieldset class="conflict">
    <legend>{nameOf(conflict.where)}</legend>
    <div class="versions">
      <Version name={`choice-${at}`} value="mine" label="Yours" text={textOf(conflict.mine)} />
      <Version name={`choice-${at}`} value="theirs" label={`${by}’s`} text={textOf(conflict.theirs)} />
    </div>
    {isOfBlocks(conflict) && (
      <div class="choice">
        <input type="radio" id={`choice-${at}-both`} name={`choice-${at}`} value="both" required />
        <label for={`choice-${at}-both`}>Both, yours first</label>
      </div>
    )}
    <details>
      <summary>Before either change</summary>
      <p class="version-text">{textOf(conflict.base) || 'Nothing'}</p>
    </details>
  </fieldset>
)

const Version = ({ name, value, label, text }: { name: string; value: string; label: string; text: string }) => (
  <div class="version">
    <div class="choice">
      <input type="radio" id={`${name}-${value}`} name={name} value={value} required />
      <label for={`${name}-${value}`}>{label}</label>
    </div>
    <p class="version-text" dir="auto">
      {text || 'Removed'}
    </p>
  </div>
)

const NAMES: Record<string, string> = {
  headline: 'Headline',
  kicker: 'Kicker',
  standfirst: 'Standfirst',
  body: 'Text',
  updates: 'Live update',
  seo: 'Search and sharing',
}

const nameOf = (where: string) => {
  const [, field = ''] = where.split('/')
  return NAMES[field] ?? field.charAt(0).toUpperCase() + field.slice(1)
}

/** As an editor reads it; what is neither text nor blocks, as data. */
function textOf(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((entry) => typeof entry?.type === 'string')) return markdownFromBlocks(value as Block[])
  return JSON.stringify(value, null, 1)
}
