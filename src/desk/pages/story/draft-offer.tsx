/** Unfiled work on the story that somebody opens: offered, compared, discarded; never put into the form in silence. */
import type { FieldChange } from '../../../copy/diff/word-diff.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { ErasedFromDraft } from '../../../press/writing-calls.ts'
import { Changes } from '../layout/diff-runs.tsx'
import { Moment } from '../layout/moment.tsx'
import type { OwnDraft } from './own-drafts.ts'

export type DraftOffer = OwnDraft & { changes: FieldChange[] | undefined; slug: string }

export const DraftOfferMessage = ({ offer, newest, site }: { offer: DraftOffer; newest: number; site: Site }) => {
  const { draft, changes, slug, tag, erased } = offer
  return (
    <div class="message draft-offer" role="region" aria-label="Your unfiled work" tabindex={-1} data-autofocus="">
      <p>
        You have unfiled work on this story, saved <Moment at={draft.savedAt} site={site} />.
        {draft.base !== undefined && draft.base < newest && ` It started from revision ${draft.base}; what was filed since is merged with it when you file.`}
      </p>
      {erased && <p>{erasedWords(erased)}</p>}
      <form class="buttons" method="post" action={`/desk/stories/${slug}/drafts/discard`}>
        <input type="hidden" name="tag" value={tag} />
        <a class="button" href={`/desk/stories/${slug}?draft=mine`}>
          Continue with it
        </a>
        <button type="submit" class="quiet" data-confirm="Discard your unfiled work on this story?">
          Discard it
        </button>
      </form>
      <details>
        <summary>Show what differs</summary>
        {changes ? <Changes changes={changes} /> : <p>It’s too unfinished to compare.</p>}
      </details>
    </div>
  )
}

export const erasedWords = ({ revision, by }: ErasedFromDraft) =>
  `${by} erased revision ${revision} since. Words that only it had are replaced by “[erased]” in your work; all else that you wrote is here.`

/** Colleagues with drafts of the same story: nobody sees their text here, everybody sees that it exists. */
export const OthersDrafts = ({ names }: { names: readonly string[] }) =>
  names.length === 0 ? null : <p class="others-drafts">{`Unfiled work on this story: ${names.join(', ')}`}</p>
