/**
 * An agency kills its item, or holds it back. The order always acts, whatever version it or we have, in the story that
 * follows the item and in every other that came from it; and it is remembered, for copy that comes out of its order.
 */

import { compareVersions } from '../../copy/ninjs/item-version.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Actor, Done, Outcome, Stopping } from '../calls.ts'
import { note } from '../ledger/audit.ts'
import { copyOfRevision, entryOf, type Held, held, keepRevision, storyCalled } from '../ledger/ledger.ts'
import { keepItem, knownItem, originOf, type Stop, storiesFrom } from '../ledger/origins.ts'
import { enqueue } from '../printing/outbox.ts'
import { type Ledger, run } from '../rows.ts'
import { file } from './filing.ts'
import { done, liveCopy, mayPublish, takeDown, takeOffSchedule } from './publishing.ts'
import { endPreviews } from './shelf.ts'

export function stop(ledger: Ledger, now: number, stopping: Stopping): Outcome {
  const { actor, agency, order } = stopping
  if (!mayPublish(actor)) return { ok: false, reason: 'not-allowed', needs: 'editor', message: 'A reporter files drafts; ask an editor to obey the agency.' }
  const filed = filedWith(ledger, now, stopping)
  endPreviews(ledger, 'uri', agency.uri)
  keepItem(ledger, agency, order === 'hold' && knownItem(ledger, agency.uri)?.stopped === 'kill' ? 'kill' : order)
  const stories = storiesOf(ledger, stopping)
  const named = stopping.slug === undefined ? undefined : storyCalled(ledger, stopping.slug)
  const outcomes = stories.map((it) => obey(ledger, it, { uri: agency.uri, order, actor, isNamed: it.id === named?.id }, now))
  const [first, ...others] = outcomes
  if (!first) {
    note(ledger, actor, now, { what: order, detail: `${agency.uri}, of which there is nothing here` })
    return { ok: false, reason: 'unknown-item', uri: agency.uri }
  }
  return {
    ...first,
    created: filed?.created ?? false,
    changed: outcomes.some(({ changed }) => changed) || (filed?.changed ?? false),
    stale: [...new Set(outcomes.flatMap(({ stale }) => stale))],
    ...(others.length > 0 && { others: others.map(({ entry }) => entry) }),
  }
}

/** Copy that comes with a hold is kept for the day it is let go; a kill's own copy only where it is all there is of the item. */
function filedWith(ledger: Ledger, now: number, stopping: Stopping): Done | undefined {
  const { actor, agency, order, article, embargoedUntil, proposed } = stopping
  const known = knownItem(ledger, agency.uri)
  if (!article || (known && compareVersions(agency, known) === 'older')) return undefined
  if (order === 'kill' && storiesOf(ledger, stopping).length > 0) return undefined
  const filed = file(ledger, now, { article, actor, agency, publish: 'no', ...(proposed && { proposed }), ...(embargoedUntil && { embargoedUntil }) })
  return filed.ok ? filed : undefined
}

/** Whoever sends the order to a story's own address means that one too, unless it follows another item. */
function storiesOf(ledger: Ledger, { agency, slug }: Stopping): Held[] {
  const stories = storiesFrom(ledger, agency.uri)
  const named = slug === undefined ? undefined : storyCalled(ledger, slug)
  return named && named.agency_uri === null && !stories.some(({ id }) => id === named.id) ? [...stories, named] : stories
}

type Order = { uri: string; order: Stop; actor: Actor; isNamed: boolean }

function obey(ledger: Ledger, it: Held, { uri, order, actor, isNamed }: Order, now: number): Done {
  const cameFrom = (revision: number | null) => revision !== null && (isNamed || it.agency_uri === uri || originOf(ledger, it.id, revision)?.uri === uri)
  endPreviews(ledger, 'slug', it.slug)
  if (it.live !== null && !cameFrom(it.live)) return dropWaiting(ledger, it, { live: liveCopy(ledger, it) as Article, uri, actor }, now)
  const isOut = it.state === 'published' || it.state === 'scheduled'
  if (it.state === 'withdrawn' || (order === 'hold' && !isOut)) return done(ledger, it.slug, { before: it })
  takeDown(ledger, it, now)
  note(ledger, actor, now, {
    what: 'withdraw',
    slug: it.slug,
    revision: it.revision,
    detail: `${order === 'kill' ? 'Withdrawn' : 'Held back'} by the agency: ${uri}`,
  })
  return done(ledger, it.slug, { before: it })
}

/** What readers see is another's; only what waits to replace it came from the item. It must not be let go by whoever comes next. */
function dropWaiting(ledger: Ledger, it: Held, { live, uri, actor }: { live: Article; uri: string; actor: Actor }, now: number): Done {
  const isReady = it.ready !== null && originOf(ledger, it.id, it.ready)?.uri === uri
  const waits = originOf(ledger, it.id, it.revision)?.uri === uri
  if (isReady) takeOffSchedule(ledger, it, now)
  if (waits) {
    const copy = copyOfRevision(ledger, it.id, it.live as number) ?? live
    const { revision } = keepRevision(ledger, copy, actor, now, `revision ${it.live} again: the agency stopped what was waiting`, { base: it.live as number })
    // The same copy as what is live, so that nothing is left to publish.
    run(ledger, 'UPDATE articles SET live = ? WHERE id = ?', revision, it.id)
    enqueue(ledger, { kind: 'article', name: it.slug }, now)
  }
  note(ledger, actor, now, { what: 'stop', slug: it.slug, detail: `what was waiting: ${uri}` })
  const after = held(ledger, it.slug) as Held // It was just there.
  return { ok: true, entry: entryOf(after), created: false, changed: isReady || waits, stale: [] }
}
