/** Topics with a record: what their pages say of them before the stories. */
import type { TopicRecord } from '../../copy/shapes/topic.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import type { Ledger } from '../ledger/sql.ts'
import type { NameRefusal } from '../reference-calls.ts'
import { readRecord, saveRecord } from './records.ts'

export function readTopic(ledger: Ledger, slug: string): { ok: true; topic: TopicRecord; isRecorded: boolean } | NameRefusal {
  const read = readRecord<TopicRecord>(ledger, 'topic', slug)
  return read.ok ? { ok: true, topic: read.record, isRecorded: read.isRecorded } : read
}

export function saveTopic(ledger: Ledger, topic: TopicRecord, actor: Actor, now: number, expect?: ExpectedTag) {
  const saved = saveRecord(ledger, 'topic', topic, { actor, now, expect })
  return saved.ok ? { ...saved, topic } : saved
}
