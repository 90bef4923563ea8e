/**
 * Updates that reporters sent for a live article and no editor has approved yet. They are no copy: no revision holds them, and
 * neither readers nor exports get them. And beside those that were told, who wrote them.
 */

import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor } from '../calls.ts'
import type { NewUpdate, RefusedUpdate, WaitingUpdate } from '../live-calls.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/** More is a tray that nobody reads. */
export const MAX_WAITING = 200

type Row = { id: string; at: string; by: string; json: string; refused: string | null }

function waitingOf({ id, at, by, json, refused }: Row): WaitingUpdate {
  const update = JSON.parse(json) as NewUpdate
  return { ...update, id, by, sentAt: at, tag: tagOf([json, refused]), ...(refused && { refused: JSON.parse(refused) as RefusedUpdate }) }
}

/** Oldest first. */
export const listWaiting = (ledger: Ledger, article: number) =>
  rows<Row>(ledger, 'SELECT id, at, by, json, refused FROM waiting_updates WHERE article = ? ORDER BY at, number', article).map(waitingOf)

export function readWaiting(ledger: Ledger, article: number, id: string) {
  const found = row<Row>(ledger, 'SELECT id, at, by, json, refused FROM waiting_updates WHERE article = ? AND id = ?', article, id)
  return found && waitingOf(found)
}

export const countWaiting = (ledger: Ledger, article: number) =>
  row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM waiting_updates WHERE article = ?', article)?.count ?? 0

export function saveWaiting(ledger: Ledger, article: number, id: string, update: NewUpdate, actor: Actor, now: number) {
  run(
    ledger,
    'INSERT INTO waiting_updates (article, id, number, at, by, json) VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM waiting_updates WHERE article = ?1), ?3, ?4, ?5)',
    ...[article, id, instantOf(now), actor.name, JSON.stringify(update)],
  )
}

/** Whoever changes what was refused sends it again. */
export const changeWaiting = (ledger: Ledger, article: number, id: string, update: NewUpdate) =>
  run(ledger, 'UPDATE waiting_updates SET json = ?, refused = NULL WHERE article = ? AND id = ?', JSON.stringify(update), article, id)

export const refuseWaiting = (ledger: Ledger, article: number, id: string, refused: RefusedUpdate) =>
  run(ledger, 'UPDATE waiting_updates SET refused = ? WHERE article = ? AND id = ?', JSON.stringify(refused), article, id)

export const deleteWaiting = (ledger: Ledger, article: number, id: string) =>
  run(ledger, 'DELETE FROM waiting_updates WHERE article = ? AND id = ?', article, id)

export const saveAuthor = (ledger: Ledger, article: number, id: string, by: string) =>
  run(ledger, 'INSERT OR REPLACE INTO update_authors (article, id, by) VALUES (?, ?, ?)', article, id, by)

export const authorsOfUpdates = (ledger: Ledger, article: number) =>
  new Map(rows<{ id: string; by: string }>(ledger, 'SELECT id, by FROM update_authors WHERE article = ?', article).map(({ id, by }) => [id, by]))
