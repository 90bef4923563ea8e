/**
 * Redirects are made, changed and removed. Each leads where readers end up: what would lead to another old address takes over where that
 * leads, and what led to this one follows. So there are no chains, and what would lead back to itself is refused.
 */
import { isFreeAddress, MADE_BY, spellOldAddress } from '../../copy/old-address.ts'
import { parseWith } from '../../copy/parse.ts'
import { SiteUrl } from '../../copy/shapes/field.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { movedTo } from '../ledger/names.ts'
import {
  dateOldAddress,
  deleteOldAddress,
  forgetAsked,
  type OldAddressRow,
  type OldTarget,
  oldAddressRow,
  queueOldPlace,
  redirectOldAddresses,
  saveOldAddress,
  storyAt,
} from '../ledger/old-addresses.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import type { NewRedirect, RedirectRefusal, RedirectSaved } from '../redirect-calls.ts'
import { NAME_KINDS, type TagRefusal } from '../reference-calls.ts'
import { redirectOf } from './listed-redirects.ts'
import { pageAt } from './page-at.ts'

type Expected = readonly string[] | 'any' | 'none'
/** Changed by whom and when is no part of what somebody expects. */
export const redirectTag = ({ from, to }: NewRedirect) => tagOf({ from, to })

export function saveRedirect(ledger: Ledger, sent: NewRedirect, actor: Actor, now: number, expect?: Expected): RedirectSaved | RedirectRefusal | TagRefusal {
  const from = freeAddress(ledger, sent)
  if (!from.ok) return from
  const before = oldAddressRow(ledger, from.address)
  const refusal = tagPreconditionRefusal(expect, `redirect from "${from.address}"`, before && redirectTag(redirectOf(ledger, before)))
  if (refusal) return refusal
  const saved = save(ledger, from.address, sent.to, before, actor, now, false)
  if (saved.ok && saved.result !== 'same')
    recordAudit(ledger, actor, now, { what: 'redirect', detail: `${from.address} → ${saved.redirect.to ?? 'gone (410)'}` })
  return saved
}

export function importRedirects(ledger: Ledger, sent: readonly NewRedirect[], actor: Actor, now: number): (RedirectSaved | RedirectRefusal)[] {
  const saved = sent.map((row) => {
    const from = freeAddress(ledger, row)
    return from.ok ? save(ledger, from.address, row.to, oldAddressRow(ledger, from.address), actor, now, true) : from
  })
  const done = saved.filter((it) => it.ok && it.result !== 'same').length
  if (done > 0) recordAudit(ledger, actor, now, { what: 'import-redirects', detail: `${done} of ${sent.length}` })
  return saved
}

/** One that an export has. */
export function restoreRedirect(ledger: Ledger, sent: NewRedirect, { at, by }: { at: string; by: string }, now: number): { ok: true } | RedirectRefusal {
  const from = freeAddress(ledger, sent)
  if (!from.ok) return from
  const saved = save(ledger, from.address, sent.to, oldAddressRow(ledger, from.address), { name: by, role: 'editor' }, now, true)
  if (saved.ok && saved.result !== 'same') dateOldAddress(ledger, from.address, at)
  return saved.ok ? { ok: true } : saved
}

export function removeRedirect(ledger: Ledger, typed: string, actor: Actor, now: number, expect?: Expected): boolean | RedirectRefusal | TagRefusal {
  const address = spellOldAddress(typed)
  const before = address === undefined ? undefined : oldAddressRow(ledger, address)
  const refusal = tagPreconditionRefusal(expect, `redirect from "${typed}"`, before && redirectTag(redirectOf(ledger, before)))
  if (refusal) return refusal
  if (!before) return false
  if (before.made) return refuse('from', automaticMessage(ledger, before))
  deleteOldAddress(ledger, before.address)
  forgetAsked(ledger, before.address)
  queueOldPlace(ledger, before.address, now)
  recordAudit(ledger, actor, now, { what: 'remove-redirect', detail: before.address })
  return true
}

function save(ledger: Ledger, address: string, to: string | null, before: OldAddressRow | undefined, actor: Actor, now: number, bulk: boolean) {
  const found = targetFor(ledger, address, to)
  if (!found.ok) return found
  const { target, note, asked = null } = found
  const isSame = before?.article === target.article && before.target === target.target
  if (!isSame || (before.asked !== asked && !before.made)) {
    saveOldAddress(ledger, address, target, { at: instantOf(now), by: actor.name, asked })
    queueOldPlace(ledger, address, now, bulk)
    redirectOldAddresses(ledger, address, target, now)
  }
  const redirect = redirectOf(ledger, oldAddressRow(ledger, address) as OldAddressRow)
  const result = isSame ? 'same' : before ? 'changed' : 'added'
  return { ok: true, redirect, result, ...(note && { note }) } satisfies RedirectSaved
}

const refuse = (field: 'from' | 'to', message: string): RedirectRefusal => ({ ok: false, reason: 'bad-redirect', field, message })

