/** The calls about people, signing in and sessions. Only admins change what others may do; the rest is each person's own. */
import type { AccessCalls } from '../access-calls.ts'
import { change, read, type Task } from '../task.ts'
import { changeRole, disablePerson, enablePerson } from './changing-access.ts'
import { addPasskey, challengeKey, listPasskeys, passkeyKey, removePasskey, renamePasskey, signInByPasskey } from './passkeys.ts'
import { listPeople } from './people.ts'
import { endSession, endSessions, listSessions, sessionHolder } from './sessions.ts'
import { invite, linkForSelf, readLink, signInByLink } from './sign-in-links.ts'

type AccessTable = { [Name in keyof AccessCalls]: (...asked: Parameters<AccessCalls[Name]>) => Task<Awaited<ReturnType<AccessCalls[Name]>>> }

export const ACCESS_CALLS: AccessTable = {
  people: () => read(listPeople),
  invite: (asked, actor) => change({ actor, needs: 'admin' }, (ledger, now) => invite(ledger, asked, actor, now)),
  linkForSelf: (hash, actor) => change({ actor, needs: 'admin' }, (ledger, now) => linkForSelf(ledger, hash, actor, now)),
  changeRole: (person, role, actor) => change({ actor, needs: 'admin' }, (ledger, now) => changeRole(ledger, person, role, actor, now)),
  disablePerson: (person, actor) => change({ actor, needs: 'admin' }, (ledger, now) => disablePerson(ledger, person, actor, now)),
  enablePerson: (person, actor) => change({ actor, needs: 'admin' }, (ledger, now) => enablePerson(ledger, person, actor, now)),

  readLink: (hash) => read((ledger, now) => readLink(ledger, hash, now)),
  signInByLink: (hash, session) => change(undefined, (ledger, now) => signInByLink(ledger, hash, session, now)),
  challengeKey: () => read(challengeKey),
  passkeyKey: (id) => read((ledger) => passkeyKey(ledger, id)),
  signInByPasskey: (passkey, session) => change(undefined, (ledger, now) => signInByPasskey(ledger, passkey, session, now)),

  sessionHolder: (hash) => read((ledger, now) => sessionHolder(ledger, hash, now)),
  sessions: (person) => read((ledger, now) => listSessions(ledger, person, now)),
  endSession: (person, session, actor) => change(undefined, (ledger, now) => endSession(ledger, person, session, actor, now)),
  endSessions: (person, actor, except) => change(undefined, (ledger, now) => endSessions(ledger, person, actor, now, except)),

  passkeys: (person) => read((ledger) => listPasskeys(ledger, person)),
  addPasskey: (person, passkey, actor) => change(undefined, (ledger, now) => addPasskey(ledger, person, passkey, actor, now)),
  renamePasskey: (person, id, name, actor) => change(undefined, (ledger, now) => renamePasskey(ledger, person, id, name, actor, now)),
  removePasskey: (person, id, actor) => change(undefined, (ledger, now) => removePasskey(ledger, person, id, actor, now)),
}
