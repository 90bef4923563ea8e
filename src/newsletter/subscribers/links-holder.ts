/** Who a link of ours belongs to, and whether it was sent to the mailbox that they have now. */
import { type Database, row } from '../list/database.ts'
import { type Reader, readerById } from './subscriptions.ts'

/** `isHere`: false for links in a mailbox that the reader moved away from. */
export type Holder = { reader: Reader; isHere: boolean }

/** `mailbox` counts the reader's addresses from 0. Undefined where the reader was erased. */
export function holderOf(db: Database, id: number, mailbox: number): Holder | undefined {
  const reader = readerById(db, id)
  if (reader) return { reader, isHere: reader.mailbox === mailbox }
  const merged = row<{ reader: number }>(db, 'SELECT reader FROM merged_readers WHERE id = ?', id)
  const into = merged && readerById(db, merged.reader)
  return into && { reader: into, isHere: false }
}
