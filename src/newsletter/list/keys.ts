/**
 * The keys of the mailing list. They are made here and leave its storage in a backup only. Links are signed with the newest. Links that
 * were signed with an older one still unsubscribe, because letters stay in mailboxes for years; they do nothing else.
 */
import { importKey, type Purpose, readToken, type TokenRead } from '../subscribers/tokens.ts'

/** `first` is never replaced: suppressed addresses are stored only as hashes made with it. */
export type Keys = { newest: CryptoKey; older: CryptoKey[]; first: CryptoKey }

const BYTES = 32

export async function openKeys(sql: SqlStorage): Promise<Keys> {
  sql.exec('CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID')
  if (secretsIn(sql).length === 0) addSecret(sql, makeSecret())
  return keysIn(sql)
}

export type NewKey = { secret: ArrayBuffer; key: CryptoKey }

export async function makeKey(): Promise<NewKey> {
  const secret = makeSecret()
  return { secret, key: await importKey(secret) }
}

/** From now on this key signs. At once, so that no batch is signed in between. */
export function addKey(sql: SqlStorage, { first, newest, older }: Keys, { secret, key }: NewKey): Keys {
  addSecret(sql, secret)
  return { first, newest: key, older: [...older, newest] }
}

const makeSecret = () => crypto.getRandomValues(new Uint8Array(BYTES)).buffer

/** `tokens`, `tokens-2`, `tokens-3`, … */
function addSecret(sql: SqlStorage, secret: ArrayBuffer) {
  const number = secretsIn(sql).length + 1
  sql.exec('INSERT INTO secrets (name, value) VALUES (?, ?)', number === 1 ? 'tokens' : `tokens-${number}`, secret)
}

const secretsIn = (sql: SqlStorage) =>
  sql.exec<{ value: ArrayBuffer }>("SELECT value FROM secrets WHERE name = 'tokens' OR name LIKE 'tokens-%' ORDER BY length(name), name").toArray()

async function keysIn(sql: SqlStorage): Promise<Keys> {
  const keys = await Promise.all(secretsIn(sql).map(({ value }) => importKey(value)))
  const [first, newest] = [keys[0], keys.at(-1)]
  if (!first || !newest) throw new Error('A mailing list that was opened has a key.')
  return { first, newest, older: keys.slice(0, -1) }
}

/**
 * Reads a token that was signed with any of the keys. With an older key it may be forged by whoever knows that key: it can still
 * unsubscribe a reader, but anything that would show or change their data counts as expired.
 */
export async function readSigned({ newest, older }: Keys, text: string, purpose: Purpose, now: number): Promise<TokenRead> {
  const read = await readToken(newest, text, purpose, now)
  if (read.ok || read.reason !== 'foreign') return read
  for (const key of older) {
    const before = await readToken(key, text, purpose, now)
    if (before.ok) return purpose === 'unsubscribe' ? before : { ...before, ok: false, reason: 'expired' }
    if (before.reason !== 'foreign') return before
  }
  return read
}
