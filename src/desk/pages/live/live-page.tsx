/** The live desk’s page: the box, what was told, the tray, and the end of the event. */
import { type LiveDesk, livePressOf } from '../../../press/live-calls.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { hasRole } from '../../access.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { doneMessage, FlawSummary } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { redirectToRenamed } from '../layout/renamed-story.ts'
import { Composer, Unsent } from './composer.tsx'
import { EventEnd } from './event-end.tsx'
import type { LiveView } from './live-forms.ts'
import { NotSaved } from './not-saved.tsx'
import { ToldList } from './told-list.tsx'
import { Tray } from './tray.tsx'
import { loadDrawingsOf } from './update-text.tsx'

/** To choose from. Whoever looks for an older one uploads it again: it is the same picture. */
const NEWEST_PICTURES = 40

const DONE = {
  told: 'Published.',
  sent: 'Sent. An editor will look at it.',
  already: 'Your last update says just this already, so it wasn’t sent a second time.',
  approve: 'Approved and published.',
  changed: 'Saved.',
  corrected: 'Corrected. Readers see what was wrong.',
  remove: 'Removed.',
  pin: 'Pinned above the other updates.',
  unpin: 'Unpinned.',
  key: 'Listed among the key moments.',
  unkey: 'No longer a key moment.',
  ended: 'The event has ended. Readers are told, and their pages soon stop asking for updates.',
  resumed: 'The event is open again.',
}

export async function liveResponse(c: DeskContext, view: LiveView = {}, status: 200 | 403 | 409 | 412 | 413 | 422 = 200) {
  const [desk, pictures] = await Promise.all([
    livePressOf(c.env).liveDesk(c.req.param('slug') ?? ''),
    picturePressOf(c.env).pictures({ limit: NEWEST_PICTURES }),
  ])
  const [site, actor] = [c.get('site'), c.get('actor')]
  if (!desk.ok && desk.reason === 'renamed') return redirectToRenamed(c, desk.current)
  if (!desk.ok) return notFoundResponse(c, 'There’s no story of this name. Check the address.', <NotSaved view={view} desk={undefined} actor={actor} />)
  await loadDrawingsOf(desk)
  const { entry, isLive, ended } = desk
  const props = { desk, site, actor, ...(view.edited && { edited: view.edited }) }
  return deskResponse(
    c,
    {
      title: `Live: ${entry.headline}`,
      message: view.message ?? doneMessage(c.req.url, DONE),
      scripts: ['desk-live.js'],
      children: (
        <>
          <div class="head-line">
            <h1>{entry.headline}</h1>
            <p>
              <a href={`/desk/stories/${entry.slug}`}>The story</a> ·{' '}
              {entry.live === undefined ? 'Readers don’t have it yet' : <a href={entry.url}>As readers see it</a>}
            </p>
          </div>
          {!isLive && <p>This story isn’t live coverage. Open the story and set its kind to “live” first.</p>}
          {isLive && <StateLine desk={desk} />}
          {view.flaws && <FlawSummary flaws={view.flaws} idOf={(pointer) => (view.edited ? `${pointer.slice(1)}-${view.edited.id}` : pointer.slice(1))} />}
          <NotSaved view={view} desk={desk} actor={actor} />
          {isLive && (
            <div class="live" data-live={entry.slug} data-by={actor.name} data-may-publish={hasRole(actor, 'editor') ? '' : undefined}>
              <div class="live-box">
                {ended ? (
                  <>
                    <p>
                      This event ended: <Moment at={ended} site={site} />. Updates can still be corrected or taken back.
                    </p>
                    <Unsent />
                  </>
                ) : (
                  <Composer slug={entry.slug} typed={view.typed} flaws={view.typed ? view.flaws : undefined} actor={actor} pictures={pictures.items} />
                )}
              </div>
              <div class="live-side">
                <section aria-labelledby="tray-title">
                  <h2 id="tray-title">{hasRole(actor, 'editor') ? 'Waiting for you' : 'Waiting for an editor'}</h2>
                  <div id="tray" {...refreshedFrom(`/desk/live/${entry.slug}/tray`)}>
                    <Tray {...props} />
                  </div>
                </section>
                {hasRole(actor, 'editor') && <EventEnd slug={entry.slug} ended={ended} />}
              </div>
              <section class="live-told" aria-labelledby="told-title">
                <h2 id="told-title">Updates</h2>
                <div id="told" {...refreshedFrom(`/desk/live/${entry.slug}/told`)}>
                  <ToldList {...props} />
                </div>
              </section>
            </div>
          )}
        </>
      ),
    },
    status,
  )
}

/** The page’s script says when. What is refused leaves the list as it is. */
const refreshedFrom = (path: string) => ({
  'data-hx-get': path,
  'data-hx-trigger': 'refresh',
  'data-hx-swap': 'innerMorph',
  'data-hx-status:3xx': 'swap:none',
  'data-hx-status:4xx': 'swap:none',
  'data-hx-status:5xx': 'swap:none',
})

/** What becomes of an update that is published now. */
function StateLine({ desk: { entry } }: { desk: LiveDesk }) {
  if (entry.state === 'published') return null
  const what = {
    draft: 'This story is a draft: readers get its updates when it’s published.',
    scheduled: 'This story is scheduled: readers get its updates when it goes live.',
    withdrawn: 'This story is withdrawn: readers don’t get its updates.',
  }[entry.state]
  return <p class="live-state">{what}</p>
}
