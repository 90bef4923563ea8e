/** All newsletters with their readers in numbers, and one of them with its issues. */
import type { Site } from '../../../copy/shapes/site.ts'
import { type Issue, mailingListOf } from '../../../newsletter/calls.ts'
import { hasRole } from '../../access.ts'
import { newslettersReport } from '../../api/newsletters.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Moment, NextPage } from '../layout/moment.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { IssueStateLabel } from './issue-state.tsx'

type Report = Awaited<ReturnType<typeof newslettersReport>>
type ListReport = Report['lists'][number]

const SIGN_UP_TEXTS: Record<Report['signUp'], string | undefined> = {
  open: undefined,
  'no-mailer': 'Nobody can sign up: sending isn’t set up. Whoever runs the site sets MAIL_CONFIRMATIONS, as described in docs/newsletters.md.',
  'no-sender': 'Nobody can sign up: the site has no sender’s address. Set "newsletter.from" in the site.',
}

export async function showNewsletters(c: DeskContext) {
  const report = await newslettersReport(c.env, c.get('site'))
  const children = (
    <>
      <div class="head-line">
        <h1>Newsletters</h1>
        {hasRole(c.get('actor'), 'admin') && <a href="/desk/subscribers">Subscribers</a>}
      </div>
      {SIGN_UP_TEXTS[report.signUp] && <p class="flaw">{SIGN_UP_TEXTS[report.signUp]}</p>}
      {report.lists.length === 0 ? (
        <p class="empty">This site has no newsletters. Set "newsletter.lists" in the site first.</p>
      ) : (
        <Lists lists={report.lists} />
      )}
      <p class="quiet-text" hidden={report.mailsWaiting === 0}>
        {report.mailsWaiting === 1 ? '1 confirmation email is waiting to be sent.' : `${report.mailsWaiting} confirmation emails are waiting to be sent.`}
      </p>
    </>
  )
  return deskResponse(c, { title: 'Newsletters', area: '/desk/newsletters', children })
}

const Lists = ({ lists }: { lists: readonly ListReport[] }) => (
  <table class="rows stacking">
    <thead>
      <tr>
        <th scope="col">Newsletter</th>
        <th scope="col" class="number">
          Readers
        </th>
        <th scope="col" class="number">
          Joined, 30 days
        </th>
        <th scope="col" class="number">
          Left, 30 days
        </th>
        <th scope="col" class="number">
          Not confirmed yet
        </th>
        <th scope="col" class="number">
          Unsubscribed
        </th>
      </tr>
    </thead>
    <tbody>
      {lists.map((list) => (
        <tr>
          <th scope="row" class="title">
            <a href={`/desk/newsletters/${list.list}`} dir="auto">
              {nameOf(list)}
            </a>
            {'isGone' in list && <span class="row-note">No longer offered</span>}
          </th>
          <td data-label="Readers" class="number">
            {count(list.confirmed)}
          </td>
          <td data-label="Joined, 30 days" class="number">
            {count(sum(list.growth, 'joined'))}
          </td>
          <td data-label="Left, 30 days" class="number">
            {count(sum(list.growth, 'left'))}
          </td>
          <td data-label="Not confirmed yet" class="number">
            {count(list.pending)}
          </td>
          <td data-label="Unsubscribed" class="number">
            {count(list.unsubscribed)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const nameOf = (list: ListReport) => ('name' in list ? list.name : list.list)
const count = (number: number) => number.toLocaleString('en')
const sum = (growth: ListReport['growth'], of: 'joined' | 'left') => growth.reduce((total, day) => total + day[of], 0)

export async function showNewsletter(c: DeskContext) {
  const name = c.req.param('list') ?? ''
  const site = c.get('site')
  const list = (await newslettersReport(c.env, site)).lists.find((one) => one.list === name)
  if (!list) return notFoundResponse(c, `The site has no newsletter called "${name}".`)
  const issues = await mailingListOf(c.env).listIssues(name, cursorOf(c))
  const children = (
    <>
      <div class="head-line">
        <h1>
          <bdi>{nameOf(list)}</bdi>
        </h1>
        {!('isGone' in list) && (
          <a class="button" href={`/desk/newsletters/${name}/new`}>
            Draft an issue
          </a>
        )}
      </div>
      <p>
        {`${count(list.confirmed)} readers. `}
        <a href={`/newsletters/${name}`}>Archive</a>
      </p>
      <Issues issues={issues.items} site={site} />
      <NextPage url={c.req.url} cursor={issues.nextCursor} />
      <Growth growth={list.growth} />
    </>
  )
  return deskResponse(c, { title: nameOf(list), area: '/desk/newsletters', children })
}

/** Any other would begin anew. */
function cursorOf(c: DeskContext) {
  const cursor = c.req.query('cursor') ?? ''
  return /^[1-9]\d{0,14}$/.test(cursor) ? cursor : undefined
}

const Issues = ({ issues, site }: { issues: readonly Issue[]; site: Site }) =>
  issues.length === 0 ? (
    <p class="empty">There are no issues yet.</p>
  ) : (
    <table class="rows stacking">
      <caption>Issues</caption>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">State</th>
          <th scope="col" class="number">
            Sent
          </th>
          <th scope="col">Drafted</th>
        </tr>
      </thead>
      <tbody>
        {issues.map((issue) => (
          <tr>
            <th scope="row" class="title">
              <a href={`/desk/newsletters/${issue.list}/${issue.issue}`} dir="auto">
                {issue.subject}
              </a>
            </th>
            <td data-label="State">
              <IssueStateLabel issue={issue} />
              {issue.progress?.uncertain ? <strong class="over"> {count(issue.progress.uncertain)} uncertain</strong> : null}
            </td>
            <td data-label="Sent" class="number">
              {issue.progress ? `${count(issue.progress.sent)} of ${count(issue.progress.recipients)}` : '–'}
            </td>
            <td data-label="Drafted">
              <Moment at={issue.createdAt} site={site} /> by {issue.createdBy}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

const Growth = ({ growth }: { growth: ListReport['growth'] }) =>
  growth.length === 0 ? null : (
    <details>
      <summary>Day by day</summary>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" class="number">
              Joined
            </th>
            <th scope="col" class="number">
              Left
            </th>
          </tr>
        </thead>
        <tbody>
          {growth.toReversed().map(({ day, joined, left }) => (
            <tr>
              <th scope="row">{day}</th>
              <td class="number">{count(joined)}</td>
              <td class="number">{count(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
