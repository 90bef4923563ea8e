/** A section gets another slug, and takes all with it: its stories, newsletters and campaigns. */
import type { Site } from '../../copy/shapes/site.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import type { Actor } from '../calls.ts'
import { movedSection } from '../ledger/moved-sections.ts'
import { type Ledger, row } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { totalOf } from '../listings/listings.ts'
import type { NameRefusal, SectionRenamed } from '../reference-calls.ts'
import { moveSection, sectionMoveOf, withSectionCalled } from './moving-sections.ts'
import { saveSite } from './site-settings.ts'

export function renameSection(ledger: Ledger, from: string, to: string, actor: Actor, now: number): SectionRenamed | NameRefusal {
  const site = readSite(ledger)
  const refusal = refusalOf(ledger, site, from, to)
  if (refusal) return refusal
  const articles = totalOf(ledger, `section/${from}`)
  moveSection(ledger, from, to, actor, now)
  const stale = site ? saveSite(ledger, withSectionCalled(site, from, to), actor, now) : []
  return { ok: true, section: to, articles, stale: [encodeLetters(`/${from}`), ...stale] }
}

function refusalOf(ledger: Ledger, site: Site | undefined, from: string, to: string): NameRefusal | undefined {
  const isNamed = (slug: string) => site?.sections.some((section) => section.slug === slug) === true
  const moved = movedSection(ledger, from)
  if (moved) return { ok: false, reason: 'moved-name', kind: 'section', slug: from, current: moved.to }
  if (!isNamed(from) && !hasStories(ledger, from)) return { ok: false, reason: 'unknown-name', kind: 'section', slug: from }
  if (from === to) return { ok: false, reason: 'same-name', kind: 'section', slug: from }
  const moving = sectionMoveOf(ledger, [from, to])
  if (moving) return { ok: false, reason: 'section-moving', section: moving.from }
  const isTaken = isNamed(to) || totalOf(ledger, `section/${to}`) > 0
  return isTaken ? { ok: false, reason: 'name-taken', kind: 'section', slug: to } : undefined
}

const hasStories = (ledger: Ledger, section: string) => row(ledger, 'SELECT 1 AS yes FROM articles WHERE section = ? LIMIT 1', section) !== undefined
