/**
 * WebSub (w3.org/TR/websub, and the ping that hubs take: PubSubHubbub 0.3, 7.1): the hub is told that a feed changed, and fetches it. It is told
 * twice, because KV may hand out the old value for up to a minute elsewhere, and a hub that fetched too early would never ask again.
 */
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { dueFeedPings, postponeFeedPings, settleFeedPing } from '../ledger/feed-pings.ts'
import { readSite } from '../ledger/stored-values.ts'
import type { PressContext } from '../printing/press-context.ts'
import { backoffMs } from './backoff.ts'
import { type Called, callOutside } from './call-outside.ts'

const KV_SETTLES_MS = 65_000
/** Then it is left: the feed's next change tells it. */
const MAX_ATTEMPTS = 6
/** In one go. */
const MAX_FEEDS = 50
const FILES = ['feed.xml', 'feed.json']

export async function pingHub(context: PressContext): Promise<void> {
  const { ledger, transact, clock, outside, log } = context
  const site = readSite(ledger)?.url ?? ''
  for (const ping of dueFeedPings(ledger, clock(), MAX_FEEDS)) {
    const failure = await failureOf(context, `${site}${pathOfFeed(ping.feed)}`)
    if (!failure) {
      transact(() => settleFeedPing(ledger, ping, ping.again === 1 ? clock() + KV_SETTLES_MS : undefined, 0))
      continue
    }
    const attempts = ping.attempts + 1
    log({ event: 'hub-not-told', feed: ping.feed, attempts, error: `${failure.status ?? ''} ${failure.said.slice(0, 200)}`.trim() })
    const again = clock() + backoffMs(attempts + 1, outside.random())
    transact(() => {
      settleFeedPing(ledger, ping, attempts < MAX_ATTEMPTS ? again : undefined, attempts)
      // A hub that doesn't answer isn't asked for every feed.
      postponeFeedPings(ledger, again)
    })
    return
  }
}

async function failureOf({ outside, clock }: PressContext, feed: string): Promise<Called | undefined> {
  for (const file of FILES) {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': `${feed}${file}` })
    const called = await callOutside(outside, outside.hub ?? '', { method: 'POST', body }, clock())
    if (!called.ok) return called
  }
  return undefined
}

/** As the routes of feeds have it. */
function pathOfFeed(listing: string) {
  if (listing === 'latest') return '/'
  return encodeLetters(`/${listing.replace(/^section\//, '')}/`)
}
