/** How far an issue is, in numbers that a script keeps up to date. */
import type { IssueRead } from '../../../newsletter/calls.ts'

/** What of an issue is on its page beside its numbers. */
export const stampOf = ({ state, batches }: IssueRead) => `${state}-${batches.filter((batch) => batch.state === 'uncertain').length}`

export const ProgressRegion = ({ issue }: { issue: IssueRead }) => {
  const { list, issue: name, state, progress } = issue
  const polls = state === 'sending' || state === 'scheduled'
  return (
    <div
      id="progress"
      {...(polls && {
        'data-hx-get': `/desk/newsletters/${list}/${name}/progress?shown=${stampOf(issue)}`,
        'data-hx-trigger': state === 'sending' ? 'every 2s' : 'every 20s',
        'data-hx-swap': 'outerHTML',
      })}
    >
      {progress && <Numbers issue={issue} />}
    </div>
  )
}

const COUNTED = [
  { of: 'recipients', label: 'Readers' },
  { of: 'sent', label: 'Sent' },
  { of: 'remaining', label: 'Not tried yet' },
  { of: 'deferred', label: 'Will be tried again' },
  { of: 'rejected', label: 'Refused for good' },
  { of: 'skipped', label: 'Left out' },
  { of: 'failed', label: 'Failed' },
  { of: 'uncertain', label: 'Uncertain' },
] as const

function Numbers({ issue: { progress, state } }: { issue: IssueRead }) {
  if (!progress) return null
  const { recipients, remaining, deferred, lettersPerSecond } = progress
  return (
    <>
      <progress max={Math.max(1, recipients)} value={recipients - remaining - deferred} aria-label="Readers who are done" />
      <dl class="numbers">
        {COUNTED.map(({ of, label }) => (
          <div class={of === 'uncertain' && progress.uncertain > 0 ? 'over' : undefined}>
            <dt>{label}</dt>
            <dd>{progress[of].toLocaleString('en')}</dd>
          </div>
        ))}
        {state === 'sending' && lettersPerSecond !== null && (
          <div>
            <dt>Per second</dt>
            <dd>{lettersPerSecond.toLocaleString('en', { maximumFractionDigits: 1 })}</dd>
          </div>
        )}
      </dl>
    </>
  )
}
