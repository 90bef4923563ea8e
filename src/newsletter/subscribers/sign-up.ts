/** What a form records. Steps and answer are the same for every address, so that nobody learns who is on the lists. */
import type { SignedUp, SignUp } from '../calls.ts'
import type { Database } from '../list/database.ts'
import type { Address } from './address.ts'
import { queueLetter } from './confirmations.ts'
import { overLimit } from './limits.ts'
import { addReader, askFor, findReader, pendingLists } from './subscriptions.ts'
import { mayAskToConfirm } from './suppressions.ts'

type Weighed = { address: Address; hash: string; isHasty: boolean }

/** To be called within a transaction. */
export function recordSignUp(db: Database, { address, hash, isHasty }: Weighed, asked: SignUp, now: number): SignedUp {
  const refused = overLimit(db, { sender: asked.sender, address: address.key, isHasty }, now)
  if (refused) return refused
  if (!mayAskToConfirm(db, hash, now)) return { ok: true }
  const reader = addReader(db, address, now)
  const consent = { wording: asked.wording, at: now, country: asked.country, how: 'form' as const }
  const lists = asked.lists.filter((list) => askFor(db, list, reader.id, consent))
  queueLetter(db, { reader, purpose: lists.length > 0 ? 'confirm' : 'link', lists }, now)
  return { ok: true }
}

/** Queues an email with the link to a reader's own page; if they have anything to confirm, one that asks for that. To be called within a transaction. */
export function recordLinkRequest(db: Database, { address, hash, isHasty }: Weighed, sender: string, now: number): SignedUp {
  const refused = overLimit(db, { sender, address: address.key, isHasty }, now)
  if (refused) return refused
  const reader = findReader(db, address.key)
  if (!reader || !mayAskToConfirm(db, hash, now)) return { ok: true }
  const lists = pendingLists(db, reader.id)
  queueLetter(db, { reader, purpose: lists.length > 0 ? 'confirm' : 'link', lists }, now)
  return { ok: true }
}
