/**
 * House style, kept apart from the site's value: every isolate that serves readers loads that, and none needs the rules. Editors see
 * them as `houseStyle` of the site.
 */
import { parseHouseStyle, withRule } from '../../copy/checks/house-style/parse-rules.ts'
import type { StyleRule } from '../../copy/checks/house-style/rule.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { type Ledger, rows, run } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'

/** A row of SQLite holds two megabytes; a rule, two kilobytes at most. */
const RULES_PER_ROW = 250

export const readHouseStyle = (ledger: Ledger): StyleRule[] =>
  rows<{ json: string }>(ledger, 'SELECT json FROM house_style ORDER BY part').flatMap(({ json }) => JSON.parse(json) as StyleRule[])

export function saveHouseStyle(ledger: Ledger, rules: readonly StyleRule[], actor: Actor, now: number) {
  if (tagOf(rules) === tagOf(readHouseStyle(ledger))) return
  run(ledger, 'DELETE FROM house_style')
  for (let at = 0; at < rules.length; at += RULES_PER_ROW)
    run(ledger, 'INSERT INTO house_style (part, json) VALUES (?, ?)', at / RULES_PER_ROW, JSON.stringify(rules.slice(at, at + RULES_PER_ROW)))
  recordAudit(ledger, actor, now, { what: 'house-style', detail: rules.length === 1 ? '1 rule' : `${rules.length} rules` })
}

export function changeHouseStyle(ledger: Ledger, rules: StyleRule[], actor: Actor, now: number, expect?: ExpectedTag) {
  const refusal = tagPreconditionRefusal(expect, 'house style', tagOf(readHouseStyle(ledger)))
  if (refusal) return refusal
  saveHouseStyle(ledger, rules, actor, now)
  return { ok: true as const, rules }
}

export function addStyleRule(ledger: Ledger, rule: StyleRule, actor: Actor, now: number) {
  const before = readHouseStyle(ledger)
  const rules = withRule(before, rule)
  saveHouseStyle(ledger, rules, actor, now)
  return { ok: true as const, rules: rules.length, replaced: rules.length === before.length }
}

/** The site as editors have it. */
export function readEditorsSite(ledger: Ledger): Site | undefined {
  const site = readSite(ledger)
  const houseStyle = readHouseStyle(ledger)
  return site && (houseStyle.length > 0 ? { ...site, houseStyle } : site)
}

/** What readers' isolates get, and the rules if this value has any. A value without them leaves the ledger's as they are. */
export function partSite({ houseStyle, ...site }: Site): { site: Site; houseStyle: StyleRule[] | undefined; message?: string } {
  if (houseStyle === undefined) return { site, houseStyle: undefined }
  const parsed = parseHouseStyle(houseStyle)
  if (parsed.ok) return { site, houseStyle: parsed.value }
  const [flaw] = parsed.flaws
  return { site, houseStyle: undefined, message: `/houseStyle${flaw?.pointer ?? ''}: ${flaw?.message ?? ''}` }
}
