/** The site's settings as a form: fields bear the pointers of the site's JSON, and lists are lines. What the form doesn't show stays as it is. */
import type { Flaw } from '../../../copy/parse.ts'
import { renamedSections } from '../../../copy/renamed-sections.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { LiveSettings } from '../../../copy/shapes/site-to-set.ts'
import type { Form } from '../layout/form.ts'

/** Single values of text, by the name of their field. */
const TEXTS = ['name', 'tagline', 'url', 'lang', 'timeZone', 'timeZoneLabel', 'xHandle', 'contact', 'publishingPrinciples', 'copyright', 'aiCrawlers'] as const
const BADGE = ['label', 'detail', 'url'] as const

export type SettingsValues = Record<string, string>

export const valuesOf = (site: Site): SettingsValues => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, site[name] ?? ''])),
  ...Object.fromEntries(BADGE.map((name) => [`badge-${name}`, site.badge?.[name] ?? ''])),
  sections: linesOf(site.sections, ['slug', 'name', 'description']),
  'section-topics': site.sections.flatMap(({ slug, topics = [] }) => (topics.length > 0 ? [`${slug}: ${topics.join(', ')}`] : [])).join('\n'),
  footer: linesOf(site.footer, ['name', 'url']),
  socials: linesOf(site.socials, ['name', 'url']),
  showChanges: site.showChanges ? 'on' : '',
  'live-endsAfterHours': liveOf(site).endsAfterHours?.toString() ?? '',
  addresses: site.addresses === 'latin' ? 'latin' : 'own',
})

export const valuesSent = (form: Form, known: SettingsValues): SettingsValues => Object.fromEntries(Object.keys(known).map((name) => [name, form.text(name)]))

/** What is to be parsed as a site. Fields left empty are left out. */
export function siteFrom(values: SettingsValues, before: Site): unknown {
  const badge = withoutEmpty(Object.fromEntries(BADGE.map((name) => [name, values[`badge-${name}`] ?? ''])))
  const { badge: _, live: __, addresses: ___, ...others } = before
  const live = liveFrom(values['live-endsAfterHours'], liveOf(before))
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !(TEXTS as readonly string[]).includes(name))),
    ...withoutEmpty(Object.fromEntries(TEXTS.map((name) => [name, values[name] ?? '']))),
    ...(Object.keys(badge).length > 0 && { badge: { ...before.badge, ...badge } }),
    sections: itemsOf(values.sections, ['slug', 'name', 'description'], underNewSlugs(values, before)).map((section) =>
      withSubtopics(section, subtopicLines(values, before)),
    ),
    footer: itemsOf(values.footer, ['name', 'url'], before.footer),
    socials: itemsOf(values.socials, ['name', 'url'], before.socials),
    showChanges: values.showChanges === 'on',
    ...(live && { live }),
    // Left out, it is `own`: nothing is written for a newsroom that never chose.
    ...(values.addresses && (values.addresses !== 'own' || before.addresses === 'own') && { addresses: values.addresses }),
  }
}

/** It was parsed when it was set. */
const liveOf = ({ live = {} }: Site) => live as LiveSettings

function liveFrom(hours: string | undefined, { endsAfterHours: _, ...others }: LiveSettings) {
  const live = { ...others, ...(hours && { endsAfterHours: Number(hours) }) }
  return Object.keys(live).length > 0 ? live : undefined
}

/** Each line a section with its topics: `world: storms, port-averil`. A section that gets another slug in the same form takes its line along. */
function subtopicLines(values: SettingsValues, before: Site) {
  const renamed = newSlugs(values, before)
  return (values['section-topics'] ?? '').split('\n').flatMap((line) => {
    const [section = '', topics = ''] = line.split(':').map((part) => part.trim())
    return section ? [{ section: renamed.get(section) ?? section, topics: topics.split(/[,\s]+/).filter(Boolean) }] : []
  })
}

/** The new slug of each section that gets one, by the old. */
function newSlugs(values: SettingsValues, { sections }: Site) {
  const after = itemsOf(values.sections, ['slug', 'name', 'description'], []) as { slug: string; name: string }[] // Parsed later: what lacks a name has none in common.
  return new Map(renamedSections(sections, after).map(({ from, to }) => [from, to]))
}

const underNewSlugs = (values: SettingsValues, before: Site) => {
  const renamed = newSlugs(values, before)
  return before.sections.map((section) => ({ ...section, slug: renamed.get(section.slug) ?? section.slug }))
}

function withSubtopics({ topics: _, ...section }: Record<string, unknown>, lines: ReturnType<typeof subtopicLines>) {
  const topics = lines.flatMap((line) => (line.section === section.slug ? line.topics : []))
  return { ...section, ...(topics.length > 0 && { topics }) }
}

/** Emptied by mistake, the field would take every section out of the menu. */
export const sectionFlaws = (values: SettingsValues, { sections }: Site): Flaw[] =>
  sections.length > 0 && !values.sections?.trim()
    ? [{ pointer: '/sections', message: 'This would remove every section. Keep at least one, or use the API to remove them all.' }]
    : []

/** Topics of a section that the form doesn't have would be lost. */
export function subtopicFlaws(values: SettingsValues, before: Site): Flaw[] {
  const sections = new Set(itemsOf(values.sections, ['slug'], []).map(({ slug }) => String(slug).split('|')[0]?.trim()))
  return subtopicLines(values, before)
    .filter(({ section }) => !sections.has(section))
    .map(({ section }) => ({ pointer: '/sections/topics', message: `There’s no section “${section}”. Start each line with the slug of a section.` }))
}

/** The field that a flaw of the site belongs to. */
export function fieldOf(pointer: string): string | undefined {
  const [first = '', second = ''] = pointer.slice(1).split('/')
  if (first === 'sections' && pointer.includes('/topics')) return 'section-topics'
  if (first === 'badge') return `badge-${second || 'label'}`
  if (first === 'live') return 'live-endsAfterHours'
  return [...TEXTS, 'sections', 'footer', 'socials', 'showChanges', 'addresses'].includes(first) ? first : undefined
}

/** A flaw of an item of a list says in which of its lines it is. */
export const inLines = (flaws: readonly Flaw[]): Flaw[] =>
  flaws.map(({ pointer, message }) => {
    const [, list = '', at] = pointer.split('/')
    const isItem = ['sections', 'footer', 'socials'].includes(list) && at !== undefined
    return { pointer, message: isItem ? `Line ${Number(at) + 1}: ${message}` : message }
  })

const SEPARATOR = ' | '

const linesOf = (items: readonly Record<string, unknown>[], names: readonly string[]) =>
  items
    .map((item) =>
      names
        .map((name) => item[name] ?? '')
        .join(SEPARATOR)
        .replace(/(?: \| )+$/, ''),
    )
    .join('\n')

/** Each line an item. What the form doesn't show of an item is found by its first value. */
function itemsOf(lines = '', names: readonly string[], before: readonly Record<string, unknown>[]) {
  const known = new Map(before.map((item) => [item[names[0] as string], item]))
  return lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const parts = line.split('|').map((part) => part.trim())
      const shown = withoutEmpty(
        Object.fromEntries(names.map((name, at) => [name, at === names.length - 1 ? parts.slice(at).join(SEPARATOR) : (parts[at] ?? '')])),
      )
      const hidden = Object.entries(known.get(parts[0]) ?? {}).filter(([name]) => !names.includes(name))
      return { ...Object.fromEntries(hidden), ...shown }
    })
}

const withoutEmpty = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
