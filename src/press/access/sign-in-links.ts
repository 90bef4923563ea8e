/** Links that sign somebody in, once. Looking at one spends nothing: mail scanners and chats open every address that passes by. */
import { instantOf } from '../../copy/text/instant.ts'
import type { AccessRefusal, LinkKind, LinkRefusal, NewSession, Person, SignedIn, SignInLink } from '../access-calls.ts'
import type { Actor, Role } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { addPerson, personNamed, readPerson } from './people.ts'
import { beginSession } from './sessions.ts'

const MINUTE_MS = 60_000
/** One's own is used at once. Somebody else reads their messages tomorrow, or after the weekend. */
const LIFE_MS: Record<LinkKind, number> = { own: 10 * MINUTE_MS, 'sign-in': 72 * 60 * MINUTE_MS, invite: 72 * 60 * MINUTE_MS }
/** So long we can still say why a link doesn't work. */
const REMEMBERED_MS = 7 * 24 * 60 * MINUTE_MS

type Made = ({ ok: true } & SignInLink) | AccessRefusal

export function invite(ledger: Ledger, { name, role, hash }: { name: string; role?: Role; hash: string }, actor: Actor, now: number): Made {
  const known = personNamed(ledger, name, now)
  if (!known && !role) return { ok: false, reason: 'no-role', name }
  if (known && role && known.role !== role) return { ok: false, reason: 'name-taken', name: known.name, role: known.role }
  if (known?.disabledAt) return { ok: false, reason: 'disabled-person', name: known.name }
  const person = known ?? addPerson(ledger, { name, role: role as Role }, now) // Refused above where there is neither.
  const link = saveLink(ledger, { hash, kind: known ? 'sign-in' : 'invite', person }, now)
  recordAudit(ledger, actor, now, { what: known ? 'sign-in-link' : 'invite', detail: `${person.name} (${person.role})` })
  return { ok: true, ...link }
}

/** Somebody of the caller's name keeps the role they have. */
export function linkForSelf(ledger: Ledger, hash: string, actor: Actor, now: number): Made {
  const person = personNamed(ledger, actor.name, now) ?? addPerson(ledger, actor, now)
  if (person.disabledAt) return { ok: false, reason: 'disabled-person', name: person.name }
  const link = saveLink(ledger, { hash, kind: 'own', person }, now)
  recordAudit(ledger, actor, now, { what: 'sign-in-link', detail: `${person.name} (${person.role})` })
  return { ok: true, ...link }
}

export function readLink(ledger: Ledger, hash: string, now: number): ({ ok: true } & SignInLink) | LinkRefusal {
  type LinkRow = { person: string; kind: LinkKind; expires_at: string; used_at: string | null }
  const link = row<LinkRow>(ledger, 'SELECT person, kind, expires_at, used_at FROM sign_in_links WHERE hash = ?', hash)
  const person = link && readPerson(ledger, link.person, now)
  if (!link || !person) return { ok: false, reason: 'unknown-link' }
  if (link.used_at) return { ok: false, reason: 'used-link' }
  if (link.expires_at <= instantOf(now)) return { ok: false, reason: 'expired-link' }
  if (person.disabledAt) return { ok: false, reason: 'disabled-person', name: person.name }
  return { ok: true, kind: link.kind, person, expiresAt: link.expires_at }
}

export function signInByLink(ledger: Ledger, hash: string, session: NewSession, now: number): SignedIn | LinkRefusal {
  const link = readLink(ledger, hash, now)
  if (!link.ok) return link
  const { id, name, role, passkeys } = link.person
  run(ledger, 'UPDATE sign_in_links SET used_at = ? WHERE hash = ?', instantOf(now), hash)
  const expiresAt = beginSession(ledger, id, session, 'link', now)
  recordAudit(ledger, { name }, now, { what: 'sign-in', detail: `link, ${session.agent}` })
  return { ok: true, actor: { name, role }, person: id, kind: link.kind, passkeys, expiresAt }
}

/** The newest is the one that works. */
function saveLink(ledger: Ledger, { hash, kind, person }: { hash: string; kind: LinkKind; person: Person }, now: number): SignInLink {
  const expiresAt = instantOf(now + LIFE_MS[kind])
  run(ledger, 'DELETE FROM sign_in_links WHERE expires_at <= ?', instantOf(now - REMEMBERED_MS))
  expireLinks(ledger, person.id, now)
  run(
    ledger,
    'INSERT INTO sign_in_links (hash, person, kind, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
    ...[hash, person.id, kind, instantOf(now), expiresAt],
  )
  return { kind, person, expiresAt }
}

/** They are remembered, so that their pages can say so. */
export const expireLinks = (ledger: Ledger, person: string, now: number) =>
  run(ledger, 'UPDATE sign_in_links SET expires_at = min(expires_at, ?) WHERE person = ? AND used_at IS NULL', instantOf(now), person)
