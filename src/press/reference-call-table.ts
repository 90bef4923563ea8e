/** The calls about house style, topics and authors. */

import type { PrintJob } from './ledger/outbox.ts'
import { renameSection } from './publishing/renaming-sections.ts'
import { readAuthor, removeAuthor, saveAuthor } from './reference/authors.ts'
import { addStyleRule, changeHouseStyle, readHouseStyle } from './reference/house-style.ts'
import { listNames, sectionsInUse } from './reference/known-names.ts'
import { mergeName, renameName } from './reference/moving-names.ts'
import { readTopic, saveTopic } from './reference/topics.ts'
import type { ReferenceCalls } from './reference-calls.ts'
import { change, read, type Task } from './task.ts'

/** What readers see first of a change. */
const FRONT: PrintJob = { kind: 'listing', name: 'front' }

type ReferenceTable = { [Name in keyof ReferenceCalls]: (...asked: Parameters<ReferenceCalls[Name]>) => Task<Awaited<ReturnType<ReferenceCalls[Name]>>> }

export const REFERENCE_CALLS: ReferenceTable = {
  houseStyle: () => read(readHouseStyle),
  setHouseStyle: (rules, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => changeHouseStyle(ledger, rules, actor, now, expect)),
  addStyleRule: (rule, actor) => change({ actor, needs: 'editor' }, (ledger, now) => addStyleRule(ledger, rule, actor, now)),

  names: (kind, query) => read((ledger) => listNames(ledger, kind, query)),
  renameName: (kind, slug, to, actor) => change({ actor, needs: 'editor' }, (ledger, now) => renameName(ledger, kind, slug, to, actor, now), FRONT),
  mergeName: (kind, slug, into, actor) => change({ actor, needs: 'editor' }, (ledger, now) => mergeName(ledger, kind, slug, into, actor, now), FRONT),
  readAuthor: (slug) => read((ledger) => readAuthor(ledger, slug)),
  saveAuthor: (author, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => saveAuthor(ledger, author, actor, now, expect), FRONT),
  removeAuthor: (slug, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => removeAuthor(ledger, slug, actor, now, expect)),
  readTopic: (slug) => read((ledger) => readTopic(ledger, slug)),
  saveTopic: (topic, actor, expect) =>
    change({ actor, needs: 'editor' }, (ledger, now) => saveTopic(ledger, topic, actor, now, expect), { kind: 'listing', name: `topic/${topic.slug}` }),
  sections: () => read(sectionsInUse),
  renameSection: (from, to, actor) =>
    change({ actor, needs: 'admin' }, (ledger, now) => renameSection(ledger, from, to, actor, now), { kind: 'site', name: 'site' }),
}
