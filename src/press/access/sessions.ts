/**
 * Sessions of people at the desk. Whoever has the secret is the person, so only its hash is here. Role and person are read
 * at every request: what an admin takes away is gone at the next one.
 */
import { instantOf } from '../../copy/text/instant.ts'
import type { NewSession, SessionHolder, SessionInfo } from '../access-calls.ts'
import type { Actor, Role } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'

const HOUR_MS = 3_600_000
/** A shift with its breaks. Somebody who comes back the next morning touches their passkey once. */
const IDLE_MS = 12 * HOUR_MS
/** However much it is used. */
const LIFE_MS = 30 * 24 * HOUR_MS
/** A write for each request would be one too many. */
const SEEN_RECORDED_EVERY_MS = 60_000
/** Of one person; the one that was used longest ago makes room. */
const MAX_SESSIONS = 50

/** Sessions last seen by then have ended. */
export const idleSince = (now: number) => instantOf(now - IDLE_MS)

type SessionRow = { id: string; created_at: string; last_seen_at: string; expires_at: string; agent: string; via: 'link' | 'passkey' }

export function beginSession(ledger: Ledger, person: string, { hash, agent }: NewSession, via: SessionInfo['via'], now: number): string {
  deleteEndedSessions(ledger, now)
  run(
    ledger,
    `DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE person = ? ORDER BY last_seen_at DESC LIMIT -1 OFFSET ?)`,
    person,
    MAX_SESSIONS - 1,
  )
  const at = instantOf(now)
  const expiresAt = instantOf(now + LIFE_MS)
  run(
    ledger,
    'INSERT INTO sessions (hash, id, person, created_at, last_seen_at, expires_at, agent, via) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[hash, crypto.randomUUID(), person, at, at, expiresAt, agent, via],
  )
  return expiresAt
}

type HolderRow = { id: string; person: string; created_at: string; last_seen_at: string; expires_at: string; name: string; role: Role }

export function sessionHolder(ledger: Ledger, hash: string, now: number): SessionHolder | null {
  const session = row<HolderRow>(
    ledger,
    `SELECT s.id, s.person, s.created_at, s.last_seen_at, s.expires_at, p.name, p.role FROM sessions s JOIN people p ON p.id = s.person
     WHERE s.hash = ? AND p.disabled_at IS NULL`,
    hash,
  )
  if (!session || session.expires_at <= instantOf(now) || session.last_seen_at <= idleSince(now)) return null
  if (now - Date.parse(session.last_seen_at) >= SEEN_RECORDED_EVERY_MS) run(ledger, 'UPDATE sessions SET last_seen_at = ? WHERE hash = ?', instantOf(now), hash)
  const expiresAt = instantOf(Math.min(now + IDLE_MS, Date.parse(session.expires_at)))
  return { name: session.name, role: session.role, person: session.person, session: session.id, signedInAt: session.created_at, expiresAt }
}

export const listSessions = (ledger: Ledger, person: string, now: number) =>
  rows<SessionRow>(
    ledger,
    `SELECT id, created_at, last_seen_at, expires_at, agent, via FROM sessions WHERE person = ? AND last_seen_at > ? AND expires_at > ?
     ORDER BY last_seen_at DESC, created_at DESC`,
    ...[person, idleSince(now), instantOf(now)],
  ).map(
    ({ created_at, last_seen_at, expires_at, ...session }): SessionInfo => ({
      ...session,
      createdAt: created_at,
      lastSeenAt: last_seen_at,
      expiresAt: expires_at,
    }),
  )

export function endSession(ledger: Ledger, person: string, session: string, actor: Actor, now: number) {
  const ended = row<{ hash: string; agent: string }>(ledger, 'SELECT hash, agent FROM sessions WHERE person = ? AND id = ?', person, session)
  if (!ended) return false
  run(ledger, 'DELETE FROM sessions WHERE hash = ?', ended.hash)
  recordAudit(ledger, actor, now, { what: 'end-session', detail: `${nameOf(ledger, person) ?? person}: ${ended.agent}` })
  return true
}

export function endSessions(ledger: Ledger, person: string, actor: Actor, now: number, except = '') {
  const name = nameOf(ledger, person)
  if (name === undefined) return { ok: false as const, reason: 'unknown-person' as const }
  const ended = rows(ledger, 'DELETE FROM sessions WHERE person = ? AND id <> ? RETURNING id', person, except).length
  if (ended > 0) recordAudit(ledger, actor, now, { what: 'end-sessions', detail: `${name}: ${ended}` })
  return { ok: true as const, ended }
}

export const deleteSessionsOf = (ledger: Ledger, person: string) => run(ledger, 'DELETE FROM sessions WHERE person = ?', person)

function deleteEndedSessions(ledger: Ledger, now: number) {
  run(ledger, 'DELETE FROM sessions WHERE expires_at <= ?', instantOf(now))
  run(ledger, 'DELETE FROM sessions WHERE last_seen_at <= ?', idleSince(now))
}

const nameOf = (ledger: Ledger, person: string) => row<{ name: string }>(ledger, 'SELECT name FROM people WHERE id = ?', person)?.name
