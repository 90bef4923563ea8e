import { parseJson } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import { articleKey } from '../../edition/keys.ts'
import { readEntries } from '../../edition/kv-entry.ts'
import { KV_ACTOR } from '../ledger/actors.ts'
import { recordAudit } from '../ledger/audit.ts'
import { publishedCorrectionsOf, withCorrections } from '../ledger/corrections.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { HAND_PUT_NOTE, revisionOfHandPut } from '../ledger/hand-put.ts'
import type { QueuedJob } from '../ledger/outbox.ts'
import { saveRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { withToldUpdates } from '../publishing/told-updates.ts'
import { isRefused } from './malformed-copy.ts'
import type { PressContext } from './press-context.ts'
import { mayBeErasedCopy } from './stale-views.ts'

/**
 * Before the press writes over an article, it looks whether an editor's hand was there first, and keeps what it finds as a
 * revision. Between this look and the write lies an accepted race: KV has no compare-and-set.
 */
export async function saveHandPutCopies({ ledger, kv, transact, clock, log }: PressContext, batch: QueuedJob[]) {
  const slugs = new Map(batch.filter(({ kind }) => kind === 'article').map(({ name }) => [articleKey(ledger.lang, name), name]))
  try {
    for (const [key, { text, tag }] of await readEntries(kv, [...slugs.keys()])) {
      if (!tag && !isRefused(ledger, key, text)) transact(() => saveHandPut(ledger, slugs.get(key) as string, text, clock()))
    }
  } catch (error) {
    // KV does not answer: then neither will the write go through, and the next attempt looks again.
    log({ event: 'hand-put-unseen', error: String(error) })
  }
}

function saveHandPut(ledger: Ledger, slug: string, text: string, now: number) {
  const json = parseJson(text)
  const parsed = json.ok ? parseArticle(json.value) : json
  const it = storyCalled(ledger, slug)
  if (!it || !parsed.ok || parsed.value.slug !== slug || mayBeErasedCopy(ledger, it.id, slug, now)) return
  const own = { ...parsed.value, slug: it.slug }
  const corrected = withCorrections(own, { corrections: publishedCorrectionsOf(ledger, it) })
  const merged = withToldUpdates(ledger, it, corrected, undefined, now)
  const article = 'message' in merged ? corrected : merged.article
  if ([own, article].some((copy) => revisionOfHandPut(ledger, it, copy) !== undefined)) return
  const { revision } = saveRevision(ledger, article, KV_ACTOR, now, `${HAND_PUT_NOTE}, then replaced by a newer revision`)
  recordAudit(ledger, KV_ACTOR, now, { what: 'adopt', slug: it.slug, revision, detail: 'kept but not published, because a newer revision was filed' })
}
