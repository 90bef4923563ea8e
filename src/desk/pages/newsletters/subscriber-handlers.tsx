/** Subscribers, for admins: counted, found by their address, erased. An address is never in a URL, since those are logged. */
import type { Site } from '../../../copy/shapes/site.ts'
import { mailingListOf, type Subscriber } from '../../../newsletter/calls.ts'
import { newslettersReport } from '../../api/newsletters.ts'
import { eraseAddress } from '../../api/subscribers.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Checkbox, TextField } from '../layout/fields.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'

const DONE = { erased: 'Erased, with all consents. Only a hash is kept, so that no import brings the address back.' }

export const showSubscribers = (c: DeskContext) => subscribersResponse(c, {})

export async function findSubscriber(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return subscribersResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  const email = form.value.text('email')
  return subscribersResponse(c, { email, found: await mailingListOf(c.env).findSubscriber(email) })
}

export async function eraseSubscriber(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return subscribersResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  const email = form.value.text('email')
  if (form.value.text('sure') !== 'on') {
    const found = await mailingListOf(c.env).findSubscriber(email)
    return subscribersResponse(c, { email, found, message: { kind: 'refused', text: 'Tick the box to erase this address for good.' } }, 422)
  }
  if (!(await eraseAddress(c.env, email, c.get('actor'))))
    return subscribersResponse(
      c,
      { email, message: { kind: 'refused', text: 'This address isn’t on any newsletter list. Somebody may have erased it already.' } },
      422,
    )
  return c.redirect('/desk/subscribers?done=erased', 303)
}

type Asked = { email?: string; found?: Subscriber[]; message?: MessageText }

async function subscribersResponse(c: DeskContext, { email = '', found, message }: Asked, status: 200 | 422 = 200) {
  const site = c.get('site')
  const { lists, suppressed } = await newslettersReport(c.env, site)
  const readers = lists.reduce((total, { confirmed }) => total + confirmed, 0)
  const children = (
    <>
      <div class="head-line">
        <h1>Subscribers</h1>
        <a href="/desk/newsletters">Newsletters</a>
      </div>
      <dl class="numbers">
        <Total label="Subscriptions" value={readers} />
        <Total label="Erased" value={suppressed.erased} />
        <Total label="Bounced" value={suppressed.bounce} />
        <Total label="Complained" value={suppressed.complaint} />
        <Total label="Closed by us" value={suppressed.editor} />
      </dl>
      <form class="filters" method="post" action="/desk/subscribers" autocomplete="off">
        <TextField name="email" type="email" label="Find an address" value={email} required autocomplete="off" />
        <button type="submit" class="quiet">
          Find
        </button>
      </form>
      {found && <Found email={email} found={found} site={site} />}
      <p>
        <a href="/api/subscribers.csv">Download all as CSV</a>
      </p>
    </>
  )
  return deskResponse(c, { title: 'Subscribers', area: '/desk/newsletters', message: message ?? doneMessage(c.req.url, DONE), children }, status)
}

const Total = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value.toLocaleString('en')}</dd>
  </div>
)

const STATES: Record<Subscriber['state'], string> = { pending: 'Not confirmed yet', confirmed: 'Subscribed', unsubscribed: 'Unsubscribed' }

const Found = ({ email, found, site }: { email: string; found: readonly Subscriber[]; site: Site }) =>
  found.length === 0 ? (
    <p role="status">{`${email} isn’t on any newsletter list.`}</p>
  ) : (
    <section aria-label="Found">
      <table class="rows stacking">
        <caption>{found[0]?.email}</caption>
        <thead>
          <tr>
            <th scope="col">Newsletter</th>
            <th scope="col">State</th>
            <th scope="col">Asked</th>
            <th scope="col">Consent</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ list, state, at, consent }) => (
            <tr>
              <th scope="row">{list}</th>
              <td data-label="State">{STATES[state]}</td>
              <td data-label="Asked">
                <Moment at={at} site={site} />
              </td>
              <td data-label="Consent">{consent ? `Version ${consent.version}${consent.country ? `, ${consent.country}` : ''}` : 'None in force'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details class="danger-zone">
        <summary>Erase this address</summary>
        <form class="form" method="post" action="/desk/subscribers/erase">
          <input type="hidden" name="email" value={email} />
          <p>Its subscriptions and consents are deleted for good, and no import brings them back.</p>
          <Checkbox name="sure" label="Its owner asked for it, or the law does" />
          <div class="buttons">
            <button type="submit" class="danger">
              Erase
            </button>
          </div>
        </form>
      </details>
    </section>
  )
