/** Passkeys (WebAuthn): public keys, and how often each was used. Signatures are checked before this is asked. */
import { instantOf } from '../../copy/text/instant.ts'
import type { NewPasskey, NewSession, Passkey, PasskeyKey, PasskeyRefusal, SignedIn, SpentChallenge } from '../access-calls.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readPerson } from './people.ts'
import { beginSession } from './sessions.ts'

/** Of one person. */
const MAX_PASSKEYS = 20

type KeyRow = { id: string; person: string; public_key: string; counter: number; transports: string }

const keyRow = (ledger: Ledger, id: string) => row<KeyRow>(ledger, 'SELECT id, person, public_key, counter, transports FROM passkeys WHERE id = ?', id)

export function passkeyKey(ledger: Ledger, id: string): PasskeyKey | null {
  const key = keyRow(ledger, id)
  return key ? { id, publicKey: key.public_key, counter: key.counter, transports: JSON.parse(key.transports) as string[] } : null
}

export function signInByPasskey(
  ledger: Ledger,
  { id, counter, ...challenge }: { id: string; counter: number } & SpentChallenge,
  session: NewSession,
  now: number,
): SignedIn | PasskeyRefusal {
  const key = keyRow(ledger, id)
  const person = key && readPerson(ledger, key.person, now)
  if (!key || !person) return { ok: false, reason: 'unknown-passkey' }
  if (person.disabledAt) return { ok: false, reason: 'disabled-person', name: person.name }
  if (!spendChallenge(ledger, challenge, now)) return { ok: false, reason: 'spent-challenge' }
  // A counter that doesn't grow says that there are two of it (WebAuthn, 6.1.1). Synced passkeys always say 0.
  if (counter <= key.counter && (counter > 0 || key.counter > 0)) {
    recordAudit(ledger, person, now, { what: 'copied-passkey', detail: id })
    return { ok: false, reason: 'copied-passkey' }
  }
  run(ledger, 'UPDATE passkeys SET counter = ?, last_used_at = ? WHERE id = ?', counter, instantOf(now), id)
  const expiresAt = beginSession(ledger, person.id, session, 'passkey', now)
  const { name, role, passkeys } = person
  recordAudit(ledger, { name }, now, { what: 'sign-in', detail: `passkey, ${session.agent}` })
  return { ok: true, actor: { name, role }, person: person.id, passkeys, expiresAt }
}

type PasskeyRow = { id: string; name: string; created_at: string; last_used_at: string | null }

export const listPasskeys = (ledger: Ledger, person: string) =>
  rows<PasskeyRow>(ledger, 'SELECT id, name, created_at, last_used_at FROM passkeys WHERE person = ? ORDER BY created_at', person).map(
    ({ id, name, created_at, last_used_at }): Passkey => ({ id, name, createdAt: created_at, ...(last_used_at && { lastUsedAt: last_used_at }) }),
  )

export function addPasskey(
  ledger: Ledger,
  person: string,
  { id, publicKey, counter, transports, name, ...challenge }: NewPasskey & SpentChallenge,
  actor: Actor,
  now: number,
): { ok: true } | PasskeyRefusal {
  const holder = readPerson(ledger, person, now)
  if (!holder) return { ok: false, reason: 'unknown-person' }
  if (keyRow(ledger, id)) return { ok: false, reason: 'known-passkey' }
  if (holder.passkeys >= MAX_PASSKEYS) return { ok: false, reason: 'too-many-passkeys' }
  if (!spendChallenge(ledger, challenge, now)) return { ok: false, reason: 'spent-challenge' }
  run(
    ledger,
    'INSERT INTO passkeys (id, person, public_key, counter, transports, name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[id, person, publicKey, counter, JSON.stringify(transports), name, instantOf(now)],
  )
  recordAudit(ledger, actor, now, { what: 'add-passkey', detail: `${holder.name}: ${name}` })
  return { ok: true }
}

export function renamePasskey(ledger: Ledger, person: string, id: string, name: string, actor: Actor, now: number) {
  const before = nameOfPasskey(ledger, person, id)
  if (before === undefined) return false
  run(ledger, 'UPDATE passkeys SET name = ? WHERE id = ?', name, id)
  if (before !== name) recordAudit(ledger, actor, now, { what: 'rename-passkey', detail: `${before} → ${name}` })
  return true
}

export function removePasskey(ledger: Ledger, person: string, id: string, actor: Actor, now: number) {
  const name = nameOfPasskey(ledger, person, id)
  if (name === undefined) return false
  run(ledger, 'DELETE FROM passkeys WHERE id = ?', id)
  recordAudit(ledger, actor, now, { what: 'remove-passkey', detail: name })
  return true
}

const nameOfPasskey = (ledger: Ledger, person: string, id: string) =>
  row<{ name: string }>(ledger, 'SELECT name FROM passkeys WHERE person = ? AND id = ?', person, id)?.name

/** Each challenge is answered once; those that are over are refused before they come here. */
function spendChallenge(ledger: Ledger, { challenge, expiresAt }: SpentChallenge, now: number) {
  run(ledger, 'DELETE FROM spent_challenges WHERE expires_at <= ?', now)
  return expiresAt > now && rows(ledger, 'INSERT OR IGNORE INTO spent_challenges VALUES (?, ?) RETURNING challenge', challenge, expiresAt).length === 1
}

/** Made once, and in no export. */
export function challengeKey(ledger: Ledger): string {
  const known = row<{ json: string }>(ledger, `SELECT json FROM kept WHERE name = 'challenge-key'`)
  if (known) return JSON.parse(known.json) as string
  const key = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  run(ledger, `INSERT INTO kept (name, json) VALUES ('challenge-key', ?)`, JSON.stringify(key))
  return key
}
