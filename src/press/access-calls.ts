/**
 * People, how they sign in, and their sessions. Of links and sessions only SHA-256 hashes (hex) come here; of passkeys, public keys.
 * A person's `id` is a UUID; names are unique, whatever their case. Times are ISO 8601 in UTC to the second.
 */
import type { Actor, Role } from './roles.ts'

/** `sessions` and `passkeys` are counts; `lastSeenAt` is exact to the minute. */
export type Person = {
  id: string
  name: string
  role: Role
  createdAt: string
  /** Since when they can't sign in. */
  disabledAt?: string
  passkeys: number
  sessions: number
  lastSeenAt?: string
}

/** `invite`: for somebody new. `sign-in`: made by an admin for somebody. `own`: made by an admin for themselves. */
export type LinkKind = 'invite' | 'sign-in' | 'own'
export type SignInLink = { kind: LinkKind; person: Person; expiresAt: string }

export type SessionInfo = {
  id: string
  createdAt: string
  /** Exact to the minute. */
  lastSeenAt: string
  /** When it ends, used or not. */
  expiresAt: string
  /** Browser and system, as far as its `User-Agent` says. */
  agent: string
  via: 'link' | 'passkey'
}
/** A session that is to begin: the hash of its secret, and the browser it is in. */
export type NewSession = { hash: string; agent: string }
/** Whose session it is. `expiresAt`: when it ends unless it is used before. */
export type SessionHolder = Actor & { person: string; session: string; signedInAt: string; expiresAt: string }

/** `id` is the credential's, in base64url. */
export type Passkey = { id: string; name: string; createdAt: string; lastUsedAt?: string }
/** What a browser registered: `publicKey` is COSE in base64url. */
export type NewPasskey = { id: string; publicKey: string; counter: number; transports: string[]; name: string }
export type PasskeyKey = Pick<NewPasskey, 'id' | 'publicKey' | 'counter' | 'transports'>
/** Used once: `expiresAt` in milliseconds since 1970. */
export type SpentChallenge = { challenge: string; expiresAt: number }

export type AccessRefusal =
  | { ok: false; reason: 'unknown-person' }
  /** They can't sign in until an admin lets them. */
  | { ok: false; reason: 'disabled-person'; name: string }
  /** Somebody has this name already, with another role. */
  | { ok: false; reason: 'name-taken'; name: string; role: Role }
  /** Nobody has this name: an invitation needs a role. */
  | { ok: false; reason: 'no-role'; name: string }
  /** Nobody takes their own role or access away. */
  | { ok: false; reason: 'yourself' }
export type LinkRefusal = { ok: false; reason: 'unknown-link' | 'used-link' | 'expired-link' } | Extract<AccessRefusal, { reason: 'disabled-person' }>
export type PasskeyRefusal =
  | { ok: false; reason: 'unknown-passkey' | 'spent-challenge' | 'copied-passkey' | 'known-passkey' | 'too-many-passkeys' }
  | Extract<AccessRefusal, { reason: 'disabled-person' | 'unknown-person' }>

export type SignedIn = { ok: true; actor: Actor; person: string; kind?: LinkKind; passkeys: number; expiresAt: string }

export interface AccessCalls {
  people(): Promise<Person[]>
  /** A link for somebody new, with a role; or for somebody who is known. Their earlier links stop working. */
  invite(asked: { name: string; role?: Role; hash: string }, actor: Actor): Promise<({ ok: true } & SignInLink) | AccessRefusal>
  /** A link by which an admin with a token signs in. */
  linkForSelf(hash: string, actor: Actor): Promise<({ ok: true } & SignInLink) | AccessRefusal>
  changeRole(person: string, role: Role, actor: Actor): Promise<{ ok: true } | AccessRefusal>
  /** Their sessions and links end at once. */
  disablePerson(person: string, actor: Actor): Promise<{ ok: true } | AccessRefusal>
  enablePerson(person: string, actor: Actor): Promise<{ ok: true } | AccessRefusal>

  /** Looks, and spends nothing. */
  readLink(hash: string): Promise<({ ok: true } & SignInLink) | LinkRefusal>
  signInByLink(hash: string, session: NewSession): Promise<SignedIn | LinkRefusal>
  /** The secret that challenges are signed with, in hex. */
  challengeKey(): Promise<string>
  passkeyKey(id: string): Promise<PasskeyKey | null>
  /** After the signature was checked: `counter` as the passkey gave it. */
  signInByPasskey(passkey: { id: string; counter: number } & SpentChallenge, session: NewSession): Promise<SignedIn | PasskeyRefusal>

  /** Whose session this is now; null where it has ended, or its person can't sign in. */
  sessionHolder(hash: string): Promise<SessionHolder | null>
  sessions(person: string): Promise<SessionInfo[]>
  /** Whether there was one. */
  endSession(person: string, session: string, actor: Actor): Promise<boolean>
  /** How many ended; `except` stays. */
  endSessions(person: string, actor: Actor, except?: string): Promise<{ ok: true; ended: number } | AccessRefusal>

  passkeys(person: string): Promise<Passkey[]>
  addPasskey(person: string, passkey: NewPasskey & SpentChallenge, actor: Actor): Promise<{ ok: true } | PasskeyRefusal>
  /** Whether there is one. */
  renamePasskey(person: string, id: string, name: string, actor: Actor): Promise<boolean>
  /** Whether there was one. */
  removePasskey(person: string, id: string, actor: Actor): Promise<boolean>
}
