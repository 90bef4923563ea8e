/** Single values of the ledger, by name: the site, the pins, and how far work in steps has come. Each was parsed before it was saved, or is ours. */
import type { Site } from '../../copy/shapes/site.ts'
import { type Ledger, row, run } from './sql.ts'

export function readValue<T>(ledger: Ledger, name: string) {
  const found = row<{ json: string }>(ledger, 'SELECT json FROM kept WHERE name = ?', name)
  return found && (JSON.parse(found.json) as T)
}

export const saveValue = (ledger: Ledger, name: string, value: unknown) =>
  run(ledger, 'INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json', name, JSON.stringify(value))

export const deleteValue = (ledger: Ledger, name: string) => run(ledger, 'DELETE FROM kept WHERE name = ?', name)
export const readSite = (ledger: Ledger) => readValue<Site>(ledger, 'site')
export const readPins = (ledger: Ledger) => readValue<string[]>(ledger, 'pins') ?? []
export const timeZoneOf = (ledger: Ledger) => readSite(ledger)?.timeZone ?? 'UTC'
