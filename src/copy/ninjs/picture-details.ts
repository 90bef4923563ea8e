/** What the newsroom knows of a picture ↔ properties of a picture's item in ninjs 3.1. */
import * as v from 'valibot'
import { digitalSourceIn } from '../shapes/digital-source.ts'
import { PictureDetails, PictureRights } from '../shapes/picture-details.ts'
import { type JsonObject, plainText, recordsOf, trimmedText, valueWithRole } from './item.ts'

/** IPTC's vocabulary, of which `digitalSource` has the terms. */
const DIGITAL_SOURCE = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

/** Roles of ours, for what 3.1 has no property for. */
const [LICENCE, ACQUIRE] = ['licence', 'dateline:acquire-licence']

/** But for its focus, which is a matter of each rendition. */
export function ninjsOfDetails({ alt, caption, credit, source, people, place, digitalSource, rights = {} }: PictureDetails): JsonObject {
  const entry = (role: string, value: string | undefined) => (value ? [{ role, contentType: 'text/plain', value }] : [])
  const written = {
    descriptions: [...entry('alt', alt), ...entry('caption', caption), ...entry('creditline', credit), ...entry(LICENCE, rights.licence)],
    infoSources: source ? [{ name: source, role: 'source' }] : [],
    people: (people ?? []).map((name) => ({ name, rel: 'shown' })),
    places: place ? [{ name: place, rel: 'shown' }] : [],
    altIds: rights.acquireUrl ? [{ role: ACQUIRE, value: rights.acquireUrl }] : [],
    copyrightHolder: rights.holder,
    copyrightNotice: rights.notice,
    usageTerms: rights.terms,
    expires: rights.until,
    rightsInfo: rights.licenceUrl && { linkedRights: rights.licenceUrl },
    digitalSourceType: digitalSource && { uri: DIGITAL_SOURCE + digitalSource, literal: digitalSource },
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)))
}

/** Each property for itself: one that doesn't hold takes none of the others with it. Its words, credit and focus are read with the picture. */
export function detailsOfNinjs(item: JsonObject): PictureDetails {
  const [{ linkedRights }, source] = [objectOf(item.rightsInfo), objectOf(item.digitalSourceType)]
  const shown = (list: unknown) => recordsOf(list).flatMap(({ name, rel }) => (rel === undefined || rel === 'shown' ? (trimmedText(name) ?? []) : []))
  const rights = holding(PictureRights.entries, {
    licence: valueWithRole(item.descriptions, /^licence$/i) || undefined,
    holder: plainText(item.copyrightHolder) || undefined,
    notice: plainText(item.copyrightNotice) || undefined,
    terms: trimmedText(item.usageTerms),
    until: trimmedText(item.expires),
    licenceUrl: trimmedText(linkedRights),
    acquireUrl: trimmedText(recordsOf(item.altIds).find(({ role }) => role === ACQUIRE)?.value),
  })
  const people = shown(item.people)
  return holding(PictureDetails.entries, {
    source: plainText(recordsOf(item.infoSources).find(({ role }) => role === 'source')?.name) || undefined,
    people: people.length > 0 ? people : undefined,
    place: shown(item.places)[0],
    digitalSource: digitalSourceIn(trimmedText(source.uri) ?? trimmedText(source.literal) ?? trimmedText(item.digitalSourceType) ?? ''),
    ...(Object.keys(rights).length > 0 && { rights }),
  })
}

const objectOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as JsonObject

function holding<E extends v.ObjectEntries>(entries: E, values: Record<string, unknown>) {
  const good = Object.entries(values).flatMap(([name, value]) => {
    const parsed = value === undefined || !entries[name] ? undefined : v.safeParse(entries[name] as v.GenericSchema, value)
    return parsed?.success ? [[name, parsed.output]] : []
  })
  // Each value came out of its own schema.
  return Object.fromEntries(good) as Partial<v.InferOutput<v.ObjectSchema<E, undefined>>>
}
