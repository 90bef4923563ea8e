/** The page of the front: left what can be pinned, right the pins in their order, below what readers would see. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Child } from '../../../markup/markup.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { doneMessage, FlawSummary, type MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { BannerForm, type BannerTyped } from './banner-form.tsx'
import { Candidates } from './candidates.tsx'
import { Frames } from './frames.tsx'
import { FrontChanges } from './front-changes.tsx'
import { type FrontState, frontPath } from './front-state.ts'
import { PinList } from './pin-list.tsx'
import { pinsFrom } from './pin-order.ts'

type BannerView = { typed: BannerTyped; flaws: readonly Flaw[] }

const DONE = {
  published: 'The front is published in this order.',
  'banner-set': 'The banner is on every page.',
  'banner-ended': 'The banner has ended.',
}

export function frontResponse(c: DeskContext, state: FrontState, message?: MessageText, status: 200 | 409 | 412 | 413 | 422 = 200, banner?: BannerView) {
  const site = c.get('site')
  const isStale = state.isChanged && state.tag !== state.saved.tag
  return deskResponse(
    c,
    {
      title: 'Front',
      area: '/desk/front',
      message: message ?? publishedMessage(c) ?? (isStale ? staleMessage(state) : undefined),
      scripts: ['desk-front.js'],
      children: (
        <>
          <h1>Front</h1>
          {banner && banner.flaws.length > 0 && <FlawSummary flaws={banner.flaws} idOf={(pointer) => `banner-${pointer.slice(1)}`} />}
          <div class="front-desk">
            <Candidates state={state} site={site} />
            <PinList state={state} site={site} moved={c.req.query('moved')} />
          </div>
          {state.isChanged && <FrontChanges state={state} />}
          <Frames pins={state.pins} isChanged={state.isChanged} />
          <BannerForm banner={state.banner} site={site} view={banner} />
        </>
      ),
    },
    status,
  )
}

/** With the way back to the order before, which is a proposal again. */
function publishedMessage(c: DeskContext): MessageText | undefined {
  const done = doneMessage(c.req.url, DONE)
  const before = c.req.query('before')
  if (!done || before === undefined) return done
  return { ...done, children: <a href={`/desk/front?pins=${pinsFrom(before).join(',')}`}>See the previous order</a> }
}

const staleMessage = ({ saved: { changed } }: FrontState): MessageText => ({
  kind: 'refused',
  text: `${changed?.by ?? 'Somebody else'} changed the front after you began. You’ll see both orders before yours is published.`,
})

/** Two editors were at it. Nothing was overwritten: here are both orders, and each can be chosen. */
export function conflictResponse(c: DeskContext, state: FrontState) {
  const { saved, pins, entries } = state
  const site = c.get('site')
  return deskResponse(
    c,
    {
      title: 'The front has changed',
      area: '/desk/front',
      message: {
        kind: 'refused',
        text: `${saved.changed?.by ?? 'Somebody else'} changed the front while you were working on it. Your order hasn’t been published.`,
      },
      children: (
        <>
          <h1>Two orders for the front</h1>
          <div class="front-desk">
            <Order
              title={saved.changed ? `The order of ${saved.changed.by}` : 'The order readers see'}
              pins={saved.pins}
              entries={entries}
              note={
                saved.changed && (
                  <>
                    Published <Moment at={saved.changed.at} site={site} />.
                  </>
                )
              }
            >
              <a class="button quiet" href="/desk/front">
                Keep this order
              </a>
            </Order>
            <Order title="Your order" pins={pins} entries={entries} note="Readers don’t see it yet.">
              <form method="post" action="/desk/front" class="buttons">
                <input type="hidden" name="pins" value={pins.join(',')} />
                <input type="hidden" name="before" value={saved.pins.join(',')} />
                <input type="hidden" name="tag" value={saved.tag} />
                <button type="submit">Publish your order</button>
                <a class="button quiet" href={frontPath({ ...state, tag: saved.tag })}>
                  Keep editing yours
                </a>
              </form>
            </Order>
          </div>
        </>
      ),
    },
    412,
  )
}

type OrderProps = { title: string; pins: readonly string[]; entries: FrontState['entries']; note: Child; children: Child }

const Order = ({ title, pins, entries, note, children }: OrderProps) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    <p class="hint">{note}</p>
    {pins.length === 0 ? (
      <p>No pins: the newest stories come first.</p>
    ) : (
      <ol class="pins plain-pins">
        {pins.map((slug) => (
          <li>{entries.get(slug)?.headline ?? slug}</li>
        ))}
      </ol>
    )}
    {children}
  </section>
)