function automaticMessage(ledger: Ledger, before: OldAddressRow) {
  const { from, to } = redirectOf(ledger, before)
  const remedy = before.made === 'section' ? 'move the story back' : 'rename that back'
  return `${from} leads to ${to} by itself: that was made ${MADE_BY[before.made ?? 'rename']}, and can’t be changed here. To have the address again, ${remedy}.`
}

/** What leads there by itself is no free address; that it leads where it leads is said again by every exported file. */
function freeAddress(ledger: Ledger, { from: typed, to }: NewRedirect): { ok: true; address: string } | RedirectRefusal {
  const address = spellOldAddress(typed)
  if (address === undefined)
    return refuse('from', 'An old address must be a path such as /2019/05/harvest or /?p=123, or a whole address, of up to 2,048 characters that can be read.')
  if (!isFreeAddress(address)) return refuse('from', `The site’s own pages are at ${address}, so nobody can be sent on from there.`)
  const automatic = oldAddressRow(ledger, address)
  if (automatic?.made) return leadsThere(ledger, automatic, to) ? { ok: true, address } : refuse('from', automaticMessage(ledger, automatic))
  const page = pageAt(ledger, address)
  return page === undefined
    ? { ok: true, address }
    : refuse('from', `Readers find ${page} at ${address}. To send them elsewhere, withdraw or rename that first.`)
}

function leadsThere(ledger: Ledger, { address, article, target }: OldAddressRow, to: string | null) {
  const found = targetFor(ledger, address, to)
  return found.ok && found.target.article === article && found.target.target === target
}

type Found = { ok: true; target: OldTarget; note?: string; asked?: string } | RedirectRefusal

function targetFor(ledger: Ledger, from: string, typed: string | null): Found {
  if (typed === null) return { ok: true, target: { article: null, target: null } }
  const url = parseWith(SiteUrl, withoutOrigin(ledger, typed.trim()))
  if (!url.ok) return refuse('to', url.flaws[0]?.message ?? 'An address must start with https://, http:// or a single slash.')
  if (!url.value.startsWith('/')) return { ok: true, target: { article: null, target: new URL(url.value).href } }
  const spelled = spellOldAddress(url.value)
  if (spelled === undefined) return refuse('to', 'This address can’t be read. Copy it again.')
  const next = oldAddressRow(ledger, spelled)
  const way = wayFrom(ledger, spelled, from)
  if (way.at(-1) === from || next?.target === from) return refuse('to', loopMessage(from, way))
  if (next && pageAt(ledger, spelled) === undefined)
    return { ok: true, target: { article: next.article, target: next.target }, ...(!next.made && { asked: spelled }) }
  const story = storyAt(ledger, spelled)
  if (story)
    return {
      ok: true,
      target: { article: story.id, target: null },
      ...(!story.came_out && { note: `“${story.slug}” isn’t published yet. Until it is, this address answers 404.` }),
    }
  if (!isFreeAddress(spelled)) return { ok: true, target: { article: null, target: url.value } }
  return {
    ok: true,
    target: { article: null, target: presentPath(ledger, spelled) },
    ...(pageAt(ledger, spelled) === undefined && { note: `Nothing is at ${spelled} yet.` }),
  }
}

/** Longer chains are somebody's mistake, or an attack. */
const MAX_WAY = 100

/** Where readers would be led from one old address to the next as editors put it, until a page or `from` is there. */
function wayFrom(ledger: Ledger, address: string, from: string): string[] {
  const way = [address]
  for (let at: string | null = address; at !== null && at !== from && way.length < MAX_WAY; ) {
    const next: OldAddressRow | undefined = pageAt(ledger, at) === undefined ? oldAddressRow(ledger, at) : undefined
    at = next ? (next.asked ?? next.target) : null
    if (at !== null) way.push(at)
  }
  return way
}

/** The two ends, and as much of what is between as anybody reads. */
const MAX_NAMED = 12

function loopMessage(from: string, way: readonly string[]) {
  const [first] = way
  if (first === from) return `${from} would lead to itself.`
  const whole = [from, ...way.filter((address) => address !== from)]
  const named = whole.length > MAX_NAMED ? [...whole.slice(0, MAX_NAMED - 1), '…', ...whole.slice(-1)] : whole
  return `${first} already leads to ${from}, so readers would go round in a circle: ${[...named, from].join(' → ')}.`
}

/** A topic or an author by its present name. */
function presentPath(ledger: Ledger, path: string) {
  const [, kind, slug = ''] = path.split('/')
  const known = NAME_KINDS.find((it) => it === kind)
  const moved = known && movedTo(ledger, known, slug)
  return moved === undefined ? path : `/${known}/${moved}`
}

/** A whole address of this site, as a path. */
function withoutOrigin(ledger: Ledger, address: string) {
  if (address.startsWith('/') || !URL.canParse(address)) return address
  const url = new URL(address)
  const site = readSite(ledger)?.url
  return site && URL.canParse(site) && url.origin === new URL(site).origin ? `${url.pathname}${url.search}${url.hash}` : address
}
