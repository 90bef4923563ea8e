/**
 * Sections that got another slug. As with topics, a row says where what was called so is now, never to a row that leads on. Their stories are
 * moved in steps; copy that is filed under the former slug is filed in the section as it is called now.
 */
import type { Article } from '../../copy/shapes/article.ts'
import { deleteAutomatic, redirectOldAddresses, saveAutomatic } from './old-addresses.ts'
import { type Ledger, row, rows, run } from './sql.ts'
import { readValue, saveValue } from './stored-values.ts'

type MovedSection = { slug: string; to: string; at: string; by: string }

export const movedSection = (ledger: Ledger, slug: string) =>
  row<{ to: string; at: string }>(ledger, `SELECT moved_to AS "to", at FROM names WHERE kind = 'section' AND slug = ?`, slug)

export const movedSections = (ledger: Ledger) =>
  rows<MovedSection>(ledger, `SELECT slug, moved_to AS "to", at, by FROM names WHERE kind = 'section' ORDER BY slug`)

export function saveMovedSection(ledger: Ledger, { slug, to, at, by }: MovedSection, now: number) {
  isSectionAgain(ledger, to)
  run(ledger, `INSERT OR REPLACE INTO names (kind, slug, moved_to, at, by) VALUES ('section', ?, ?, ?, ?)`, slug, to, at, by)
  run(ledger, `UPDATE names SET moved_to = ? WHERE kind = 'section' AND moved_to = ?`, to, slug)
  redirectOldAddresses(ledger, `/${slug}`, { article: null, target: `/${to}` }, now)
  saveAutomatic(ledger, `/${slug}`, { article: null, target: `/${to}` }, { made: 'rename', at, by })
}

/** It has a page of its own. */
export function isSectionAgain(ledger: Ledger, slug: string) {
  if (run(ledger, `DELETE FROM names WHERE kind = 'section' AND slug = ?`, slug) > 0) deleteAutomatic(ledger, `/${slug}`)
}

export function withPresentSection(ledger: Ledger, article: Article): Article {
  const moved = movedSection(ledger, article.section)
  return moved ? { ...article, section: moved.to } : article
}

/** Stories that are still to be moved; `after`: the number of the last that was looked at; `moved`: how many of those moved are before readers. */
export type SectionMove = { from: string; to: string; by: string; after: number; moved?: number }

export const sectionMoves = (ledger: Ledger) => readValue<SectionMove[]>(ledger, 'section-moves') ?? []
export const saveSectionMoves = (ledger: Ledger, moves: readonly SectionMove[]) => saveValue(ledger, 'section-moves', moves)
