/**
 * Who has which story open. In memory only: nobody is locked out by it, and after a restart everybody is there again with the next
 * heartbeat.
 */
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Refusal } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { entryOf } from '../ledger/entries.ts'
import { missingRefusal, storyCalled } from '../ledger/former-slugs.ts'
import type { Ledger } from '../ledger/sql.ts'
import type { Heartbeat, PresenceSeen, Present } from '../writing-calls.ts'

/** Pages say every fifteen seconds that they are open. */
const AWAY_AFTER_MS = 40_000
const TYPING_MS = 20_000
/** No input may make us remember without end. */
const MAX_TABS = 60
const MAX_STORIES = 1000

type Tab = { by: string; since: number; seenAt: number; typing: boolean }

export class Presence {
  #stories = new Map<number, Map<string, Tab>>()

  beat(story: number, { tab, typing, leaving }: Heartbeat, by: string, now: number) {
    const tabs = this.#openTabs(story, now)
    const key = `${by}\n${tab}`
    const { since = now } = tabs.get(key) ?? {}
    // The last seen is the last in the map.
    tabs.delete(key)
    if (!leaving) tabs.set(key, { by, since, seenAt: now, typing })
    if (tabs.size > MAX_TABS) tabs.delete(tabs.keys().next().value ?? '')
    this.#stories.delete(story)
    if (tabs.size > 0) this.#stories.set(story, tabs)
    if (this.#stories.size > MAX_STORIES) this.#stories.delete(this.#stories.keys().next().value ?? 0)
  }

  /** One entry for each person, longest there first; `except` is the tab that asks. */
  presentIn(story: number, now: number, except: { by: string; tab: string }): Present[] {
    const present = new Map<string, Present & { since: string }>()
    for (const [key, { by, since, seenAt, typing }] of this.#openTabs(story, now)) {
      if (key === `${except.by}\n${except.tab}`) continue
      const before = present.get(by)
      const isTyping = typing && now - seenAt < TYPING_MS
      const at = instantOf(since)
      present.set(by, {
        by,
        since: before && before.since < at ? before.since : at,
        typing: isTyping || before?.typing === true,
        ...(by === except.by && { you: true }),
      })
    }
    return [...present.values()].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.by < b.by ? -1 : 1))
  }

  #openTabs(story: number, now: number) {
    const tabs = this.#stories.get(story) ?? new Map<string, Tab>()
    for (const [key, { seenAt }] of tabs) if (now - seenAt >= AWAY_AFTER_MS) tabs.delete(key)
    return tabs
  }
}

/** A page that knows the story by a former slug is told the present one. */
export function heartbeat(ledger: Ledger, now: number, presence: Presence, slug: string, beat: Heartbeat, actor: Actor): PresenceSeen | Refusal {
  const it: ArticleRow | undefined = storyCalled(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  presence.beat(it.id, beat, actor.name, now)
  return { ok: true, entry: entryOf(it), present: presence.presentIn(it.id, now, { by: actor.name, tab: beat.tab }) }
}
