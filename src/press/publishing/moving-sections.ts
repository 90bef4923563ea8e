/**
 * The stories of a section that got another slug are moved in steps, for there can be tens of thousands, each in a new revision of what readers see,
 * what waits and what is newest. Its page leads on when the last has moved.
 */
import type { Site } from '../../copy/shapes/site.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { saveMovedSection, saveSectionMoves, sectionMoves } from '../ledger/moved-sections.ts'
import { enqueue } from '../ledger/outbox.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { moveToSection } from './bulk.ts'
import { listCampaigns, saveCampaign } from './campaigns.ts'
import { tellOfMovedSection } from './section-events.ts'

/** Of each step, which is a transaction. */
const STORIES_AT_ONCE = 25

/** The move that one of these sections is part of. */
export const sectionMoveOf = (ledger: Ledger, slugs: readonly string[]) =>
  sectionMoves(ledger).find(({ from, to }) => slugs.includes(from) || slugs.includes(to))

/** All but the site's own settings, which name it otherwise already or will. */
export function moveSection(ledger: Ledger, from: string, to: string, actor: Actor, now: number) {
  saveMovedSection(ledger, { slug: from, to, at: instantOf(now), by: actor.name }, now)
  saveSectionMoves(ledger, [...sectionMoves(ledger), { from, to, by: actor.name, after: 0 }])
  for (const campaign of listCampaigns(ledger))
    if (campaign.sections?.includes(from)) saveCampaign(ledger, { ...campaign, sections: called(campaign.sections, from, to) }, actor, now)
  recordAudit(ledger, actor, now, { what: 'rename-section', detail: `${from} → ${to}` })
}

const called = (sections: readonly string[], from: string, to: string) => [...new Set(sections.map((slug) => (slug === from ? to : slug)))]

/** Newsletters name sections, too. */
export function withSectionCalled(site: Site, from: string, to: string): Site {
  const lists = site.newsletter?.lists.map((list) => ({
    ...list,
    ...(list.sections && { sections: called(list.sections, from, to) }),
    ...(list.content?.sections && { content: { ...list.content, sections: called(list.content.sections, from, to) } }),
  }))
  return {
    ...site,
    sections: site.sections.map((section) => (section.slug === from ? { ...section, slug: to } : section)),
    ...(site.newsletter && lists && { newsletter: { ...site.newsletter, lists } }),
  }
}

/** The whole table is passed once, whatever a step finds. What readers have may be in another section than what is newest. */
const NEXT = 'SELECT * FROM articles WHERE id > ? AND (+section = ? OR (path > ? AND path < ?)) ORDER BY id LIMIT ?'

/** The next stories of a section that got another slug. */
export function moveSectionStories(ledger: Ledger, now: number) {
  const [move, ...others] = sectionMoves(ledger)
  if (!move) return
  const { from, to, by, after, moved = 0 } = move
  const path = encodeLetters(`/${from}`)
  const found = rows<ArticleRow>(ledger, NEXT, after, from, `${path}/`, `${path}0`, STORIES_AT_ONCE)
  for (const it of found) moveToSection(ledger, now, it.slug, { from, to }, { name: by, role: 'admin' })
  const last = found.at(-1)
  const articles = moved + found.filter(({ live }) => live !== null).length
  const isOver = found.length < STORIES_AT_ONCE
  saveSectionMoves(ledger, isOver ? others : [{ ...move, after: last?.id ?? after, moved: articles }, ...others])
  if (!isOver) return
  tellOfMovedSection(ledger, { from, to, articles }, now)
  for (const section of [from, to]) enqueue(ledger, { kind: 'listing', name: `section/${section}` }, now)
}

export const nextSectionMove = (ledger: Ledger) => (sectionMoves(ledger).length > 0 ? 1 : undefined)
