/** Who works here. A person is never deleted, since the audit trail names them: they are disabled. */
import { foldName } from '../../copy/shapes/name.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Person } from '../access-calls.ts'
import type { Actor, Role } from '../calls.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { idleSince } from './sessions.ts'

type PersonRow = {
  id: string
  name: string
  role: Role
  created_at: string
  disabled_at: string | null
  passkeys: number
  sessions: number
  last_seen_at: string | null
}

/** Bound first: since when a session has been idle too long, and now. */
const COLUMNS = `id, name, role, created_at, disabled_at,
  (SELECT count(*) FROM passkeys WHERE passkeys.person = people.id) AS passkeys,
  (SELECT count(*) FROM sessions WHERE sessions.person = people.id AND last_seen_at > ? AND expires_at > ?) AS sessions,
  (SELECT max(last_seen_at) FROM sessions WHERE sessions.person = people.id) AS last_seen_at`

const personOf = ({ created_at, disabled_at, last_seen_at, ...person }: PersonRow): Person => ({
  ...person,
  createdAt: created_at,
  ...(disabled_at && { disabledAt: disabled_at }),
  ...(last_seen_at && { lastSeenAt: last_seen_at }),
})

export const listPeople = (ledger: Ledger, now: number) =>
  rows<PersonRow>(ledger, `SELECT ${COLUMNS} FROM people ORDER BY disabled_at IS NOT NULL, folded`, idleSince(now), instantOf(now)).map(personOf)

export function readPerson(ledger: Ledger, id: string, now: number): Person | undefined {
  const found = row<PersonRow>(ledger, `SELECT ${COLUMNS} FROM people WHERE id = ?`, idleSince(now), instantOf(now), id)
  return found && personOf(found)
}

export function personNamed(ledger: Ledger, name: string, now: number): Person | undefined {
  const found = row<PersonRow>(ledger, `SELECT ${COLUMNS} FROM people WHERE folded = ?`, idleSince(now), instantOf(now), foldName(name))
  return found && personOf(found)
}

export function addPerson(ledger: Ledger, { name, role }: Actor, now: number): Person {
  const id = crypto.randomUUID()
  run(ledger, 'INSERT INTO people (id, name, folded, role, created_at) VALUES (?, ?, ?, ?, ?)', id, name, foldName(name), role, instantOf(now))
  return { id, name, role, createdAt: instantOf(now), passkeys: 0, sessions: 0 }
}
