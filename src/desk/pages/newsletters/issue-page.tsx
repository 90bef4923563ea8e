/** One issue: where it stands, what can be ordered now, and its letter. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Issue, IssueRead, TroubledBatch } from '../../../newsletter/calls.ts'
import { TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { IssueStateLabel, IssueStateText } from './issue-state.tsx'
import { LetterFrames } from './letter-frames.tsx'
import { ProgressRegion } from './progress.tsx'

/** What was typed into a form that was refused, and why. */
export type IssueTyped = { email?: string; at?: string; flaws?: { email?: string; at?: string } }

type Props = { issue: IssueRead; site: Site; typed: IssueTyped }

export const IssuePage = ({ issue, site, typed }: Props) => (
  <>
    <div class="head-line">
      <h1>
        <bdi>{issue.subject}</bdi>
      </h1>
      <p>
        <IssueStateLabel issue={issue} /> <a href={`/desk/newsletters/${issue.list}`}>All issues</a>
      </p>
    </div>
    <IssueStateText issue={issue} site={site} />
    <ProgressRegion issue={issue} />
    <Batches issue={issue} site={site} />
    <Orders issue={issue} site={site} typed={typed} />
    <LetterFrames src={`${pathOf(issue)}/letter`} />
    <section aria-labelledby="articles-title">
      <h2 id="articles-title">Articles</h2>
      <ul class="uses">
        {issue.articles.map((slug) => (
          <li>
            <a href={`/desk/stories/${slug}`}>
              <bdi>{slug}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
    <p class="quiet-text">
      Drafted <Moment at={issue.createdAt} site={site} /> by {issue.createdBy}.
    </p>
  </>
)

const pathOf = ({ list, issue }: Pick<Issue, 'list' | 'issue'>) => `/desk/newsletters/${list}/${issue}`

/** As the contract has them. */
const ORDERS: Record<Issue['state'], readonly Order[]> = {
  draft: ['edit', 'test', 'schedule', 'send', 'stop'],
  scheduled: ['test', 'schedule', 'send', 'pause', 'stop'],
  sending: ['pause', 'test', 'stop'],
  paused: ['resume', 'test', 'stop'],
  stopped: [],
  sent: ['test'],
}
type Order = 'edit' | 'send' | 'schedule' | 'test' | 'pause' | 'resume' | 'stop'

const Orders = (props: Props) =>
  ORDERS[props.issue.state].length === 0 ? null : (
    <section class="issue-orders" aria-label="Orders">
      {ORDERS[props.issue.state].map((order) => (
        <OneOrder {...props} order={order} />
      ))}
    </section>
  )

function OneOrder({ issue, site, typed, order }: Props & { order: Order }) {
  switch (order) {
    case 'edit':
      return <EditLink issue={issue} />
    case 'test':
      return <TestForm issue={issue} typed={typed} />
    case 'schedule':
      return <ScheduleForm issue={issue} site={site} typed={typed} />
    case 'send':
      return <SendLink issue={issue} />
    case 'pause':
      return <OrderForm issue={issue} order="pause" label={issue.state === 'scheduled' ? 'Take off the schedule' : 'Pause'} />
    case 'resume':
      return <OrderForm issue={issue} order="resume" label="Resume" />
    case 'stop':
      return <StopForm issue={issue} />
  }
}

const EditLink = ({ issue }: { issue: Issue }) => (
  <p>
    <a class="button quiet" href={`${pathOf(issue)}/edit`}>
      Edit the draft
    </a>
  </p>
)

/** Its page asks once more. */
const SendLink = ({ issue }: { issue: Issue }) => (
  <p>
    <a class="button" href={`${pathOf(issue)}/send`}>
      Send now
    </a>
  </p>
)

const OrderForm = ({ issue, order, label }: { issue: Issue; order: 'pause' | 'resume'; label: string }) => (
  <form method="post" action={`${pathOf(issue)}/${order}`}>
    <button type="submit">{label}</button>
  </form>
)

const TestForm = ({ issue, typed }: { issue: Issue; typed: IssueTyped }) => (
  <form method="post" action={`${pathOf(issue)}/test`}>
    <TextField name="email" type="email" label="Send a test to" value={typed.email} flaw={typed.flaws?.email} autocomplete="email" required />
    <button type="submit" class="quiet">
      Send test
    </button>
  </form>
)

const ScheduleForm = ({ issue, site, typed }: Props) => (
  <form method="post" action={`${pathOf(issue)}/schedule`}>
    <TextField name="at" type="datetime-local" label={`Send at, ${site.timeZoneLabel ?? site.timeZone}`} value={typed.at} flaw={typed.flaws?.at} required />
    <button type="submit" class="quiet">
      {issue.state === 'scheduled' ? 'Reschedule' : 'Schedule'}
    </button>
  </form>
)

/** Behind a disclosure, so that it isn't pressed by mistake where no script asks. */
const StopForm = ({ issue }: { issue: Issue }) => (
  <details class="danger-zone">
    <summary>Stop for good</summary>
    <form method="post" action={`${pathOf(issue)}/stop`}>
      <p>It can’t be resumed. Those who have had it keep it.</p>
      <button type="submit" class="danger" data-confirm="Stop this issue for good?">
        Stop
      </button>
    </form>
  </details>
)

const Batches = ({ issue, site }: { issue: IssueRead; site: Site }) => {
  const uncertain = issue.batches.filter(({ state }) => state === 'uncertain')
  const deferred = issue.batches.filter(({ state }) => state === 'deferred')
  return (
    <>
      {uncertain.length > 0 && (
        <section aria-labelledby="uncertain">
          <h2 id="uncertain">Uncertain: please decide</h2>
          <p>
            The provider didn’t say whether it took these letters. Look into its log of that time. If they’re there, leave them. If not, send them again. If
            nobody can tell, sending again means that some readers may get the letter twice.
          </p>
          {uncertain.map((batch) => (
            <UncertainBatch issue={issue} batch={batch} site={site} />
          ))}
        </section>
      )}
      {deferred.length > 0 && (
        <details>
          <summary>{deferred.length === 1 ? '1 batch is tried again by itself' : `${deferred.length} batches are tried again by themselves`}</summary>
          <ul class="uses">
            {deferred.map((batch) => (
              <li>
                {lettersIn(batch)}: {batch.reason}
                {batch.dueAt && (
                  <>
                    {' Next on '}
                    <Moment at={batch.dueAt} site={site} />.
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const UncertainBatch = ({ issue, batch, site }: { issue: IssueRead; batch: TroubledBatch; site: Site }) => (
  <form class="batch" method="post" action={`${pathOf(issue)}/batches/${batch.batch}`}>
    <p>
      <strong>{lettersIn(batch)}</strong>, handed over on <Moment at={batch.at} site={site} />. {batch.reason}
    </p>
    <div class="buttons">
      <button type="submit" name="decision" value="skip" class="quiet">
        Leave them
      </button>
      {issue.state !== 'stopped' && (
        <button type="submit" name="decision" value="resend" class="quiet" data-confirm="Some readers may get it twice. Send again?">
          Send again
        </button>
      )}
    </div>
  </form>
)

const lettersIn = ({ batch, letters }: TroubledBatch) => `Batch ${batch}, ${letters === 1 ? '1 letter' : `${letters.toLocaleString('en')} letters`}`
