/** Who may speak to the press. Of a token only its SHA-256 is saved, so that the ledger gives nothing away. */

import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Role, TokenHolder, TokenInfo } from '../calls.ts'
import { recordAudit } from './audit.ts'
import { type Ledger, row, rows, run } from './sql.ts'

type TokenRow = {
  id: string
  name: string
  role: Role
  created_at: string
  expires_at: string | null
  revoked_at: string | null
  last_used_at: string | null
  unattended: number | null
}

const COLUMNS = 'id, name, role, created_at, expires_at, revoked_at, last_used_at, unattended'
/** `lastUsedAt` is exact to the minute: a write for each request would be one too many. */
const USE_RECORDED_EVERY_MS = 60_000

const infoOf = ({ id, name, role, created_at, expires_at, revoked_at, last_used_at, unattended }: TokenRow): TokenInfo => ({
  id,
  name,
  role,
  createdAt: created_at,
  ...(expires_at && { expiresAt: expires_at }),
  ...(revoked_at && { revokedAt: revoked_at }),
  ...(last_used_at && { lastUsedAt: last_used_at }),
  ...(unattended && { unattended: true as const }),
})

type NewToken = { id: string; name: string; role: Role; hash: string; expiresAt?: string; unattended?: true }

/** The same hash again is the same token, with what is now said of it. */
export function addToken(ledger: Ledger, { id, name, role, hash, expiresAt, unattended }: NewToken, actor: Actor, now: number): TokenInfo {
  run(
    ledger,
    `INSERT INTO tokens (id, name, role, hash, created_at, expires_at, unattended) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET name = excluded.name, role = excluded.role, expires_at = excluded.expires_at, revoked_at = NULL,
       unattended = excluded.unattended`,
    ...[id, name, role, hash, instantOf(now), expiresAt ?? null, unattended ? 1 : null],
  )
  recordAudit(ledger, actor, now, { what: 'token', detail: `${name} (${role}${unattended ? ', unattended' : ''})` })
  return infoOf(row<TokenRow>(ledger, `SELECT ${COLUMNS} FROM tokens WHERE hash = ?`, hash) as TokenRow)
}

export const listTokens = (ledger: Ledger) => rows<TokenRow>(ledger, `SELECT ${COLUMNS} FROM tokens ORDER BY created_at, id`).map(infoOf)

export function revokeToken(ledger: Ledger, id: string, actor: Actor, now: number) {
  if (run(ledger, 'UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', instantOf(now), id) === 0) return false
  recordAudit(ledger, actor, now, { what: 'revoke-token', detail: id })
  return true
}

export function tokenHolder(ledger: Ledger, hash: string, now: number): TokenHolder | null {
  const token = row<TokenRow>(ledger, `SELECT ${COLUMNS} FROM tokens WHERE hash = ?`, hash)
  if (!token || token.revoked_at || (token.expires_at && Date.parse(token.expires_at) <= now)) return null
  if (now - Date.parse(token.last_used_at ?? '1970-01-01T00:00:00Z') > USE_RECORDED_EVERY_MS)
    run(ledger, 'UPDATE tokens SET last_used_at = ? WHERE id = ?', instantOf(now), token.id)
  return {
    name: token.name,
    role: token.role,
    ...(token.expires_at && { expiresAt: token.expires_at }),
    ...(token.unattended && { unattended: true as const }),
  }
}
