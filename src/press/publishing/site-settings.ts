/** The publication around the copy: the site, and what the editors pinned. */
import { renamedSections } from '../../copy/renamed-sections.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { isSectionAgain } from '../ledger/moved-sections.ts'
import { enqueue } from '../ledger/outbox.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import { type Ledger, row } from '../ledger/sql.ts'
import { readPins, readSite, readValue, saveValue } from '../ledger/stored-values.ts'
import { totalOf } from '../listings/listings.ts'
import type { Banner, FrontDesk } from '../live-calls.ts'
import { partSite, readEditorsSite, saveHouseStyle } from '../reference/house-style.ts'
import { withPresentTopics } from '../reference/newsletter-topics.ts'
import type { SectionUse } from '../reference-calls.ts'
import { moveSection, sectionMoveOf, withSectionCalled } from './moving-sections.ts'

/** Answers the readers' paths it made stale. Every page shows the site's name; the listings of its sections are named by it. */
export function saveSite(ledger: Ledger, editorsSite: Site, actor: Actor, now: number): string[] {
  const before = readSite(ledger)
  const { site, houseStyle } = partSite(editorsSite)
  if (houseStyle) saveHouseStyle(ledger, houseStyle, actor, now)
  // An editor's file may still name a topic as it was called before.
  saveValue(ledger, 'site', withPresentTopics(ledger, site))
  for (const { slug } of site.sections) isSectionAgain(ledger, slug)
  enqueue(ledger, { kind: 'site', name: 'site' }, now)
  enqueue(ledger, { kind: 'listing', name: 'front' }, now)
  const sections = new Set([...(before?.sections ?? []), ...site.sections].map(({ slug }) => slug))
  for (const section of sections) enqueue(ledger, { kind: 'listing', name: `section/${section}` }, now)
  recordAudit(ledger, actor, now, { what: 'site' })
  return ['/', ...[...sections].map((section) => encodeLetters(`/${section}`)), '/latest', '/feed.xml', '/feed.json']
}

export function savePins(ledger: Ledger, slugs: string[], actor: Actor, now: number) {
  const pins = [...new Set(slugs.map((slug) => storyCalled(ledger, slug)?.slug ?? slug))]
  const unknown = pins.filter((slug) => !row(ledger, 'SELECT 1 AS yes FROM articles WHERE slug = ?', slug))
  const pinned = pins.filter((slug) => !unknown.includes(slug))
  saveValue(ledger, 'pins', pinned)
  saveValue(ledger, 'pins-changed', { at: instantOf(now), by: actor.name })
  enqueue(ledger, { kind: 'listing', name: 'front' }, now)
  recordAudit(ledger, actor, now, { what: 'pins', detail: pinned.join(' ') })
  return { ok: true as const, pins: pinned, unknown, stale: ['/'] }
}

/** What editors change through the API, if it still is what they saw. */
export function changeSite(ledger: Ledger, site: Site, actor: Actor, now: number, expect?: ExpectedTag) {
  const before = readEditorsSite(ledger)
  const refusal = tagPreconditionRefusal(expect, 'site', before && tagOf(before))
  if (refusal) return refusal
  const moves = renamedSections(before?.sections ?? [], site.sections)
  const moving = sectionMoveOf(
    ledger,
    moves.flatMap(({ from, to }) => [from, to]),
  )
  if (moving) return { ok: false as const, reason: 'section-moving' as const, section: moving.from }
  for (const { from, to } of moves) moveSection(ledger, from, to, actor, now)
  const moved = moves.reduce((all, { from, to }) => withSectionCalled(all, from, to), site)
  const stale = saveSite(ledger, moved, actor, now)
  return { ok: true as const, site: readEditorsSite(ledger) ?? site, stale, sections: sectionsAffected(ledger, before, site) }
}

/** Of a section with another slug, articles move. All others stay where they are: a section that the site no longer names is named after its slug. */
function sectionsAffected(ledger: Ledger, before: Site | undefined, after: Site): SectionUse[] {
  const moves = new Map(renamedSections(before?.sections ?? [], after.sections).map(({ from, to }) => [from, to]))
  return (before?.sections ?? []).flatMap(({ slug, name }): SectionUse[] => {
    const kept = after.sections.find((section) => section.slug === slug)
    const articles = totalOf(ledger, `section/${slug}`)
    const to = moves.get(slug)
    if (to !== undefined) return [{ section: slug, change: 'moved', to, articles }]
    return articles === 0 || kept?.name === name ? [] : [{ section: slug, change: kept ? 'renamed' : 'removed', articles }]
  })
}

/** Sets or ends what stands above every page. `'no-site'`: nothing says yet what site this is. */
export function changeBanner(ledger: Ledger, banner: Banner | null, actor: Actor, now: number, expect?: ExpectedTag) {
  const site = readSite(ledger)
  if (!site) return 'no-site' as const
  const { breaking, ...rest } = site
  const refusal = tagPreconditionRefusal(expect, 'banner', breaking && tagOf(breaking))
  if (refusal) return refusal
  if (tagOf(breaking ?? null) === tagOf(banner)) return { ok: true as const, stale: [] }
  saveValue(ledger, 'site', { ...rest, ...(banner && { breaking: banner }) })
  enqueue(ledger, { kind: 'site', name: 'site' }, now)
  recordAudit(ledger, actor, now, { what: banner ? 'set-banner' : 'end-banner', detail: (banner ?? breaking)?.text })
  return { ok: true as const, stale: ['/'] }
}

export function readFrontDesk(ledger: Ledger): FrontDesk {
  const pins = readPins(ledger)
  const changed = readValue<{ at: string; by: string }>(ledger, 'pins-changed')
  return { pins, tag: tagOf(pins), ...(changed && { changed }) }
}

/** Where somebody else was first, the refusal says who. */
export function changePins(ledger: Ledger, slugs: string[], actor: Actor, now: number, expect?: ExpectedTag) {
  const { tag, changed } = readFrontDesk(ledger)
  const refusal = tagPreconditionRefusal(expect, 'front', tag)
  if (refusal) return { ...refusal, ...(changed && { changed }) }
  return savePins(ledger, slugs, actor, now)
}
