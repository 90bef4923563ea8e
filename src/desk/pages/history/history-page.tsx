/** A story's revisions: who filed what and when, what differs between two, and the way back to an older one. */
import { Hono } from 'hono'
import { diffArticles, type FieldChange } from '../../../copy/diff/word-diff.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { AuditLine, Revision } from '../../../press/calls.ts'
import { writingPressOf } from '../../../press/writing-calls.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { auditWords } from '../layout/audit-words.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Changes } from '../layout/diff-runs.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { Moment, NextPage } from '../layout/moment.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { savedStory } from '../layout/saved-story.ts'
import { StoryHead } from '../layout/story-head.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'

export const history = new Hono<DeskEnv>()
  .get('/desk/stories/:slug/history', (c) => historyResponse(c, doneMessage(c.req.url, DONE)))
  .post('/desk/stories/:slug/history', needing('editor', restore))

const DONE = { restored: 'The older revision is filed again as the newest. Publish it when readers should see it.' }

async function restore(c: DeskContext) {
  const slug = c.req.param('slug') ?? ''
  const form = await readForm(c)
  if (!form.ok) return historyResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const [revision, newest] = ['revision', 'newest'].map((name) => Number(form.value.text(name)) || 0) as [number, number]
  const outcome = await press(c).restore(slug, revision, c.get('actor'), { expect: newest })
  return outcome.ok ? c.redirect(`/desk/stories/${slug}/history?done=restored`, 303) : historyResponse(c, { kind: 'refused', text: refusalText(outcome) }, 412)
}

async function historyResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 412 | 422 = 200) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const { entry } = saved
  const [found, trail] = await Promise.all([press(c).revisions(entry.slug), writingPressOf(c.env).auditOf(entry.slug, c.req.query('cursor'), 50)])
  const revisions = found.ok ? found.revisions : []
  const { from, to } = comparedIn(c, entry.revision)
  const props = { revisions, from, to, canRestore: hasRole(c.get('actor'), 'editor'), site: c.get('site'), slug: entry.slug }
  return deskResponse(
    c,
    {
      title: `History of ${entry.headline}`,
      area: '/desk',
      message,
      children: (
        <>
          <StoryHead entry={entry} title="History" here="history" />
          <Revisions {...props} />
          {props.canRestore && <RestoreForms revisions={revisions} slug={entry.slug} />}
          {revisions.length > 1 && <Compared changes={await changesBetween(c, entry.slug, from, to)} from={from} to={to} lang={saved.article.lang} />}
          {trail.ok && <Trail items={trail.items} site={c.get('site')} />}
          {trail.ok && <NextPage url={c.req.url} cursor={trail.nextCursor} label="Earlier" />}
        </>
      ),
    },
    status,
  )
}

/** The newest and the one before it, unless the address says otherwise. */
function comparedIn(c: DeskContext, newest: number) {
  const [from, to] = ['from', 'to'].map((name) => Number(/^\d{1,9}$/.exec(c.req.query(name) ?? '') ?? 0))
  return { from: from || Math.max(1, newest - 1), to: to || newest }
}

async function changesBetween(c: DeskContext, slug: string, from: number, to: number): Promise<FieldChange[] | undefined> {
  const [before, after] = await Promise.all([press(c).read(slug, from), press(c).read(slug, to)])
  return before.ok && after.ok ? diffArticles(before.article, after.article) : undefined
}

type RevisionsProps = { revisions: readonly Revision[]; from: number; to: number; canRestore: boolean; site: Site; slug: string }

const Revisions = ({ revisions, from, to, canRestore, site, slug }: RevisionsProps) => (
  <form method="get" action={`/desk/stories/${slug}/history`} class="revisions">
    <table class="rows">
      <caption>Revisions</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Revision</th>
          <UnseenHead name="Orders" />
        </tr>
      </thead>
      <tbody>
        {revisions.map((revision) => (
          <tr>
            <Choice name="from" label="From" revision={revision.revision} chosen={from} />
            <Choice name="to" label="To" revision={revision.revision} chosen={to} />
            <th scope="row">
              <RevisionText revision={revision} site={site} />
            </th>
            <td>
              {canRestore && !revision.erased && revision.revision !== revisions[0]?.revision && (
                <button type="submit" class="quiet small" form={`restore-${revision.revision}`}>
                  Restore<span class="unseen"> revision {revision.revision}</span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {revisions.length > 1 && (
      <button type="submit" class="quiet">
        Compare
      </button>
    )}
  </form>
)

const RevisionText = ({ revision: { revision, at, by, headline, note, live, erased }, site }: { revision: Revision; site: Site }) => (
  <>
    <strong>{revision}</strong> {live && <span class="state published">Readers see it</span>} {by}, <Moment at={at} site={site} />
    {note && <span class="hint mark">{note}</span>}
    {erased ? (
      <span class="hint mark">
        Erased by {erased.by}: {erased.reason}
      </span>
    ) : (
      <span class="mark" dir="auto">
        {headline}
      </span>
    )}
  </>
)

/** A form can’t be inside another: each button names its own. */
const RestoreForms = ({ revisions, slug }: Pick<RevisionsProps, 'revisions' | 'slug'>) => (
  <>
    {revisions.slice(1).map(({ revision }) => (
      <form method="post" action={`/desk/stories/${slug}/history`} id={`restore-${revision}`}>
        <input type="hidden" name="revision" value={String(revision)} />
        <input type="hidden" name="newest" value={String(revisions[0]?.revision)} />
      </form>
    ))}
  </>
)

const Compared = ({ changes, from, to, lang }: { changes: FieldChange[] | undefined; from: number; to: number; lang?: string | undefined }) => (
  <section aria-labelledby="compared">
    <h2 id="compared">
      What changed from revision {from} to {to}
    </h2>
    {changes === undefined && <p>One of these revisions doesn’t exist.</p>}
    {changes?.length === 0 && <p>Nothing changed.</p>}
    {changes && changes.length > 0 && <Changes changes={changes} lang={lang} teaches />}
  </section>
)

const Trail = ({ items, site }: { items: readonly AuditLine[]; site: Site }) => (
  <table class="rows stacking">
    <caption>Who did what</caption>
    <thead>
      <tr>
        <th scope="col">When</th>
        <th scope="col">Who</th>
        <th scope="col">What</th>
      </tr>
    </thead>
    <tbody>
      {items.map(({ at, by, what, revision, detail }) => (
        <tr>
          <td>
            <Moment at={at} site={site} />
          </td>
          <td>{by}</td>
          <td>
            {auditWords(what)}
            {revision !== undefined && ` revision ${revision}`}
            {detail && <span class="hint mark">{detail}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Choice = ({ name, label, revision, chosen }: { name: 'from' | 'to'; label: string; revision: number; chosen: number | undefined }) => (
  <td class="choose-one">
    <label>
      <input type="radio" name={name} value={String(revision)} checked={revision === chosen} aria-label={`${label} revision ${revision}`} />
    </label>
  </td>
)
