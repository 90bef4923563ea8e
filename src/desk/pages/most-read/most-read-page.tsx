/** What readers read most, with the numbers that no reader sees, and the way to leave a story out. */
import { Hono } from 'hono'
import { type MostReadStory, mostReadPressOf } from '../../../press/most-read-calls.ts'
import { hasRole } from '../../access.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { needing } from '../layout/refusal-pages.tsx'

const PATH = '/desk/most-read'
const DONE = { out: 'Left out. Readers’ lists change within a few seconds.', back: 'Put back. Readers’ lists change within a few seconds.' }

export const mostRead = new Hono<DeskEnv>().get(PATH, (c) => mostReadResponse(c, doneMessage(c.req.url, DONE))).post(PATH, needing('editor', changeMostRead))

async function changeMostRead(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return mostReadResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const order = form.value.text('order')
  if (order !== 'leave-out' && order !== 'put-back')
    return mostReadResponse(c, { kind: 'refused', text: 'This order is unknown. Reload the page and try again.' }, 422)
  const isLeftOut = order === 'leave-out'
  const isKnown = await mostReadPressOf(c.env).leaveOutOfMostRead(form.value.text('slug'), isLeftOut, c.get('actor'))
  return isKnown
    ? c.redirect(`${PATH}?done=${isLeftOut ? 'out' : 'back'}`, 303)
    : mostReadResponse(c, { kind: 'refused', text: 'Readers can’t read this story any more, so it’s on no list.' }, 404)
}

async function mostReadResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 404 | 422 = 200) {
  const { window, items } = await mostReadPressOf(c.env).mostRead()
  const site = c.get('site')
  return deskResponse(
    c,
    {
      title: 'Most read',
      area: PATH,
      message,
      children: (
        <>
          <h1>Most read</h1>
          <p>
            Readers see these stories in this order at <a href="/most-read">/most-read</a>, and the first five on the front. Reads are counted without cookies;
            robots aren’t counted, and one network counts for a story once a minute at most.
          </p>
          {window && (
            <p class="hint">
              Counted from <Moment at={window.from} site={site} /> to <Moment at={window.until} site={site} />, every ten minutes.
            </p>
          )}
          {items.length === 0 ? <p class="empty">Nothing has been counted yet.</p> : <Ranking items={items} canChange={hasRole(c.get('actor'), 'editor')} />}
        </>
      ),
    },
    status,
  )
}

const Ranking = ({ items, canChange }: { items: readonly MostReadStory[]; canChange: boolean }) => (
  <table class="rows stacking orders">
    <thead>
      <tr>
        <th scope="col">Story</th>
        <th scope="col">Section</th>
        <th scope="col" class="number">
          Reads
        </th>
        {canChange && <th scope="col">Readers’ lists</th>}
      </tr>
    </thead>
    <tbody>
      {items.map((story) => (
        <tr>
          <th scope="row" class="title" dir="auto">
            <a href={`/desk/stories/${story.slug}`}>{story.headline}</a>
            {story.isLeftOut && <span class="hint mark">left out</span>}
          </th>
          <td data-label="Section">{story.section}</td>
          <td data-label="Reads" class="number">
            {story.reads.toLocaleString('en')}
          </td>
          {canChange && (
            <td data-label="Readers’ lists">
              <form method="post" action={PATH}>
                <input type="hidden" name="slug" value={story.slug} />
                <button
                  type="submit"
                  name="order"
                  value={story.isLeftOut ? 'put-back' : 'leave-out'}
                  class="quiet"
                  aria-label={`${story.isLeftOut ? 'Put back' : 'Leave out'}: ${story.headline}`}
                >
                  {story.isLeftOut ? 'Put back' : 'Leave out'}
                </button>
              </form>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
)
