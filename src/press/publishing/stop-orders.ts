/**
 * An agency kills its item, or holds it back. The order always acts, whatever version it or we have, in the story that
 * follows the item and in every other that came from it; and it is remembered, for copy that comes out of its order.
 */

import { compareVersions } from '../../copy/ninjs/item-version.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Actor, Outcome, StopOrder, Success } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { entryOf } from '../ledger/entries.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { originOf, readItem, type StopKind, saveItem, storiesFrom } from '../ledger/origins.ts'
import { enqueue } from '../ledger/outbox.ts'
import { copyOfRevision, saveRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { file } from './filing.ts'
import { liveCopyOf, successOf } from './outcome.ts'
import { endPreviews } from './previews.ts'
import { cancelSchedule, withdrawNow } from './release.ts'

export function obeyStopOrder(ledger: Ledger, now: number, stopOrder: StopOrder): Outcome {
  const { actor, agency, order } = stopOrder
  if (!mayPublish(actor))
    return { ok: false, reason: 'not-allowed', needs: 'editor', message: 'Reporters can only file drafts. Ask an editor to follow the agency’s order.' }
  const filed = fileCopyOfOrder(ledger, now, stopOrder)
  endPreviews(ledger, 'uri', agency.uri)
  saveItem(ledger, agency, order === 'hold' && readItem(ledger, agency.uri)?.stopped === 'kill' ? 'kill' : order)
  const stories = storiesToStop(ledger, stopOrder)
  const named = stopOrder.slug === undefined ? undefined : storyCalled(ledger, stopOrder.slug)
  const outcomes = stories.map((it) => stopStory(ledger, it, { uri: agency.uri, order, actor, isNamed: it.id === named?.id }, now))
  const [first, ...others] = outcomes
  if (!first) {
    recordAudit(ledger, actor, now, { what: order, detail: `${agency.uri}, which has no article here` })
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

/** Copy that comes with a hold is kept for the day it is released; a kill's own copy only where it is all there is of the item. */
function fileCopyOfOrder(ledger: Ledger, now: number, stopOrder: StopOrder): Success | undefined {
  const { actor, agency, order, article, embargoedUntil, proposed } = stopOrder
  const known = readItem(ledger, agency.uri)
  if (!article || (known && compareVersions(agency, known) === 'older')) return undefined
  if (order === 'kill' && storiesToStop(ledger, stopOrder).length > 0) return undefined
  const filed = file(ledger, now, { article, actor, agency, publish: 'no', ...(proposed && { proposed }), ...(embargoedUntil && { embargoedUntil }) })
  return filed.ok ? filed : undefined
}

/** Whoever sends the order to a story's own address means that one too, unless it follows another item. */
function storiesToStop(ledger: Ledger, { agency, slug }: StopOrder): ArticleRow[] {
  const stories = storiesFrom(ledger, agency.uri)
  const named = slug === undefined ? undefined : storyCalled(ledger, slug)
  return named && named.agency_uri === null && !stories.some(({ id }) => id === named.id) ? [...stories, named] : stories
}

type StoryStop = { uri: string; order: StopKind; actor: Actor; isNamed: boolean }

function stopStory(ledger: Ledger, it: ArticleRow, { uri, order, actor, isNamed }: StoryStop, now: number): Success {
  const isFromItem = (revision: number | null) => revision !== null && (isNamed || it.agency_uri === uri || originOf(ledger, it.id, revision)?.uri === uri)
  endPreviews(ledger, 'slug', it.slug)
  if (it.live !== null && !isFromItem(it.live)) return dropWaiting(ledger, it, { live: liveCopyOf(ledger, it) as Article, uri, actor }, now)
  const isOut = it.state === 'published' || it.state === 'scheduled'
  if (it.state === 'withdrawn' || (order === 'hold' && !isOut)) return successOf(ledger, it.slug, { before: it })
  withdrawNow(ledger, it, now, uri)
  recordAudit(ledger, actor, now, {
    what: 'withdraw',
    slug: it.slug,
    revision: it.revision,
    detail: `${order === 'kill' ? 'Withdrawn' : 'Held back'} by the agency: ${uri}`,
  })
  return successOf(ledger, it.slug, { before: it })
}

/** What readers see is another's; only what waits to replace it came from the item. It must not be released by whoever comes next. */
function dropWaiting(ledger: Ledger, it: ArticleRow, { live, uri, actor }: { live: Article; uri: string; actor: Actor }, now: number): Success {
  const isReady = it.ready !== null && originOf(ledger, it.id, it.ready)?.uri === uri
  const waits = originOf(ledger, it.id, it.revision)?.uri === uri
  if (isReady) cancelSchedule(ledger, it, now)
  if (waits) {
    const copy = copyOfRevision(ledger, it.id, it.live as number) ?? live
    const { revision } = saveRevision(ledger, copy, actor, now, `revision ${it.live} restored: the agency stopped the waiting one`, { base: it.live as number })
    // The same copy as what is live, so that nothing is left to publish.
    run(ledger, 'UPDATE articles SET live = ? WHERE id = ?', revision, it.id)
    enqueue(ledger, { kind: 'article', name: it.slug }, now)
  }
  recordAudit(ledger, actor, now, { what: 'stop', slug: it.slug, detail: `waiting revision from ${uri}` })
  const after = articleRow(ledger, it.slug) as ArticleRow // It was just there.
  return { ok: true, entry: entryOf(after), created: false, changed: isReady || waits, stale: [] }
}
