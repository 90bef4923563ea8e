/** The pins in their order, each with Up, Down and Remove; and the button that publishes the order. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Entry } from '../../../press/calls.ts'
import { Moment } from '../layout/moment.tsx'
import { OrderFields } from './candidates.tsx'
import type { FrontState } from './front-state.ts'

type Props = { state: FrontState; site: Site; moved: string | undefined }

export function PinList({ state, site, moved }: Props) {
  const { pins, entries, saved, tag, isChanged } = state
  return (
    <section aria-labelledby="pins-title">
      <h2 id="pins-title">Pinned, in this order</h2>
      {saved.changed && (
        <p class="hint">
          Last changed by {saved.changed.by}, <Moment at={saved.changed.at} site={site} />
        </p>
      )}
      {pins.length === 0 && <p class="empty">Nothing is pinned: the newest stories come first.</p>}
      <form method="get" action="/desk/front" data-order-form="">
        <OrderFields state={state} />
        <ol class="pins" data-pins="">
          {pins.map((slug, at) => (
            <Pin slug={slug} entry={entries.get(slug)} isFirst={at === 0} isLast={at === pins.length - 1} site={site} moved={moved} />
          ))}
        </ol>
      </form>
      {isChanged && (
        <form method="post" action="/desk/front" class="buttons">
          <input type="hidden" name="pins" value={pins.join(',')} />
          <input type="hidden" name="before" value={saved.pins.join(',')} />
          <input type="hidden" name="tag" value={tag} />
          <button type="submit">Publish this order</button>
          <a class="button quiet" href="/desk/front">
            Discard
          </a>
          <a href="#changes">What will change</a>
        </form>
      )}
    </section>
  )
}

type PinProps = { slug: string; entry: Entry | undefined; isFirst: boolean; isLast: boolean; site: Site; moved: string | undefined }

function Pin({ slug, entry, isFirst, isLast, site, moved }: PinProps) {
  const headline = entry?.headline ?? slug
  return (
    <li data-slug={slug}>
      <div>
        <p class="pin-headline" lang={site.lang} dir="auto">
          {headline}
        </p>
        {entry?.state !== 'published' && <p class="hint">{notYet(entry, site)}</p>}
      </div>
      <div class="pin-orders">
        <PinButton
          order={`up:${slug}`}
          label="Up"
          headline={headline}
          disabled={isFirst}
          focus={moved === `up:${slug}` || (moved === `down:${slug}` && isLast)}
        />
        <PinButton
          order={`down:${slug}`}
          label="Down"
          headline={headline}
          disabled={isLast}
          focus={moved === `down:${slug}` || (moved === `up:${slug}` && isFirst)}
        />
        <PinButton order={`remove:${slug}`} label="Remove" headline={headline} focus={moved === `pin:${slug}`} />
      </div>
    </li>
  )
}

/** Of a pin that readers don’t see yet, why. */
function notYet(entry: Entry | undefined, site: Site) {
  if (!entry) return 'This story doesn’t exist any more.'
  if (entry.until)
    return (
      <>
        Scheduled: on the front from <Moment at={entry.until} site={site} />
      </>
    )
  return entry.state === 'withdrawn' ? 'Withdrawn: readers don’t see it.' : 'A draft: on the front once it’s published.'
}

type ButtonProps = { order: string; label: string; headline: string; disabled?: boolean; focus: boolean }

/** At an end the button that was pressed can’t be pressed again: the other one has the focus. */
const PinButton = ({ order, label, headline, disabled = false, focus }: ButtonProps) => (
  <button type="submit" name="do" value={order} class="plain small" disabled={disabled} autofocus={focus && !disabled}>
    {label}
    <span class="unseen"> {headline}</span>
  </button>
)
