/** What can be asked of the press beside articles: house style, topics and authors, sections. */
import type { StyleRule } from '../copy/checks/house-style/rule.ts'
import type { Author } from '../copy/shapes/author.ts'
import type { TopicRecord } from '../copy/shapes/topic.ts'
import type { Actor } from './roles.ts'

type ExpectedTag = readonly string[] | 'any' | 'none'
export type TagRefusal =
  /** `If-Match` named another state of `what` than the one there is, whose tag is `current`; null where there is none. */
  | { ok: false; reason: 'stale-value'; what: string; current: string | null; changed?: { at: string; by: string } }
  /** `If-None-Match: *` on what is there. */
  | { ok: false; reason: 'already-there'; what: string; current: string }

export const NAME_KINDS = ['topic', 'author'] as const
export type NameKind = (typeof NAME_KINDS)[number]

type RenamedKind = NameKind | 'section'

export type NameRefusal =
  | { ok: false; reason: 'unknown-name'; kind: RenamedKind; slug: string }
  /** It was renamed or merged: `current` is its slug now. */
  | { ok: false; reason: 'moved-name'; kind: RenamedKind; slug: string; current: string }
  /** Another has this slug. */
  | { ok: false; reason: 'name-taken'; kind: RenamedKind; slug: string }
  | { ok: false; reason: 'same-name'; kind: RenamedKind; slug: string }
  /** Its stories are still being moved from there. */
  | { ok: false; reason: 'section-moving'; section: string }

/** `articles`: how many readers find under it. `role` of authors who have a record. */
export type KnownName = { slug: string; name: string; articles: number; role?: string }
/** `q`: how its slug, name or last name begins. */
export type NameQuery = { q?: string; cursor?: string; limit?: number }

/** Its new slug, its new name, or both. */
export type NameChange = { slug?: string; name?: string }
/** `articles` are printed anew. `stale` are readers' paths. */
export type NameMoved = { ok: true; slug: string; name: string; articles: number; stale: string[] }

/** `stale` are readers' paths. */
export type NameSaved = { ok: true; created: boolean; stale: string[] }

/** What a change of the site does to articles in a section that is gone from it, has another name, or moved to another slug (`to`). */
export type SectionUse = { section: string; change: 'removed' | 'renamed' | 'moved'; to?: string; articles: number }

/** `articles`: how many readers find there, which are moved within minutes. */
export type SectionRenamed = { ok: true; section: string; articles: number; stale: string[] }

export interface ReferenceCalls {
  /** In the order in which editors put them. */
  houseStyle(): Promise<StyleRule[]>
  /** All rules at once. */
  setHouseStyle(rules: StyleRule[], actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; rules: StyleRule[] } | TagRefusal>
  /** One more, or in the place of the one for the same words. */
  addStyleRule(rule: StyleRule, actor: Actor): Promise<{ ok: true; rules: number; replaced: boolean }>

  /** By slug. Those that were renamed or merged are under their present slug only. */
  names(kind: NameKind, query: NameQuery): Promise<{ items: KnownName[]; nextCursor?: string }>
  /** Its old page leads to the new one. Revisions stay as they were filed. */
  renameName(kind: NameKind, slug: string, change: NameChange, actor: Actor): Promise<NameMoved | NameRefusal>
  /** All of `slug` becomes `into`, which is there already. */
  mergeName(kind: NameKind, slug: string, into: string, actor: Actor): Promise<NameMoved | NameRefusal>

  /** The record; of who is only named in bylines, what those say. */
  readAuthor(slug: string): Promise<{ ok: true; author: Author; isRecorded: boolean } | NameRefusal>
  saveAuthor(author: Author, actor: Actor, expect?: ExpectedTag): Promise<(NameSaved & { author: Author }) | NameRefusal | TagRefusal>
  /** The record; bylines stay. */
  removeAuthor(slug: string, actor: Actor, expect?: ExpectedTag): Promise<{ ok: true } | NameRefusal | TagRefusal>

  /** What its page says of it; of a topic without a record, what articles call it. */
  readTopic(slug: string): Promise<{ ok: true; topic: TopicRecord; isRecorded: boolean } | NameRefusal>
  saveTopic(topic: TopicRecord, actor: Actor, expect?: ExpectedTag): Promise<(NameSaved & { topic: TopicRecord }) | NameRefusal | TagRefusal>

  /** How many articles readers find in each section, also in those that the site doesn't name. */
  sections(): Promise<{ section: string; articles: number }[]>
  /** Its stories, newsletters and campaigns go with it, and its page, its feeds and its stories' addresses lead on. */
  renameSection(from: string, to: string, actor: Actor): Promise<SectionRenamed | NameRefusal>
}
