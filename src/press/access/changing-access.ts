/** What an admin changes about what somebody else may do. Nobody changes their own: an admin remains. */
import { instantOf } from '../../copy/text/instant.ts'
import type { AccessRefusal } from '../access-calls.ts'
import type { Actor, Role } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { readPerson } from './people.ts'
import { deleteSessionsOf } from './sessions.ts'
import { expireLinks } from './sign-in-links.ts'

export function changeRole(ledger: Ledger, id: string, role: Role, actor: Actor, now: number): { ok: true } | AccessRefusal {
  const person = readPerson(ledger, id, now)
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.name === actor.name) return { ok: false, reason: 'yourself' }
  if (person.role === role) return { ok: true }
  run(ledger, 'UPDATE people SET role = ? WHERE id = ?', role, id)
  recordAudit(ledger, actor, now, { what: 'role', detail: `${person.name}: ${person.role} → ${role}` })
  return { ok: true }
}

export function disablePerson(ledger: Ledger, id: string, actor: Actor, now: number): { ok: true } | AccessRefusal {
  const person = readPerson(ledger, id, now)
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.name === actor.name) return { ok: false, reason: 'yourself' }
  if (person.disabledAt) return { ok: true }
  run(ledger, 'UPDATE people SET disabled_at = ? WHERE id = ?', instantOf(now), id)
  expireLinks(ledger, id, now)
  deleteSessionsOf(ledger, id)
  recordAudit(ledger, actor, now, { what: 'disable-person', detail: person.name })
  return { ok: true }
}

export function enablePerson(ledger: Ledger, id: string, actor: Actor, now: number): { ok: true } | AccessRefusal {
  const person = readPerson(ledger, id, now)
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (!person.disabledAt) return { ok: true }
  run(ledger, 'UPDATE people SET disabled_at = NULL WHERE id = ?', id)
  recordAudit(ledger, actor, now, { what: 'enable-person', detail: person.name })
  return { ok: true }
}
