/** The shape of a ninjs item, as far as it can be trusted: every property may be missing or anything. */
import { parseHtml } from '../html/hast.ts'
import { toSemanticHtml } from '../html/semantic-html.ts'
import { plainTextOf } from '../html/tree.ts'
import { ignoreOmissions, type ReportOmission } from '../text/omissions.ts'

export type JsonObject = Record<string, unknown>

/** Top-level properties of ninjs 3.1. */
export const PROPERTIES = [
  'uri',
  'type',
  'representationType',
  'profile',
  'version',
  'firstCreated',
  'versionCreated',
  'contentCreated',
  'embargoedUntil',
  'pubStatus',
  'urgency',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
  'edNote',
  'language',
  'descriptions',
  'bodies',
  'headlines',
  'people',
  'organisations',
  'places',
  'subjects',
  'events',
  'eventDetails',
  'plannedCoverage',
  'objects',
  'infoSources',
  'title',
  'by',
  'slugline',
  'located',
  'renditions',
  'associations',
  'altIds',
  'trustIndicators',
  'standard',
  'genres',
  'expires',
  'rightsInfo',
  'digitalSourceType',
] as const

/** `embargoed` is from the guidelines; `headline` and `byline` in ninjs 1. */
export type Item = { [name in (typeof PROPERTIES)[number] | 'embargoed' | 'headline' | 'byline']?: unknown } & JsonObject

const CANONICAL_NAMES = new Map<string, string>([...PROPERTIES, 'embargoed', 'headline', 'byline'].map((name) => [name.toLowerCase(), name]))

/** Versions before 3 wrote `pubstatus` and `embargoed` in lower case: a kill must not be missed for its spelling. The 3.1 spelling wins. */
export function normaliseNames(input: JsonObject): Item {
  const exact = Object.entries(input).filter(([name]) => (CANONICAL_NAMES.get(name.toLowerCase()) ?? name) === name)
  const other = Object.entries(input).filter(([name]) => (CANONICAL_NAMES.get(name.toLowerCase()) ?? name) !== name)
  return Object.fromEntries([...other.map(([name, value]) => [CANONICAL_NAMES.get(name.toLowerCase()) ?? name, value]), ...exact])
}

/** No property of ours is a list longer than this; the rest of one that is is not looked at. */
const MAX_ENTRIES = 500

export const recordsOf = (value: unknown): JsonObject[] =>
  Array.isArray(value)
    ? value.slice(0, MAX_ENTRIES).filter((entry): entry is JsonObject => typeof entry === 'object' && entry !== null && !Array.isArray(entry))
    : []

export const trimmedText = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

/** Some agencies write markup into lines; what says that it is plain text is believed. What is struck out or hidden in it is left out. */
export function plainText(value: unknown, contentType?: unknown, report: ReportOmission = ignoreOmissions): string {
  if (typeof value !== 'string') return ''
  if (contentType === 'text/plain' || !/<[a-z/]|&#?\w+;/i.test(value)) return value.replace(/\s+/g, ' ').trim()
  return plainTextOf(toSemanticHtml(parseHtml(value).children, report), report)
}

/** The text of a headline or description. */
export const textOfEntry = (entry: JsonObject | undefined, report?: ReportOmission) => plainText(entry?.value, entry?.contentType, report)

export const valueWithRole = (list: unknown, role: RegExp) => textOfEntry(recordsOf(list).find((entry) => role.test(String(entry.role ?? '')))) || undefined

/** Alternative ids by which our own ninjs says what the standard has no field for. */
export const OUR_IDS = { slug: 'dateline:slug', section: 'dateline:section', fields: 'dateline:fields' } as const
