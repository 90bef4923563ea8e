/** A picture's page: where it is used, its words, its focus point and its rights. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { IndexedUses, PictureInfo } from '../../../press/picture-calls.ts'
import { FlawSummary } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { StateLabel } from '../layout/state-label.tsx'
import { FocusFields, RightsFields, WordsFields } from './detail-fields.tsx'
import { type DetailsValues, detailFieldOf } from './details-form.ts'
import { FocusMap } from './focus-map.tsx'
import { nameOf, RightsState } from './picture-grid.tsx'

export type PictureView = {
  picture: PictureInfo
  uses: IndexedUses
  values: DetailsValues
  tag: string
  flaws: readonly Flaw[]
  site: Site
  now: string
  mayWithdraw: boolean
  mayAllow: boolean
}

export const PicturePage = ({ view }: { view: PictureView }) => (
  <>
    <div class="head-line">
      <h1>
        <bdi>{nameOf(view.picture)}</bdi>
      </h1>
      <p>
        <RightsState picture={view.picture} now={view.now} />
      </p>
      <p>
        <a href="/desk/pictures">All pictures</a>
      </p>
    </div>
    <Facts view={view} />
    {view.flaws.length > 0 && <FlawSummary flaws={view.flaws} idOf={detailFieldOf} />}
    {!view.picture.withdrawn && <DetailsForm view={view} />}
    <Uses uses={view.uses} />
    {view.picture.withdrawn ? view.mayAllow && <AllowForm id={view.picture.id} /> : view.mayWithdraw && <WithdrawForm id={view.picture.id} uses={view.uses} />}
  </>
)

const Facts = ({ view: { picture, site } }: { view: PictureView }) => (
  <p class="quiet-text">
    {`${picture.width} × ${picture.height} pixels, ${picture.type.replace('image/', '').toUpperCase()}, ${kilobytes(picture.bytes)}. Uploaded `}
    <Moment at={picture.uploadedAt} site={site} />
    {picture.uploadedBy && ` by ${picture.uploadedBy}`}.
    {picture.withdrawn && (
      <>
        {' Withdrawn '}
        <Moment at={picture.withdrawn} site={site} />.
      </>
    )}
    {picture.takenOff && (
      <>
        {' Its rights have ended: readers don’t see it since '}
        <Moment at={picture.takenOff} site={site} />. With a later last day, it’s back in its stories.
      </>
    )}
  </p>
)

const kilobytes = (bytes: number) => (bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`)

const DetailsForm = ({ view: { picture, values, flaws, tag, mayWithdraw: mayReadOriginal } }: { view: PictureView }) => (
  <form class="picture-columns" method="post" action={`/desk/pictures/${picture.id}`}>
    <input type="hidden" name="tag" value={tag} />
    <div class="picture-side">
      {picture.takenOff ? <span class="picture-gone">Rights have ended</span> : <FocusMap picture={picture} values={values} />}
      <p class="hint" hidden={picture.takenOff !== undefined}>
        The focus point stays visible wherever the picture is cropped. Click on the picture to set it, or enter it here and save.
      </p>
      <FocusFields values={values} flaws={flaws} />
      <p>{picture.takenOff ? mayReadOriginal && <a href={`/api/pictures/${picture.id}/original`}>Original file</a> : <a href={picture.src}>Full size</a>}</p>
    </div>
    <div class="form">
      <WordsFields values={values} flaws={flaws} />
      <RightsFields values={values} flaws={flaws} />
      <div class="buttons">
        <button type="submit">Save</button>
        {!picture.takenOff && (
          <a class="button quiet" href={`/desk/new?picture=${picture.id}`}>
            Use in a new story
          </a>
        )}
      </div>
      <div class="field">
        <label for="address">Address for a story</label>
        <input id="address" value={picture.src} readonly />
      </div>
    </div>
  </form>
)

const Uses = ({ uses: { articles, campaigns, authors, drafts, isComplete } }: { uses: IndexedUses }) => (
  <section aria-labelledby="uses">
    <h2 id="uses">Where it’s used</h2>
    {articles.length + campaigns.length + authors.length + drafts.length === 0 && (
      <p>{isComplete ? 'Nothing uses it.' : 'None of the stories we’ve looked through so far shows it.'}</p>
    )}
    {!isComplete && <p>Older stories are still being looked through. Reload this page to see more.</p>}
    <ul class="uses">
      {articles.map(({ slug, headline, state }) => (
        <li>
          <a href={`/desk/stories/${slug}`} dir="auto">
            {headline}
          </a>{' '}
          <StateLabel entry={{ state }} />
        </li>
      ))}
      {campaigns.map((id) => (
        <li>
          Campaign <a href={`/desk/campaigns/${id}`}>{id}</a>
        </li>
      ))}
      {authors.map(({ slug, name }) => (
        <li>
          Portrait of{' '}
          <a href={`/desk/authors/${encodeURIComponent(slug)}`} dir="auto">
            {name}
          </a>
        </li>
      ))}
      {drafts.map(({ by, slug, headline }) => (
        <li>
          Draft by <bdi>{by}</bdi>: {slug ? <a href={`/desk/stories/${slug}`}>{headline ?? slug}</a> : <bdi>{headline ?? 'without a headline'}</bdi>}
        </li>
      ))}
    </ul>
  </section>
)

const WithdrawForm = ({ id, uses }: { id: string; uses: IndexedUses }) => (
  <details class="danger-zone">
    <summary>Withdraw this picture</summary>
    <form class="form" method="post" action={`/desk/pictures/${id}/withdraw`}>
      <p>{usedNow(uses)}</p>
      <p>
        Its files are deleted for good, and this file can’t be uploaded again. Stories aren’t changed: readers see an empty place where it was. Advertisements
        with it aren’t shown.
      </p>
      <div class="field">
        <label for="reason">Reason, for the audit trail</label>
        <input id="reason" name="reason" maxlength={1000} />
      </div>
      <div class="buttons">
        <button type="submit" class="danger" data-confirm="Delete this picture’s files for good?">
          Withdraw
        </button>
      </div>
    </form>
  </details>
)

/** What whoever takes it down has to change afterwards. */
function usedNow({ articles, campaigns, authors, drafts, isComplete }: IndexedUses) {
  const published = articles.filter(({ state }) => state === 'published').length
  const counts = [
    counted(published, 'published story', 'published stories'),
    counted(articles.length - published, 'other story', 'other stories'),
    counted(campaigns.length, 'campaign', 'campaigns'),
    counted(authors.length, 'portrait', 'portraits'),
    counted(drafts.length, 'draft', 'drafts'),
  ].filter(Boolean)
  if (counts.length === 0) return isComplete ? 'Nothing uses it.' : 'Not all stories have been looked through yet.'
  return `It’s used in ${new Intl.ListFormat('en').format(counts)}${isComplete ? '' : ', and older stories are still being looked through'}.`
}

const counted = (count: number, one: string, more: string) => (count === 0 ? '' : `${count} ${count === 1 ? one : more}`)

const AllowForm = ({ id }: { id: string }) => (
  <form class="form" method="post" action={`/desk/pictures/${id}/allow`}>
    <p>Its files are gone. If it was withdrawn by mistake, allow the file to be uploaded again; what’s said of it here is then forgotten.</p>
    <div class="buttons">
      <button type="submit" class="quiet">
        Allow uploading it again
      </button>
    </div>
  </form>
)
